"""``kill -9`` at random moments: nothing half-published, nothing acknowledged lost, every backup whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from kb import env
from operators.transfer.restoring import pointed_at, restore
from tests.factories import NOW

FULL = (
    int(os.environ.get("KB_KILL9_PUBLICATIONS", "1000")),
    int(os.environ.get("KB_KILL9_KILLS", "100")),
    int(os.environ.get("KB_KILL9_BACKUPS", "10")),
)
"""What ``make test-all`` runs. ``make test`` runs the small form."""


def on_postgresql() -> bool:
    return "postgresql" in settings.DATABASES["default"]["ENGINE"]


@pytest.fixture
def new_url(tmp_path: Path) -> Iterator[Any]:
    """A maker of URLs of databases that do not exist yet, of the kind that the suite runs on."""
    if not on_postgresql():
        yield lambda name: f"sqlite:///{tmp_path / name}.sqlite3"
        return
    import psycopg

    base = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    made: list[str] = []

    def make(name: str) -> str:
        made.append(f"kb_trust_{os.getpid()}_{name}")
        return f"{base}/{made[-1]}"

    yield make
    with psycopg.connect(f"{base}/template1", autocommit=True) as server:
        for name in made:
            with suppress(psycopg.Error):
                server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def empty_database(url: str) -> str:
    """PostgreSQL's databases are made before anything connects to them; SQLite's make themselves."""
    if on_postgresql():
        import psycopg

        base, name = url.rsplit("/", 1)
        with psycopg.connect(f"{base}/template1", autocommit=True) as server:
            server.execute(f"CREATE DATABASE \"{name}\" ENCODING 'UTF8' TEMPLATE template0")
    return url


def run(url: str, folder: Path, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.trust.kill9", url, "--folder", str(folder), *arguments],
        cwd=settings.ROOT,
        env={**os.environ, "KB_DATA_DIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


@pytest.mark.django_db  # restoring opens connections of its own
@pytest.mark.parametrize(
    ("publications", "kills", "backups"), [(20, 4, 1), pytest.param(*FULL, marks=pytest.mark.slow)], ids=["few", "many"]
)
def test_nothing_is_half_published_nor_lost_when_publishers_are_killed(
    new_url: Any, tmp_path: Path, publications: int, kills: int, backups: int
) -> None:
    url = empty_database(new_url("site"))
    arguments = ["--publications", publications, "--kills", kills, "--backups", backups]
    result = run(url, tmp_path, *(str(argument) for argument in arguments))
    print(result)  # noqa: T201 - the figures, for whoever reads the run
    assert result["acknowledged"] >= publications
    assert result["kills"] >= kills
    assert (result["half"], result["lost"], result["altered"]) == ([], [], [])
    assert len(result["backups"]) == backups
    with pointed_at(env.database(url)):
        chain = hashes()
    for number, backup in enumerate(result["backups"]):
        # Restoring compares the export of the restored database with the backup's, byte for byte, and audits it.
        restored = env.database(new_url(f"restored{number}"))
        restore(Path(backup), into=restored, replace=False, now=NOW)
        with pointed_at(restored):
            found = hashes()
        assert found
        assert found == chain[: len(found)], "a backup is a state that was committed"


def hashes() -> list[str]:
    from operators.models.printed import Edition

    return list(Edition.objects.order_by("revision").values_list("hash", flat=True))


@pytest.mark.slow
def test_a_publisher_without_transactions_is_found_out(new_url: Any, tmp_path: Path) -> None:
    url = empty_database(new_url("broken"))
    result = run(url, tmp_path, "--publications", "400", "--kills", "60", "--backups", "0", "--broken")
    assert result["half"]


def test_connections_are_the_suites_own_again(new_url: Any) -> None:
    before = connections["default"]
    with pointed_at(env.database(new_url("other"))):
        assert connections["default"] is not before
    assert connections["default"] is before
