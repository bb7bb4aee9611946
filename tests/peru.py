"""Peru's content for tests: imported once in a process, then copied in as rows, which takes a fraction of the time."""

from datetime import date
from functools import cache
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

from operators.management.commands.import_content import PERU, pack_account
from operators.models.printed import ContentRevision
from operators.transfer import Pack, import_pack, read_pack
from tests.factories import NOW


@cache
def peru_pack() -> Pack:
    return read_pack(PERU)


def _models() -> list[type[models.Model]]:
    """Every table that an import fills, parents before children."""
    config = apps.get_app_config("operators")
    return [apps.get_model("auth", "User"), *config.get_models(include_auto_created=True)]


class _Taken(Exception):
    pass


Table = tuple[str, list[str], list[tuple[Any, ...]]]
_tables: dict[str, list[Table]] = {}


def _plain(value: Any) -> Any:
    """SQLite's days and moments as the text that they are stored as."""
    return str(value) if connection.vendor == "sqlite" and isinstance(value, date) else value


def _take() -> list[Table]:
    tables: list[Table] = []
    with connection.cursor() as cursor:
        for model in _models():
            name = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"SELECT * FROM {name} ORDER BY id")
            columns = [connection.ops.quote_name(column[0]) for column in cursor.description]
            tables.append((name, columns, [tuple(_plain(value) for value in row) for row in cursor.fetchall()]))
    return tables


def load_peru() -> None:
    """Fill the empty tables with Peru's content. Call it inside a test that has the database."""
    if connection.vendor not in _tables:
        try:
            with transaction.atomic():
                import_pack(peru_pack(), by=pack_account(), now=NOW)
                _tables[connection.vendor] = _take()
                raise _Taken
        except _Taken:
            pass
    ContentRevision.objects.all().delete()
    with transaction.atomic(), connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for name, columns, rows in _tables[connection.vendor]:
            if rows and connection.vendor == "postgresql":
                with cursor.copy(f"COPY {name} ({', '.join(columns)}) FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            elif rows:
                marks = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})", rows)
    pack_account()
    count_on()


def count_on() -> None:
    """Let keys go on from the last row: PostgreSQL's sequences stay where an earlier test left them."""
    if statements := connection.ops.sequence_reset_sql(no_style(), _models()):
        with connection.cursor() as cursor:
            cursor.execute(";".join(statements))


class Standing:
    """Peru's rows in a transaction that stays open from test to test while they want them; each has a savepoint."""

    def __init__(self) -> None:
        self.blocker: Any = None
        self._transaction: transaction.Atomic | None = None

    def open(self) -> None:
        if self._transaction is None:
            with self.blocker.unblock():
                self._transaction = transaction.atomic()
                self._transaction.__enter__()
                load_peru()
                connection.check_constraints()

    def close(self) -> None:
        """Leave the database as empty as it was."""
        if self._transaction is not None:
            with self.blocker.unblock():
                transaction.set_rollback(True)
                self._transaction.__exit__(None, None, None)
                self._transaction = None


standing = Standing()
