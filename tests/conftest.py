"""Fixtures that every test may use."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _clean_process() -> Iterator[None]:
    """No test sees another's language or cached values: both live as long as the process."""
    yield
    translation.deactivate()
    cache.clear()
