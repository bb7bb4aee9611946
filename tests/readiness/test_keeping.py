"""The planner for keepers."""

from datetime import date
from typing import Any

import pytest

from operators.readiness import TopUpInFuture, UnknownOption, plan_keep
from operators.readiness.days import later
from tests.readiness.documents import document, fact, milestone

ON = date(2026, 11, 22)
TOPPED_UP = date(2026, 10, 3)  # 50 days before


def bitel(**other: Any) -> dict[str, Any]:
    rows: dict[str, Any] = {
        "operator": {"slug": "bitel", "name": "Bitel"},
        "milestones": [
            milestone("partial_cut", 90, 120, balance="without", sources=[1]),
            milestone("all_stops", 120, 150, balance="without", sources=[2]),
            milestone("outgoing_stops", 210, 240, balance="with", sources=[3]),
            milestone("number_lost", 270, balance="with", sources=[3]),
            milestone("number_lost", 240, balance="without", standing="disputed", sources=[4]),
            milestone("number_lost", 365, balance="without", plan="Papayita", sources=[5]),
            milestone("terminated", 30, standing="superseded"),
            milestone("terminated", 60, clock="suspension"),
        ],
        "facts": [
            fact("keep_alive_without_balance", 255, "day", sources=[6]),
            fact("keep_alive_without_balance", 100, "day", standing="superseded"),
            fact("number_quarantine", 90, "day", sources=[7]),
            fact("prior_notice", 15, "day", sources=[8]),
            fact("prior_notice", 30, "day", sources=[8]),
        ],
    }
    return document("bitel-keep-alive-prepaid", **{**rows, **other})


def plan(balance: str, **other: Any) -> dict[str, Any]:
    return plan_keep(bitel(**other), TOPPED_UP, balance, ON).to_dict()


def test_plan_keep_plans_on_the_earliest_source_and_shows_the_disagreement() -> None:
    result = plan("without")
    assert [(event["event"], event["on"], event["from_day"]) for event in result["events"]] == [
        ("partial_cut", "2027-01-01", 90),
        ("all_stops", "2027-01-31", 120),
        ("number_lost", "2027-05-31", 240),
        ("reassignable", "2027-08-29", 330),
    ]
    lost = result["events"][2]
    assert (lost["latest_on"], lost["standing"], lost["sources"], lost["past"]) == (
        "2027-06-15",
        "disputed",
        [4],
        False,
    )
    assert lost["disagreement"] == [
        {"on": "2027-05-31", "from_day": 240, "balance": "without", "standing": "disputed", "sources": [4]},
        {"on": "2027-06-15", "from_day": 255, "balance": "without", "standing": "adopted", "sources": [6]},
    ]
    assert result["events"][0]["disagreement"] == []
    assert result["events"][0]["latest_on"] is None
    assert (result["service_cut_on"], result["number_lost_on"]) == ("2027-01-01", "2027-05-31")
    assert result["advise_top_up_before"] == "2026-12-31"
    assert result["days_since_top_up"] == 50
    assert result["prior_notice"] == {"value": 15, "unit": "day", "sources": [8]}


def test_plan_keep_shows_special_plans_apart_and_what_it_cannot_date() -> None:
    result = plan("without")
    assert [(event["plan"], event["on"]) for event in result["special_plans"]] == [("Papayita", "2027-10-03")]
    assert [(row["event"], row["clock"], row["value"]) for row in result["undated"]] == [
        ("terminated", "suspension", 60)
    ]


def test_plan_keep_with_balance_uses_its_own_days() -> None:
    result = plan("with")
    assert [(event["event"], event["from_day"]) for event in result["events"]] == [
        ("outgoing_stops", 210),
        ("number_lost", 270),
        ("reassignable", 360),
    ]
    assert result["special_plans"] == []


def test_plan_keep_with_unknown_balance_takes_the_earlier_of_both() -> None:
    result = plan("unknown")
    days = {event["event"]: (event["from_day"], event["balance"], event["latest_on"]) for event in result["events"]}
    assert days["number_lost"] == (240, "without", "2027-06-30")
    assert days["outgoing_stops"] == (210, "with", None)
    assert days["partial_cut"] == (90, "without", None)
    assert result["balance"] == "unknown"


def test_plan_keep_says_what_is_past_and_advises_on_what_is_to_come() -> None:
    result = plan_keep(bitel(), date(2026, 8, 1), "without", ON).to_dict()
    assert [event["past"] for event in result["events"]] == [True, False, False, False]
    assert result["advise_top_up_before"] == "2026-11-28"
    long_gone = plan_keep(bitel(), date(2025, 1, 1), "without", ON).to_dict()
    assert long_gone["advise_top_up_before"] is None


def test_plan_keep_keeps_stages_apart_and_prefers_sourced_rows() -> None:
    result = plan(
        "without",
        facts=[],
        milestones=[
            milestone("warning", 30),
            milestone("warning", 60),
            milestone("all_stops", 80, sources=[], our_advice=True),
            milestone("all_stops", 100),
            milestone("all_stops", 100, sources=[2]),
        ],
    )
    assert [(event["event"], event["from_day"], event["sources"]) for event in result["events"]] == [
        ("warning", 30, [1]),
        ("warning", 60, [1]),
        ("all_stops", 100, [1, 2]),
    ]
    assert [row["from_day"] for row in result["events"][2]["disagreement"]] == [80, 100]
    assert (result["number_lost_on"], result["prior_notice"]) == (None, None)


def test_plan_keep_counts_months() -> None:
    result = plan("with", milestones=[], facts=[fact("keep_alive_with_balance", 3, "month")])
    assert result["number_lost_on"] == "2027-01-03"
    assert plan("with", milestones=[], facts=[])["events"] == []


def test_plan_keep_refuses_a_top_up_in_the_future_and_an_unknown_balance() -> None:
    with pytest.raises(TopUpInFuture) as future:
        plan_keep(bitel(), date(2026, 11, 23), "with", ON)
    assert future.value.on == ON
    with pytest.raises(UnknownOption) as option:
        plan("some")
    assert option.value.allowed == ["with", "without", "unknown"]


@pytest.mark.parametrize(
    ("day", "value", "unit", "over"),
    [
        ("2026-11-20", 1, "business_day", "2026-11-23"),
        ("2026-11-21", 1, "business_day", "2026-11-23"),
        ("2026-11-22", 5, "business_day", "2026-11-27"),
        ("2026-11-23", 5, "business_day", "2026-11-30"),
        ("2026-11-25", 12, "business_day", "2026-12-11"),
        ("2026-11-22", 0, "business_day", "2026-11-22"),
        ("2026-11-22", 24, "hour", "2026-11-23"),
        ("2026-11-22", 25, "hour", "2026-11-24"),
        ("2026-10-31", 4, "month", "2027-02-28"),
        ("2026-11-22", 30, "day", "2026-12-22"),
    ],
)
def test_later_counts_days_in_every_unit(day: str, value: int, unit: str, over: str) -> None:
    assert later(date.fromisoformat(day), value, unit).isoformat() == over
