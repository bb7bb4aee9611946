"""Counting days from a day that is passed in."""

import calendar
from datetime import date, timedelta

from operators.vocabulary import Unit

SATURDAY = 5


def later(day: date, value: int, unit: str) -> date:
    """The day on which a term that starts on ``day`` is over.

    Business days are Monday to Friday; public holidays are not counted as days off, because no list of them is part of
    what is published: a term that runs over one ends later than this says. Hours count as whole days, rounded up.

    >>> later(date(2026, 11, 20), 1, "business_day"), later(date(2026, 1, 31), 1, "month")
    (datetime.date(2026, 11, 23), datetime.date(2026, 2, 28))
    """
    if unit == Unit.BUSINESS_DAY:
        return _business_days_later(day, value)
    if unit == Unit.MONTH:
        return _months_later(day, value)
    if unit == Unit.HOUR:
        return day + timedelta(days=-(-value // 24))
    return day + timedelta(days=value)


def _business_days_later(day: date, count: int) -> date:
    weeks, left = divmod(max(count, 0), 5)
    if day.weekday() >= SATURDAY and count > 0:
        # From a weekend, counting starts as if on the Friday before.
        day -= timedelta(days=day.weekday() - SATURDAY + 1)
    day += timedelta(weeks=weeks)
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


def _months_later(day: date, count: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
