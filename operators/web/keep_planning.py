"""What the planner is made of: the plan of a line, what it costs a year, and the ways to pay less."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from operators import editions
from operators.readiness import YearlyCost, plan_keep, yearly_cost
from operators.vocabulary import COUNTRIES, UNKNOWN, FaqKind, SubjectKind, Topic

Data = dict[str, Any]
Planned = tuple[Data, Data, YearlyCost, list[Data]]
"""A plan, the policy that it was made from, what it costs a year, and the policies that may say how much."""


def planned(
    kept: Sequence[Data], language: str, now: datetime, last_top_up: date | None = None, balance: str = UNKNOWN
) -> list[Planned]:
    """For each of ``kept``, which are of ``choices.to_keep``; without a day as if topped up today."""
    policies = editions.listings(SubjectKind.POLICY, now=now)
    own = policies.filter(slug__in=[row["policy"] for row in kept])
    documents = {one["slug"]: one for one in editions.read_many(own, language=language, now=now)}
    top_ups = editions.read_many(
        policies.filter(
            country__in={row["country"] for row in kept},
            operator__in=["", *(row["operator"] for row in kept)],
            topic=Topic.TOP_UP,
        ),
        language=language,
        now=now,
    )
    return [_planned(documents[row["policy"]], top_ups, now, last_top_up, balance) for row in kept]


def _planned(document: Data, top_ups: Sequence[Data], now: datetime, last_top_up: date | None, balance: str) -> Planned:
    on = COUNTRIES[document["country"]].today(now)
    # A reader east of Lima may already have tomorrow's date.
    plan = plan_keep(document, min(last_top_up or on, on), balance, on).to_dict()
    operator = document["operator"]["slug"]
    others = [
        one
        for one in top_ups
        if one["country"] == document["country"] and (one["operator"] is None or one["operator"]["slug"] == operator)
    ]
    return plan, document, yearly_cost(plan["events"], [document, *others], on), others


def ways_to_pay_less(kept: Sequence[Data], operator: str, language: str, now: datetime) -> list[Data]:
    """What is published about changing plan: an operator's own policy, the country's, and a case that tells of it.

    ``kept`` as ``choices.to_keep``; where ``operator`` is none of them, of all.
    """
    asked = [row for row in kept if row["operator"] == operator] or kept
    policies = editions.listings(SubjectKind.POLICY, now=now).filter(
        topic=Topic.PLAN_CHANGE,
        country__in={row["country"] for row in asked},
        operator__in=["", *(row["operator"] for row in asked)],
    )
    cases = editions.listings(SubjectKind.FAQ, now=now).filter(
        sort=FaqKind.CASE, policies__policy__in=policies.values("slug")
    )
    found = editions.read_many(policies, language=language, now=now)
    told = editions.read_many(cases.distinct(), language=language, now=now)
    own_first = sorted(found, key=lambda one: one["operator"] is None)
    return [
        *({"title": one["title"], "url": one["url"]} for one in own_first),
        *({"title": one["question"], "url": one["url"]} for one in told),
    ]
