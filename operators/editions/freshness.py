"""Whether somebody has looked lately. Computed when read, shown at every door alike. Pure."""

from datetime import date, timedelta
from typing import Any

from operators.vocabulary import Freshness

GRACE = timedelta(days=30)
"""From the day a check is due it is ``due``; thirty days later it is ``overdue``."""


def freshness_state(review_due_on: date | None, today: date) -> Freshness:
    """The state on ``today``, given the day the next check is due (None: never checked).

    >>> freshness_state(date(2027, 2, 20), date(2026, 11, 22))
    <Freshness.FRESH: 'fresh'>
    >>> freshness_state(date(2026, 11, 22), date(2026, 11, 22))
    <Freshness.DUE: 'due'>
    """
    if review_due_on is None:
        return Freshness.NEVER
    if today < review_due_on:
        return Freshness.FRESH
    return Freshness.DUE if today < review_due_on + GRACE else Freshness.OVERDUE


def freshness(verified_on: date | None, review_due_on: date | None, today: date) -> dict[str, Any]:
    """The block that documents carry."""
    return {
        "state": str(freshness_state(review_due_on, today)),
        "verified_on": verified_on.isoformat() if verified_on else None,
        "review_due_on": review_due_on.isoformat() if review_due_on else None,
    }


def due_range(state: Freshness, today: date) -> dict[str, Any]:
    """The same rule as a filter on ``review_due_on``, as keyword arguments of ``QuerySet.filter``."""
    if state == Freshness.NEVER:
        return {"review_due_on__isnull": True}
    if state == Freshness.FRESH:
        return {"review_due_on__gt": today}
    if state == Freshness.DUE:
        return {"review_due_on__lte": today, "review_due_on__gt": today - GRACE}
    return {"review_due_on__lte": today - GRACE}
