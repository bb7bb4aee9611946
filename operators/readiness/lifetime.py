"""What the sources say happens to a line, as rows that a plan can be made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from operators.readiness.days import later
from operators.readiness.documents import Document, applies
from operators.vocabulary import Balance, Clock, MilestoneEvent, Standing

# Facts that are milestones in other words: (event, clock, balance).
FACT_EVENTS: dict[str, tuple[str, str, str]] = {
    "keep_alive_without_balance": (MilestoneEvent.NUMBER_LOST, Clock.LAST_TOP_UP, Balance.WITHOUT),
    "keep_alive_with_balance": (MilestoneEvent.NUMBER_LOST, Clock.LAST_TOP_UP, Balance.WITH),
    "number_quarantine": (MilestoneEvent.REASSIGNABLE, Clock.DEACTIVATION, Balance.ANY),
}
# What may happen to a line more than once: two adopted rows are two stages, not two opinions.
REPEATED = (MilestoneEvent.WARNING, MilestoneEvent.PARTIAL_CUT)


@dataclass(frozen=True, slots=True)
class Happening:
    """One row: something happens so many days after the clock started."""

    event: str
    clock: str
    balance: str
    plan: str
    value: int
    unit: str
    to_day: int | None
    standing: str
    our_advice: bool
    sources: tuple[int, ...]

    def on(self, start: date) -> date:
        return later(start, self.value, self.unit)

    def holds_for(self, balance: str) -> bool:
        return Balance.ANY in (self.balance, balance) or self.balance == balance


@dataclass(frozen=True, slots=True)
class Planned:
    """An event on the day it is planned for, with all that was said about it."""

    row: Happening
    start: date
    latest_on: date
    said: tuple[Happening, ...]

    @property
    def on(self) -> date:
        return self.row.on(self.start)

    def disagreement(self) -> list[dict[str, Any]]:
        """Every day that was named, the earliest first, with all its sources; empty where there is only one."""
        days = sorted({row.on(self.start) for row in self.said})
        if len(days) == 1:
            return []
        rows = [_merged([row for row in self.said if row.on(self.start) == day], self.start) for day in days]
        return [
            {
                "on": row.on(self.start).isoformat(),
                "from_day": (row.on(self.start) - self.start).days,
                "balance": row.balance,
                "standing": row.standing,
                "sources": list(row.sources),
            }
            for row in rows
        ]


def happenings(policy: Document, on: date) -> Iterator[Happening]:
    """The milestones, and the facts that are milestones in other words; superseded ones left out."""
    for milestone in policy["milestones"]:
        if milestone["standing"] != Standing.SUPERSEDED:
            yield Happening(
                event=milestone["event"],
                clock=milestone["clock"],
                balance=milestone["balance"],
                plan=milestone["plan"],
                value=milestone["from_day"],
                unit="day",
                to_day=milestone["to_day"],
                standing=milestone["standing"],
                our_advice=milestone.get("our_advice", False),
                sources=tuple(milestone["sources"]),
            )
    for fact in policy["facts"]:
        counts = fact["standing"] != Standing.SUPERSEDED and applies(fact, on.isoformat())
        if counts and fact["key"] in FACT_EVENTS:
            event, clock, balance = FACT_EVENTS[fact["key"]]
            yield Happening(
                event=event,
                clock=clock,
                balance=balance,
                plan="",
                value=int(fact["value"]),
                unit=fact["unit"],
                to_day=None,
                standing=fact["standing"],
                our_advice=fact.get("our_advice", False),
                sources=tuple(fact["sources"]),
            )


def planned(rows: Sequence[Happening], start: date) -> list[Planned]:
    """Each event once, or once a stage, on the earliest sourced day that is named for it."""
    result = []
    for event in sorted({row.event for row in rows}):
        for stage in _stages([row for row in rows if row.event == event], start):
            sourced = [row for row in stage if row.sources] or stage
            result.append(Planned(_merged(sourced, start), start, max(row.on(start) for row in stage), tuple(stage)))
    return sorted(result, key=lambda item: (item.on, item.row.event))


def _stages(rows: Sequence[Happening], start: date) -> list[list[Happening]]:
    """Rows of one event, put together where they speak of the same stage: where their days overlap."""
    stages: list[list[Happening]] = []
    end: date | None = None
    for row in sorted(rows, key=lambda row: (row.on(start), row.standing, row.balance, row.sources)):
        after = bool(stages) and end is not None and row.on(start) >= end
        another = (
            bool(stages)
            and row.event in REPEATED
            and row.standing == Standing.ADOPTED
            and any(other.standing == Standing.ADOPTED and other.value != row.value for other in stages[-1])
        )
        row_end = None if row.to_day is None else start + timedelta(days=row.to_day)
        if not stages or after or another:
            stages.append([row])
            end = row_end
        else:
            stages[-1].append(row)
            end = None if end is None or row_end is None else max(end, row_end)
    return stages


def _merged(rows: Sequence[Happening], start: date) -> Happening:
    """The earliest row, with the sources of every row that names the same day."""
    first = rows[0]
    same = [row for row in rows if row.on(start) == first.on(start)]
    return Happening(
        event=first.event,
        clock=first.clock,
        balance=first.balance,
        plan=first.plan,
        value=first.value,
        unit=first.unit,
        to_day=next((row.to_day for row in same if row.to_day is not None), None),
        standing=first.standing,
        our_advice=all(row.our_advice for row in same),
        sources=tuple(sorted({number for row in same for number in row.sources})),
    )
