"""A site to visit, for the whole run of a process; each test sees its own visits alone."""

from collections.abc import Iterator

import pytest

from tests.watch.site import Site, serve


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serve(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def site(_served: Site) -> Site:
    _served.asked.clear()
    _served.leads.clear()
    return _served
