"""A backup is whole or not there; a restore is checked first and swapped in last."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from kb import env
from operators.models.printed import Edition
from operators.transfer import backups
from operators.transfer.backups import BackupError, read_backup, take_backup
from operators.transfer.restoring import pointed_at, restore
from tests.factories import NOW, make_faq, publish_now

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def template(tmp_path_factory: Any, django_db_blocker: Any) -> Path:
    """A backup of a small site in a file."""
    folder: Path = tmp_path_factory.mktemp("site")
    with django_db_blocker.unblock(), pointed_at(env.database(f"sqlite:///{folder / 'site.sqlite3'}")):
        call_command("migrate", verbosity=0)
        publish_now(make_faq())
        return take_backup(folder / "backups", now=NOW)


@pytest.fixture
def backup(template: Path, tmp_path: Path) -> Path:
    import shutil

    return Path(shutil.copytree(template, tmp_path / "backup"))


def file_settings(path: Path) -> dict[str, Any]:
    return env.database(f"sqlite:///{path}")


def test_a_backup_holds_the_database_the_content_and_their_hashes(backup: Path) -> None:
    found = read_backup(backup)
    assert sorted(found.content) == ["faq.yaml", "pack.yaml", "questions.yaml", "sources.yaml"]
    manifest = json.loads((backup / "manifest.json").read_text())
    assert (manifest["engine"], manifest["revision"], len(manifest["head"])) == ("sqlite", 1, 64)
    with pointed_at(file_settings(backup / "database.sqlite3")):
        assert Edition.objects.get().hash == manifest["head"]


def test_a_restored_database_is_what_was_backed_up(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "new" / "kb.sqlite3"
    assert restore(backup, into=file_settings(target), replace=False, now=NOW) == ""
    with pointed_at(file_settings(target)):
        assert Edition.objects.get().slug == "what-is-it"
    assert [path.name for path in target.parent.iterdir()] == ["kb.sqlite3"]


def test_what_is_there_is_replaced_only_when_told_and_is_kept(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite3"
    target.write_bytes(b"")
    with pytest.raises(BackupError, match="--replace"):
        restore(backup, into=file_settings(target), replace=False, now=NOW)
    assert target.read_bytes() == b""
    kept = restore(backup, into=file_settings(target), replace=True, now=NOW)
    assert Path(kept).read_bytes() == b""
    assert target.stat().st_size > 0


def test_a_database_in_use_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    target = tmp_path / "kb.sqlite3"
    used = sqlite3.connect(target, isolation_level=None)
    used.execute("CREATE TABLE t (x)")
    used.execute("BEGIN IMMEDIATE")
    with pytest.raises(BackupError, match="in use"):
        restore(backup, into=file_settings(target), replace=True, now=NOW)
    used.execute("COMMIT")
    assert used.execute("SELECT count(*) FROM t").fetchone() == (0,)
    used.close()


def altered(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / name
        raw = bytearray(path.read_bytes())
        raw[len(raw) // 2] ^= 1
        path.write_bytes(bytes(raw))

    return change


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (altered("database.sqlite3"), "database.sqlite3 was altered"),
        (altered("content/faq.yaml"), "content/faq.yaml was altered"),
        (lambda folder: (folder / "content/faq.yaml").unlink(), "content/faq.yaml is missing"),
        (lambda folder: (folder / "more.txt").touch(), "more.txt is not in the manifest"),
        (lambda folder: (folder / "manifest.json").unlink(), "has no manifest.json"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "cannot be read"),
    ],
)
def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path, change: Callable[[Path], None], said: str) -> None:
    change(backup)
    target = tmp_path / "kb.sqlite3"
    with pytest.raises(BackupError, match=said):
        restore(backup, into=file_settings(target), replace=False, now=NOW)
    assert not target.exists()


def resealed(backup: Path, statement: str) -> None:
    """Alter the database of a backup and make its manifest agree."""
    database = sqlite3.connect(backup / "database.sqlite3")
    database.execute(statement)
    database.commit()
    database.close()
    manifest = json.loads((backup / "manifest.json").read_text())
    manifest["files"]["database.sqlite3"] = backups.sha256(backup / "database.sqlite3")
    (backup / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE operators_edition SET slug = 'x'", "not what was printed"),
        ("DELETE FROM django_migrations WHERE app = 'operators'", "another release"),
    ],
)
def test_a_backup_whose_database_is_not_sound_is_refused(
    backup: Path, tmp_path: Path, statement: str, said: str
) -> None:
    resealed(backup, statement)
    target = tmp_path / "kb.sqlite3"
    with pytest.raises(BackupError, match=said):
        restore(backup, into=file_settings(target), replace=False, now=NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_a_backup_that_fails_leaves_nothing(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: Any, **_kwargs: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(backups, "export_pack", full)
    with pointed_at(file_settings(template / "database.sqlite3")), pytest.raises(OSError, match="No space"):
        take_backup(tmp_path, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_program_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(BackupError, match=r"pg_dump.*not installed"):
        backups.run_tool("pg_dump", settings={})


def test_the_commands_say_what_they_did(template: Path, tmp_path: Path, capsys: Any) -> None:
    with pointed_at(file_settings(template / "database.sqlite3")):
        call_command("backup", str(tmp_path))
    folder = Path(capsys.readouterr().out.strip())
    assert read_backup(folder).engine == "sqlite"
    call_command("restore", str(folder), "--into", str(tmp_path / "kb.sqlite3"))
    assert capsys.readouterr().out == "Restored and checked.\n"
    with pytest.raises(CommandError, match="--replace"):
        call_command("restore", str(folder), "--into", str(tmp_path / "kb.sqlite3"))
    with pytest.raises(CommandError, match="of that kind"):
        call_command("restore", str(folder), "--into", "postgres://postgres@127.0.0.1/x")
    with pytest.raises(CommandError, match="DATABASE_URL must be"):
        call_command("restore", str(folder), "--into", "mysql://x")


def test_a_database_in_memory_cannot_be_backed_up(tmp_path: Path) -> None:
    if connection.vendor == "postgresql" or Path(connection.settings_dict["NAME"]).is_file():
        pytest.skip("the suite's database is not in memory")
    with pytest.raises(BackupError, match="not a file"):
        take_backup(tmp_path, now=NOW)
