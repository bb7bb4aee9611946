"""Who may do what: every address of the staff's, each role, GET and POST, against the written matrix.

The matrix is ``permissions.csv``. A new address fails the first test, which prints the lines that would describe what
the site does now: judge them, then add those that are meant.
"""

from typing import Any

import pytest
from django.test import Client
from django.urls import path

from operators import clock
from operators.models.printed import CorrectionReport
from operators.models.working import Policy
from operators.publishing import propose_synonyms, submit, verify
from operators.vocabulary import VerificationOutcome
from tests.admin import matrix
from tests.factories import TODAY, make_faq


@pytest.fixture
def world(people: Any, policy: Policy) -> Any:
    """A row of every noun that has a page; the policy waits for review."""
    matrix.make_viewer()
    make_faq()
    submit(policy, version=policy.version, by=people.ed2, now=clock.now())
    found = VerificationOutcome.CONFIRMED
    verify(policy=policy.slug, day=TODAY, outcome=found, note="", by=people.ed2, now=clock.now())
    propose_synonyms(key="debt", words=["debt", "deuda"], version=0, by=people.ed2, now=clock.now())
    CorrectionReport.objects.create(
        kind="policy", slug=policy.slug, edition=1, language="es", text="Wrong.", received_at=clock.now()
    )
    return people


def paths(routes: Any) -> dict[str, str]:
    every = matrix.addresses()
    return {route: matrix.path_of(route, every[route]) for route in routes}


def observed(routes: Any) -> list[str]:
    """The lines that describe what the site does at these routes."""
    found, lines = paths(routes), []
    for route in found:
        for method in matrix.METHODS:
            cells = {person: matrix.seen({route: found[route]}, method, person)[route] for person in matrix.PEOPLE}
            lines.append(matrix.line(route, method, cells))
    return lines


def unlisted() -> list[str]:
    written = matrix.written()
    return [route for route in matrix.addresses() if any((route, method) not in written for method in matrix.METHODS)]


def test_every_address_is_listed(world: Any) -> None:
    missing = unlisted()
    if missing:
        lines = "\n".join(observed(missing))
        pytest.fail(f"Not in tests/admin/permissions.csv. What they do now, to be judged:\n{lines}", pytrace=False)


def test_every_line_is_about_an_address_that_exists() -> None:
    listed = {route for route, _method in matrix.written()}
    assert listed - set(matrix.addresses()) == set()


def test_the_lines_stand_in_order_and_say_only_known_words() -> None:
    written = matrix.written()
    assert list(written) == sorted(written)
    words = {word for cells in written.values() for word in cells.values()}
    assert words <= {*matrix.WORDS.values(), "moved", "login"}


@pytest.mark.parametrize("method", matrix.METHODS)
@pytest.mark.parametrize("person", matrix.PEOPLE)
def test_each_role_gets_what_is_written(world: Any, person: str, method: str) -> None:
    written = matrix.written()
    routes = [route for route in matrix.addresses() if (route, method) in written]
    found = matrix.seen(paths(routes), method, person)
    assert found == {route: written[route, method][person] for route in routes}


def test_an_address_that_is_not_listed_is_found(monkeypatch: pytest.MonkeyPatch, world: Any) -> None:
    """The control: one view more, which nobody wrote down."""
    from kb import urls

    def view(request: Any) -> Any:
        raise AssertionError

    before = unlisted()
    monkeypatch.setattr(urls, "urlpatterns", [path("admin/new/", view), *urls.urlpatterns])
    from django.urls import clear_url_caches

    clear_url_caches()
    try:
        assert unlisted() == sorted([*before, "admin/new/"])
    finally:
        clear_url_caches()


def test_a_wrong_cell_is_found(world: Any) -> None:
    """The control: an editor is not let in where a reviewer is."""
    route = "admin/operators/policy/<int:pk>/publish/"
    found = {person: matrix.seen(paths([route]), "POST", person)[route] for person in ("editor", "reviewer")}
    assert found == {"editor": "no", "reviewer": "refused"}
    assert Client().post(paths([route])[route]).status_code == 403
