"""Fixtures that every test may use."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from operators.counting import MachineCounter
from tests.peru import count_on, standing

SERVED = {"db", "transactional_db", "live_server"}
MARKED = ("django_db", "postgres", "redis", "slow")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--touching-services",
        action="store_true",
        help="only what could come out otherwise with another database or cache: the rest is not run a second time",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor != "postgresql":
        for item in items:
            if item.get_closest_marker("postgres"):
                item.add_marker(pytest.mark.skip(reason="needs PostgreSQL: DATABASE_URL says where"))
    if config.getoption("--touching-services"):
        apart = [item for item in items if not _touches_services(item)]
        items[:] = [item for item in items if _touches_services(item)]
        config.hook.pytest_deselected(items=apart)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before any fixture has begun a transaction of its own."""
    if "peru" in getattr(item, "fixturenames", ()):
        if standing.blocker is not None:  # else this is the first test that wants it: ``_standing`` opens it
            standing.open()
    elif _touches_services(item):
        standing.close()


def _touches_services(item: pytest.Item) -> bool:
    """Some of what is slow starts servers of its own, which take the database from the environment."""
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & SERVED) or any(item.get_closest_marker(name) for name in MARKED)


@pytest.fixture(autouse=True, scope="session")
def _own_counts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Test processes side by side are not one another's clients."""
    from operators.api import rate
    from operators.web import rate as reports

    rate.machine = MachineCounter(tmp_path_factory.mktemp("rate") / "rate.counts")
    reports.machine = MachineCounter(tmp_path_factory.mktemp("rate") / "reports.counts")


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """No test sees another's language, cached values or counts: they live as long as the process.

    What is called outside a request says its sentences in English, which tests quote.
    """
    from operators.api import rate
    from operators.web import rate as reports

    translation.activate("en")
    yield
    translation.deactivate()
    cache.clear()
    rate.machine.forget()
    reports.machine.forget()


@pytest.fixture
def today() -> Iterator[None]:
    """The doors' clock runs from an hour after ``factories.NOW``, whatever day the machine has."""
    from tests.factories import NOW

    with time_machine.travel(NOW + timedelta(hours=1), tick=True):
        yield


@pytest.fixture(scope="session")
def _standing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    standing.blocker = django_db_blocker
    standing.open()
    yield
    standing.close()


@pytest.fixture
def peru(_standing: None, db: None, today: None) -> None:
    """Peru's whole content, published on ``factories.NOW`` by the import account."""
    count_on()


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that threads wait for, as in production: SQLite's shared memory answers "locked" at once instead."""
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    memory, name = connection.connection, connection.settings_dict["NAME"]
    with closing(sqlite3.connect(tmp_path / "kb.sqlite3")) as file:
        memory.backup(file)
    connection.connection, connection.settings_dict["NAME"] = None, str(tmp_path / "kb.sqlite3")
    yield
    connection.close()
    connection.connection, connection.settings_dict["NAME"] = memory, name
