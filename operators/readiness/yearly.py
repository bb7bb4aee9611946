"""What it costs a year to keep a number: the smallest top-up, as often as the published days demand one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from operators.readiness.documents import applies, read
from operators.readiness.keeping import CUT, LOST
from operators.vocabulary import Standing

DAYS_IN_A_YEAR = 365
# What is to be believed before what: a disputed amount counts only where no other is published.
STANDINGS = (Standing.ADOPTED, Standing.DISPUTED)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyCost:
    """``event`` of the plan sets how often, ``top_up`` (a fact of the policy ``policy``) how much.

    Each is None where nobody has published it, and then so is ``total``.
    """

    event: Mapping[str, Any] | None
    times: int | None
    top_up: Mapping[str, Any] | None
    policy: str | None
    total: str | None


def yearly_cost(events: Sequence[Mapping[str, Any]], policies: Sequence[Mapping[str, Any]], on: date) -> YearlyCost:
    """``events`` of a ``KeepPlan``; ``policies`` are documents that may say what the smallest top-up is.

    Each top-up starts the days anew, so the first cut or loss after one sets the rhythm, on whatever day the plan
    stands; of several amounts the smallest counts.
    """
    first = min((one for one in events if one["event"] in (*CUT, *LOST)), key=lambda one: one["from_day"], default=None)
    times = None if first is None else times_a_year(first["from_day"])
    policy, top_up = _smallest(policies, on)
    total = None if times is None or top_up is None else str(times * Decimal(str(top_up["value"])))
    return YearlyCost(event=first, times=times, top_up=top_up, policy=policy, total=total)


def times_a_year(days: int) -> int:
    """The fewest top-ups that leave less than ``days`` between any two, all year round.

    >>> times_a_year(90), times_a_year(365), times_a_year(400)
    (5, 2, 1)
    """
    return DAYS_IN_A_YEAR // max(days, 1) + 1


def _smallest(policies: Sequence[Mapping[str, Any]], on: date) -> tuple[str | None, Mapping[str, Any] | None]:
    rows = [
        (policy["slug"], fact)
        for policy in map(read, policies)
        for fact in policy["facts"]
        if fact["key"] == "minimum_top_up" and fact["standing"] in STANDINGS and applies(fact, on.isoformat())
    ]
    if not rows:
        return None, None
    return min(rows, key=lambda row: (STANDINGS.index(Standing(row[1]["standing"])), Decimal(str(row[1]["value"]))))
