"""Backups: a folder with the whole database, the content pack of the same moment, and a manifest of both.

    kb-20261122T153000123456Z/
        database.sqlite3 | database.dump
        content/pack.yaml ...
        manifest.json      {"format", "taken_at", "engine", "database", "revision", "head", "files": {name: sha256}}

The folder appears under its name only when every byte of it is on the disk: there is never half a backup.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from operators.models.printed import ContentRevision
from operators.publishing.one_state import one_state
from operators.transfer.exporting import export_pack

FORMAT = 1
MANIFEST = "manifest.json"


class BackupError(Exception):
    """Why there is no backup, or why one cannot be restored, and what to do about it."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose every file is what the manifest says."""

    folder: Path
    engine: str
    database: Path
    content: dict[str, str]
    taken_at: str


def take_backup(folder: Path, *, now: datetime) -> Path:
    """Write a backup of the default database into a new folder inside ``folder``, and give that one's path."""
    name = f"kb-{now.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
    folder.mkdir(parents=True, exist_ok=True)
    final, partial = folder / name, folder / f".{name}.partial"
    if final.exists():
        raise BackupError(f"{final} exists already.")
    partial.mkdir()
    try:
        with one_state():
            database = _sqlite(partial) if connection.vendor == "sqlite" else _postgresql(partial)
            content = export_pack(now=now, waiting=True)
            revision = ContentRevision.objects.filter(pk=1).first()
        for relative, text in content.items():
            place = partial / "content" / relative
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, encoding="utf-8", newline="\n")
        manifest = {
            "format": FORMAT,
            "taken_at": now.astimezone(UTC).isoformat(),
            "engine": connection.vendor,
            "database": database,
            "revision": revision.number if revision else 0,
            "head": revision.head if revision else "",
            "files": {path.relative_to(partial).as_posix(): sha256(path) for path in _files(partial)},
        }
        (partial / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
        for path in [*_files(partial), *(one for one in partial.rglob("*") if one.is_dir()), partial]:
            sync(path)
        partial.rename(final)
        sync(folder)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return final


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync(path: Path) -> None:
    """Have the system write a file, or the names in a folder, to the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sqlite(partial: Path) -> str:
    """SQLite's own online copy. The transaction around it keeps writers out, so it is the very state that is exported.

    Over a connection of its own: SQLite copies nothing over one that has begun to write.
    """
    name = "database.sqlite3"
    if not Path(connection.settings_dict["NAME"]).is_file():
        raise BackupError("The database is not a file, so there is nothing to back up.")
    uri = Path(connection.settings_dict["NAME"]).absolute().as_uri()
    source, target = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=20), sqlite3.connect(partial / name)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a journal beside it
    finally:
        source.close()
        target.close()
    return name


def _postgresql(partial: Path) -> str:
    """``pg_dump`` of the very snapshot that the transaction sees."""
    name = "database.dump"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
    run_tool("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={partial / name}", "--no-owner",
             "--no-privileges", settings=connection.settings_dict)  # fmt: skip
    return name


def run_tool(tool: str, *arguments: str, settings: dict[str, Any]) -> None:
    """Run a program of PostgreSQL on the database of ``settings``. The password goes by the environment alone."""
    found = shutil.which(tool)
    if found is None:
        raise BackupError(f"“{tool}” is not installed; it comes with PostgreSQL's client programs.")
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(settings[column]) for name, column in names.items() if settings.get(column)}
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL with arguments of our own
        [found, "--no-password", *arguments], env={**os.environ, **given}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{tool} failed: {done.stderr.strip() or done.returncode}")


def read_backup(folder: Path) -> Backup:
    """Check every file of a backup against its manifest. Raises BackupError naming what is wrong."""
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupError(f"{folder} is no backup: it has no {MANIFEST}.")
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        wanted: dict[str, str] = manifest["files"]
        engine, database, taken_at = manifest["engine"], manifest["database"], manifest["taken_at"]
    except (ValueError, KeyError, TypeError) as error:
        raise BackupError(f"{path} cannot be read; take another backup.") from error
    if manifest.get("format") != FORMAT:
        raise BackupError(f"{path} has format {manifest.get('format')}; this release reads {FORMAT}.")
    there = {one.relative_to(folder).as_posix() for one in _files(folder)} - {MANIFEST}
    problems = [f"{name} is missing" for name in sorted(set(wanted) - there)]
    problems += [f"{name} is not in the manifest" for name in sorted(there - set(wanted))]
    problems += [f"{name} was altered" for name in sorted(there & set(wanted)) if sha256(folder / name) != wanted[name]]
    if database not in wanted:
        problems.append("the manifest names no database")
    if problems:
        raise BackupError(f"{folder} is damaged: {'; '.join(problems)}. Nothing was restored.")
    content = {
        name.removeprefix("content/"): (folder / name).read_text(encoding="utf-8")
        for name in wanted
        if name.startswith("content/")
    }
    return Backup(folder, engine, folder / database, content, taken_at)
