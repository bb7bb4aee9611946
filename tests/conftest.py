"""Fixtures that every test may use."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """No test sees another's language or cached values: both live as long as the process."""
    yield
    translation.deactivate()
    cache.clear()


@pytest.fixture
def today() -> Iterator[None]:
    """The doors' clock runs from an hour after ``factories.NOW``, whatever day the machine has."""
    from tests.factories import NOW

    with time_machine.travel(NOW + timedelta(hours=1), tick=True):
        yield


@pytest.fixture
def peru(db: None, today: None) -> None:
    """Peru's whole content, published on ``factories.NOW`` by the import account."""
    from tests.peru import load_peru

    load_peru()
