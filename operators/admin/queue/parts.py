"""What a section of the queue is made of: items with their age, and the count of all there are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Window
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHOWN = 7
"""So many items of a section stand in the queue; the rest is a click away."""


@dataclass(slots=True)
class Item:
    """One thing to do. ``kind`` and ``slug`` name the subject, whose title is looked up for all items at once."""

    url: str
    kind: str = ""
    slug: str = ""
    title: str = ""
    note: str = ""
    age: str = ""
    urgent: bool = False
    language: str = ""
    view: str = ""
    """The view of the subject's page that ``url`` shall lead to, where its address is not known yet."""


@dataclass(slots=True)
class Section:
    """``name`` is its anchor, ``action`` the one thing that an item asks for, ``done`` what is said of an empty one."""

    name: str
    title: str
    action: str
    done: str
    all_url: str = ""
    items: list[Item] = field(default_factory=list)
    total: int = 0

    @property
    def more(self) -> int:
        return self.total - len(self.items)


def take(rows: QuerySet[Any], make: Callable[[Any], Item]) -> tuple[list[Item], int]:
    """The first items of ``rows`` and the number of all, in one query."""
    found = list(rows.annotate(of_all=Window(Count("*")))[:SHOWN])
    first: Any = found[0] if found else None
    total = 0 if first is None else first["of_all"] if isinstance(first, dict) else first.of_all
    return [make(row) for row in found], total


def age(since: datetime, now: datetime) -> str:
    """How long something has been waiting, in the largest unit that fits: ``3 days``."""
    hours = max(0, int((now - since).total_seconds() // 3600))
    if hours < 1:
        return _("less than an hour")
    if hours < 24:
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return days(hours // 24)


def days(count: int) -> str:
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def until(day: date, today: date) -> str:
    """``tomorrow``, ``in 12 days``."""
    left = (day - today).days
    if left < 1:
        return _("today")
    if left == 1:
        return _("tomorrow")
    return _("in %(days)s") % {"days": days(left)}
