"""Outcomes as numbers: 0 is ``not_possible``, 4 is ``ready``.

An interval is a pair ``(best, worst)`` of levels. Intervals are joined by the lower of each end, because what stands in
the way most decides: ``(4, 0)`` (nobody knows) together with ``(2, 2)`` (prepare first) gives ``(2, 0)``.
"""

from collections.abc import Iterable
from typing import TypeAlias

from operators.vocabulary import OUTCOME_SCALE, ConditionOutcome, Outcome, StoreVisit, Support

Interval: TypeAlias = tuple[int, int]

LEVEL: dict[str, int] = {str(outcome): level for level, outcome in enumerate(OUTCOME_SCALE)}
NOT_POSSIBLE = LEVEL[Outcome.NOT_POSSIBLE]
BLOCKED = LEVEL[Outcome.BLOCKED]
PREPARE_FIRST = LEVEL[Outcome.PREPARE_FIRST]
READY_THEN_STORE = LEVEL[Outcome.READY_THEN_STORE]
READY = LEVEL[Outcome.READY]

FREE: Interval = (READY, READY)
ANYTHING: Interval = (READY, NOT_POSSIBLE)

_IMPOSED: dict[str, Interval] = {
    ConditionOutcome.ADVICE: FREE,
    ConditionOutcome.UNKNOWN_EFFECT: ANYTHING,
    **{name: (level, level) for name, level in LEVEL.items() if level < READY},
}
_SUPPORT: dict[str, Interval] = {Support.YES: FREE, Support.NO: (NOT_POSSIBLE, NOT_POSSIBLE)}
_STORE_VISIT: dict[str, Interval] = {
    StoreVisit.NEVER: FREE,
    StoreVisit.ALWAYS: (READY_THEN_STORE, READY_THEN_STORE),
}


def imposed(outcome: str) -> Interval:
    """What a condition does once it applies. A word that we do not know may mean anything."""
    return _IMPOSED.get(outcome, ANYTHING)


def cap(support: str, store_visit: str) -> Interval:
    """What a route allows before any condition.

    >>> cap("yes", "sometimes"), cap("partial", "never"), cap("no", "never")
    ((4, 3), (4, 0), (0, 0))
    """
    return lower(_SUPPORT.get(support, ANYTHING), _STORE_VISIT.get(store_visit, (READY, READY_THEN_STORE)))


def lower(one: Interval, other: Interval) -> Interval:
    return (one[0] if one[0] < other[0] else other[0], one[1] if one[1] < other[1] else other[1])


def span(intervals: Iterable[Interval]) -> Interval:
    """The interval that holds them all: the best best and the worst worst. At least one is needed."""
    best, worst = NOT_POSSIBLE, READY
    for high, low in intervals:
        best = high if high > best else best
        worst = low if low < worst else worst
    return best, worst


def highest(intervals: Iterable[Interval]) -> Interval:
    """The best of several routes, end by end: sound, though not always tight."""
    best = worst = NOT_POSSIBLE
    for high, low in intervals:
        best = high if high > best else best
        worst = low if low > worst else worst
    return best, worst


def named(level: int) -> Outcome:
    return OUTCOME_SCALE[level]
