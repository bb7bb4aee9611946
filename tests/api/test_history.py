"""What applied on a day, and what was printed when."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from operators import clock
from tests.factories import NOW, make_policy, publish_now

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


def deadlines(document: dict[str, Any]) -> list[tuple[int, str]]:
    return [(fact["value"], fact["unit"]) for fact in document["facts"] if fact["key"] == "termination_deadline"]


@pytest.mark.usefixtures("peru")
def test_in_june_2025_it_was_five_business_days_and_today_both_stand_side_by_side(get: Get) -> None:
    then = get("policies/pe-cancellation/", as_of="2025-06-01").json()
    assert deadlines(then) == [(5, "business_day")]
    assert then["edition"]["effective_to"] == "2025-12-26"
    today = get("policies/pe-cancellation/").json()
    assert sorted(deadlines(today)) == [(1, "business_day"), (5, "business_day")]
    assert today["edition"]["effective_to"] is None
    assert today["edition"]["effective_basis"] == "first_reported"


@pytest.mark.usefixtures("peru")
def test_history_and_look_up_say_the_same_of_an_edition(get: Get) -> None:
    rows = get("policies/pe-cancellation/editions/").json()["results"]
    assert [(row["number"], row["effective_to"]) for row in rows] == [(2, None), (1, "2025-12-26")]
    difference = get("policies/pe-cancellation/diff/", **{"from": 1, "to": 2}).json()
    assert difference["from"]["effective_to"] == "2025-12-26"
    assert any(change["path"].startswith("/facts/") for change in difference["changes"])
    assert get("policies/pe-cancellation/diff/", **{"from": 2, "to": 2}).json()["changes"] == []
    assert get("policies/pe-cancellation/diff/", **{"from": 1, "to": 9}).status_code == 404


def test_a_waiting_edition_appears_at_midnight_in_lima(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    policy = make_policy(slug="pe-cancellation")
    publish_now(policy)
    policy.facts.update(value=3)
    policy.effective_from = date(2026, 12, 1)
    policy.save()
    publish_now(policy)
    paths = ("policies/pe-cancellation/", "policies/", "facts/", "policies/pe-cancellation/editions/")

    def at(moment: datetime) -> list[bytes]:
        monkeypatch.setattr(clock, "now", lambda: moment)
        return [get(path).content for path in paths]

    before = at(datetime(2026, 12, 1, 4, 59, 59, tzinfo=UTC))
    assert before == at(NOW)
    assert get("policies/pe-cancellation/editions/2/").status_code == 404
    after = at(datetime(2026, 12, 1, 5, 0, tzinfo=UTC))
    assert all(new != old for new, old in zip(after, before, strict=True))
    assert deadlines(get("policies/pe-cancellation/").json()) == [(3, "business_day")]
    assert get("policies/pe-cancellation/")["Last-Modified"] == "Tue, 01 Dec 2026 05:00:00 GMT"
