"""What keeping a number costs a year."""

from datetime import date
from typing import Any

import pytest

from operators.readiness import plan_keep, yearly_cost
from operators.readiness.yearly import times_a_year
from tests.readiness.documents import document, fact, milestone

ON = date(2026, 11, 22)


def keep(*rows: dict[str, Any], balance: str = "without") -> list[dict[str, Any]]:
    policy = document("claro-keep-alive-prepaid", milestones=list(rows))
    return plan_keep(policy, ON, balance, ON).to_dict()["events"]  # type: ignore[no-any-return]


def top_up(value: str = "3.00", **other: Any) -> dict[str, Any]:
    return fact("minimum_top_up", value, "money", currency="PEN", **other)


def topping_up(*facts: dict[str, Any]) -> list[dict[str, Any]]:
    return [document("claro-top-up", facts=list(facts))]


def test_smallest_top_up_as_often_as_the_first_cut_demands() -> None:
    events = keep(milestone("warning", 45), milestone("partial_cut", 90, 120), milestone("number_lost", 270))
    cost = yearly_cost(events, topping_up(top_up()), ON)
    assert cost.event is not None
    assert cost.top_up is not None
    assert (cost.event["event"], cost.event["from_day"], cost.times) == ("partial_cut", 90, 5)
    assert (cost.policy, cost.top_up["value"], cost.total) == ("claro-top-up", "3.00", "15.00")


def test_balance_sets_the_rhythm() -> None:
    rows = [milestone("all_stops", 60, balance="without"), milestone("all_stops", 210, balance="with")]
    found = {b: yearly_cost(keep(*rows, balance=b), [], ON).times for b in ("with", "without", "unknown")}
    assert found == {"with": 2, "without": 7, "unknown": 7}


@pytest.mark.parametrize(
    ("facts", "value"),
    [
        ([top_up("5.00"), top_up("3.00")], "3.00"),
        ([top_up("10.00"), top_up("5.00")], "5.00"),
        ([top_up("5.00"), top_up("3.00", standing="disputed")], "5.00"),
        ([top_up("3.00", standing="disputed")], "3.00"),
        ([top_up("3.00", standing="superseded"), top_up("5.00")], "5.00"),
        ([top_up("3.00", applies_until="2026-11-22"), top_up("5.00")], "5.00"),
        ([top_up("3.00", applies_from="2026-11-23")], None),
        ([fact("fee", "1.00", "money", currency="PEN")], None),
        ([], None),
    ],
)
def test_which_amount_counts(facts: list[dict[str, Any]], value: str | None) -> None:
    cost = yearly_cost(keep(milestone("terminated", 90)), topping_up(*facts), ON)
    assert (cost.top_up["value"] if cost.top_up else None) == value
    assert (cost.total is None) == (value is None)


def test_without_a_day_nothing_is_reckoned() -> None:
    cost = yearly_cost(keep(milestone("warning", 45)), topping_up(top_up()), ON)
    assert (cost.event, cost.times, cost.total) == (None, None, None)
    assert cost.top_up is not None


@pytest.mark.parametrize("days", [1, 30, 60, 89, 90, 91, 182, 183, 210, 364, 365, 366, 1000])
def test_so_many_top_ups_suffice_and_one_fewer_does_not(days: int) -> None:
    times = times_a_year(days)
    assert 365 / times < days or days == 1
    assert times == 1 or 365 / (times - 1) >= days
