"""Restoring a backup: into a new database, checked there, and put in the place of the old one only then."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from operators.publishing.auditing import audit
from operators.transfer.backups import Backup, BackupError, read_backup, run_tool, sync
from operators.transfer.exporting import export_pack

ENGINES = {"sqlite": "django.db.backends.sqlite3", "postgresql": "django.db.backends.postgresql"}


@contextmanager
def pointed_at(settings: dict[str, Any]) -> Iterator[None]:
    """The default connection of this thread leads to another database for a while."""
    configured = connections.configure_settings({"default": {**settings}})["default"]
    before = connections["default"]
    other = load_backend(configured["ENGINE"]).DatabaseWrapper(configured, "default")
    connections["default"] = other
    try:
        yield
    finally:
        other.close()
        connections["default"] = before


def restore(folder: Path, *, into: dict[str, Any], replace: bool, now: datetime) -> str:
    """Restore the backup in ``folder`` to the database that the settings ``into`` name, and say where the old one is.

    Raises BackupError, with the old database as it was.
    """
    backup = read_backup(folder)
    if into["ENGINE"] != ENGINES[backup.engine]:
        raise BackupError(f"The backup is of {backup.engine}; it can only be restored to a database of that kind.")
    aside = f"before-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    if backup.engine == "sqlite":
        return _restore_sqlite(backup, into, replace, aside)
    return _restore_postgresql(backup, into, replace, aside)


def check_restored(backup: Backup, settings: dict[str, Any]) -> None:
    """The restored database has this release's tables, every edition as printed, and the content of the backup."""
    with pointed_at(settings):
        try:
            call_command("migrate", check_unapplied=True, verbosity=0)
        except SystemExit as error:
            raise BackupError(
                "The backup is of another release, with other tables. Restore it with that release, then upgrade."
            ) from error
        findings = audit()
        if findings:
            raise BackupError(
                "The backup holds rows that are not what was printed: " + "; ".join(str(one) for one in findings[:20])
            )
        content = export_pack(now=datetime.fromisoformat(backup.taken_at), waiting=True)
    if content != backup.content:
        raise BackupError("What the restored database exports is not the content that stands beside it.")


# -- SQLite ------------------------------------------------------------------------------------------------------


def _restore_sqlite(backup: Backup, into: dict[str, Any], replace: bool, aside: str) -> str:
    target = Path(into["NAME"])
    if target.exists() and not replace:
        raise BackupError(f"{target} exists. Give --replace to put the backup in its place (the old one is kept).")
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(f"{target.name}.restoring")
    try:
        shutil.copyfile(backup.database, new)
        check_restored(backup, {**into, "NAME": str(new)})
        for path in _beside(new):  # the check was the only one to open it, and has closed it
            path.unlink()
        sync(new)
        kept = _swap(new, target, target.with_name(f"{target.name}.{aside}"))
        sync(target.parent)
    finally:
        new.unlink(missing_ok=True)
    return kept


def _beside(path: Path) -> list[Path]:
    """The journals of a database that nobody has open."""
    names = [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", "-journal")]
    return [name for name in names if name.exists()]


def _swap(new: Path, target: Path, aside: Path) -> str:
    """Put ``new`` where ``target`` is, at once; the old file is kept under another name.

    The old one is closed first, by force of its own lock: a journal left beside it would be applied to the new file.
    """
    if not target.exists():
        for path in _beside(target):
            path.rename(path.with_name(f"{path.name}.{aside.name}"))
        new.replace(target)
        return ""
    old = sqlite3.connect(target, timeout=2, isolation_level=None)
    try:
        old.execute("PRAGMA journal_mode=DELETE")
        old.execute("BEGIN EXCLUSIVE")
        os.link(target, aside)
        new.replace(target)
    except sqlite3.OperationalError as error:
        raise BackupError(f"{target} is in use ({error}). Stop the site first; nothing was changed.") from error
    except sqlite3.DatabaseError:  # a damaged file is a good reason to restore
        os.link(target, aside)
        for path in _beside(target):
            path.rename(path.with_name(f"{aside.name}{path.name.removeprefix(target.name)}"))
        new.replace(target)
    finally:
        old.close()
    return str(aside)


# -- PostgreSQL --------------------------------------------------------------------------------------------------


def _restore_postgresql(backup: Backup, into: dict[str, Any], replace: bool, aside: str) -> str:
    import psycopg
    from psycopg import sql

    name = into["NAME"]
    new, kept = f"{name}_restoring"[:63], f"{name}_{aside.replace('-', '_').lower()}"[:63]
    columns = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    given = {key: into[column] for key, column in columns.items() if into.get(column)}
    maintenance = "template1" if name == "postgres" else "postgres"
    with psycopg.connect(dbname=maintenance, autocommit=True, **given) as server:

        def run(statement: str, *names: str) -> None:
            server.execute(sql.SQL(statement).format(*(sql.Identifier(one) for one in names)))

        exists = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None
        if exists and not replace:
            raise BackupError(
                f"The database “{name}” exists. Give --replace to put the backup in its place (the old one is kept)."
            )
        run("DROP DATABASE IF EXISTS {}", new)
        run("CREATE DATABASE {} ENCODING 'UTF8' TEMPLATE template0", new)
        try:
            run_tool("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={new}",
                     str(backup.database), settings={**into, "NAME": new})  # fmt: skip
            check_restored(backup, {**into, "NAME": new})
            try:
                if exists:
                    run("ALTER DATABASE {} RENAME TO {}", name, kept)
                run("ALTER DATABASE {} RENAME TO {}", new, name)
            except psycopg.Error as error:
                raise BackupError(f"“{name}” is in use ({error}). Stop the site first; nothing was changed.") from error
        except BaseException:
            with suppress(psycopg.Error):
                run("DROP DATABASE IF EXISTS {}", new)
            raise
    return kept if exists else ""
