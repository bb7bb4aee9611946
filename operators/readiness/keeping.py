"""The planner for keepers: what happens to the line on which day after the last top-up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from operators.readiness.answering import UnknownOption
from operators.readiness.documents import Document, applies, read
from operators.readiness.lifetime import Happening, Planned, happenings, planned
from operators.vocabulary import UNKNOWN, Balance, Clock, MilestoneEvent, Standing

BALANCES = (str(Balance.WITH), str(Balance.WITHOUT), UNKNOWN)
LOST = (MilestoneEvent.TERMINATED, MilestoneEvent.NUMBER_LOST)
CUT = (MilestoneEvent.OUTGOING_STOPS, MilestoneEvent.PARTIAL_CUT, MilestoneEvent.ALL_STOPS)


class TopUpInFuture(ValueError):
    """The last top-up cannot lie after the day of the plan."""

    def __init__(self, last_top_up: date, on: date) -> None:
        super().__init__(f"The last top-up ({last_top_up.isoformat()}) is after {on.isoformat()}.")
        self.last_top_up = last_top_up
        self.on = on


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepPlan:
    """``events`` are what to plan by; ``special_plans`` hold only for the plan that they name; ``undated`` count from
    something else than the last top-up. ``number_lost_on`` is the earliest day on which the line is terminated or the
    number lost, ``service_cut_on`` the earliest cut, ``advise_top_up_before`` the day before the first of both that is
    still to come (null when all has happened). ``sources`` are the document's own, with its numbers."""

    operator: str | None
    line_type: str
    as_of: str
    language: str
    policy: dict[str, Any]
    last_top_up: str
    balance: str
    days_since_top_up: int
    events: list[dict[str, Any]]
    special_plans: list[dict[str, Any]]
    undated: list[dict[str, Any]]
    prior_notice: dict[str, Any] | None
    service_cut_on: str | None
    number_lost_on: str | None
    advise_top_up_before: str | None
    sources: list[dict[str, Any]]

    def to_dict(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def plan_keep(policy: Mapping[str, Any], last_top_up: date, balance: str, on: date) -> KeepPlan:
    """The plan of a line that was topped up on ``last_top_up``, as seen ``on`` a day.

    ``policy`` is a keep-alive document; ``balance`` is ``with``, ``without`` or ``unknown``: then each event is planned
    on the earlier day of both, and says in ``balance`` whose day that is. Where sources disagree the earliest sourced
    one is planned on and all are listed in ``disagreement``. What counts from the deactivation is counted from the
    planned one. Raises ``UnknownOption`` and ``TopUpInFuture``.
    """
    if balance not in BALANCES:
        raise UnknownOption("balance", balance, BALANCES)
    if last_top_up > on:
        raise TopUpInFuture(last_top_up, on)
    document = read(policy)
    rows = list(happenings(document, on))
    general = [row for row in rows if not row.plan]
    special = [row for row in rows if row.plan and row.clock == Clock.LAST_TOP_UP and row.holds_for(_filter(balance))]

    events = _planned_for([row for row in general if row.clock == Clock.LAST_TOP_UP], balance, last_top_up)
    lost_on = min((event.on for event in events if event.row.event in LOST), default=None)
    cut_on = min((event.on for event in events if event.row.event in CUT), default=None)
    after = [row for row in general if row.clock == Clock.DEACTIVATION]
    if lost_on is not None:
        events += _planned_for(after, balance, lost_on)
    dated = (Clock.LAST_TOP_UP, Clock.DEACTIVATION) if lost_on is not None else (Clock.LAST_TOP_UP,)
    to_come = [event.on for event in events if event.row.event in (*LOST, *CUT) and event.on > on]
    return KeepPlan(
        operator=document["operator"]["slug"] if document["operator"] else None,
        line_type=document["line_type"],
        as_of=on.isoformat(),
        language=document["language"],
        policy={"slug": document["slug"], "edition": document["edition"]["number"]},
        last_top_up=last_top_up.isoformat(),
        balance=balance,
        days_since_top_up=(on - last_top_up).days,
        events=[_shown(event, last_top_up, on) for event in sorted(events, key=lambda e: (e.on, e.row.event))],
        special_plans=[_shown(event, last_top_up, on) for event in _by_plan(special, last_top_up)],
        undated=[_undated(row) for row in rows if row.clock not in dated],
        prior_notice=_prior_notice(document, on),
        service_cut_on=_iso(cut_on),
        number_lost_on=_iso(lost_on),
        advise_top_up_before=_iso(min(to_come) - timedelta(days=1) if to_come else None),
        sources=document["sources"],
    )


def _filter(balance: str) -> str:
    return str(Balance.ANY) if balance == UNKNOWN else balance


def _planned_for(rows: Sequence[Happening], balance: str, start: date) -> list[Planned]:
    """For an unknown balance both are planned, and each stage of each event is taken from the earlier one.

    With and without balance are not two opinions: they make a range of days, never a disagreement.
    """
    if balance != UNKNOWN:
        return planned([row for row in rows if row.holds_for(balance)], start)
    stages: dict[tuple[str, int], list[Planned]] = {}
    for known in (Balance.WITHOUT, Balance.WITH):
        seen: dict[str, int] = {}
        for item in planned([row for row in rows if row.holds_for(known)], start):
            place = seen[item.row.event] = seen.get(item.row.event, 0) + 1
            stages.setdefault((item.row.event, place), []).append(item)
    return [
        replace(min(both, key=lambda item: item.on), latest_on=max(item.latest_on for item in both))
        for both in stages.values()
    ]


def _by_plan(rows: Sequence[Happening], start: date) -> list[Planned]:
    names = dict.fromkeys(row.plan for row in rows)
    return [event for name in names for event in planned([row for row in rows if row.plan == name], start)]


def _shown(event: Planned, last_top_up: date, on: date) -> dict[str, Any]:
    row = event.row
    return {
        "event": str(row.event),
        "on": event.on.isoformat(),
        "latest_on": event.latest_on.isoformat() if event.latest_on != event.on else None,
        "from_day": (event.on - last_top_up).days,
        "to_day": None if row.to_day is None else row.to_day + (event.start - last_top_up).days,
        "balance": str(row.balance),
        "plan": row.plan,
        "standing": str(row.standing),
        "our_advice": row.our_advice,
        "past": event.on < on,
        "disagreement": event.disagreement(),
        "sources": list(row.sources),
    }


def _undated(row: Happening) -> dict[str, Any]:
    return {
        "event": str(row.event),
        "clock": str(row.clock),
        "value": row.value,
        "unit": str(row.unit),
        "to_day": row.to_day,
        "balance": str(row.balance),
        "plan": row.plan,
        "standing": str(row.standing),
        "our_advice": row.our_advice,
        "sources": list(row.sources),
    }


def _prior_notice(document: Document, on: date) -> dict[str, Any] | None:
    """The shortest notice that the document promises: nobody should count on a longer one."""
    notices = [
        fact
        for fact in document["facts"]
        if fact["key"] == "prior_notice" and fact["standing"] != Standing.SUPERSEDED and applies(fact, on.isoformat())
    ]
    if not notices:
        return None
    shortest = min(notices, key=lambda fact: (int(fact["value"]), fact["unit"]))
    return {"value": shortest["value"], "unit": shortest["unit"], "sources": list(shortest["sources"])}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
