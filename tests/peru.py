"""Peru's content for tests: imported once in a process, then copied in as rows, which takes a fraction of the time."""

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


_rows: dict[str, list[tuple[type[models.Model], list[dict[str, Any]]]]] = {}


def load_peru() -> None:
    """Fill the empty tables with Peru's content. Call it inside a test that has the database."""
    if connection.vendor not in _rows:
        taken: list[tuple[type[models.Model], list[dict[str, Any]]]] = []
        try:
            with transaction.atomic():
                import_pack(peru_pack(), by=pack_account(), now=NOW)
                taken = [(model, list(model._base_manager.order_by("pk").values())) for model in _models()]
                raise _Taken
        except _Taken:
            _rows[connection.vendor] = taken
    ContentRevision.objects.all().delete()
    with transaction.atomic(), connection.constraint_checks_disabled():
        for model, rows in _rows[connection.vendor]:
            known = {field.attname for field in model._meta.concrete_fields}
            made = [model(**{name: value for name, value in row.items() if name in known}) for row in rows]
            model._base_manager.bulk_create(made, batch_size=500)
    pack_account()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)
