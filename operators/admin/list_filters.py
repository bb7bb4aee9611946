"""What the lists of the editors' door can be narrowed by, beyond their own columns."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from operators import clock
from operators.editions.freshness import due_range
from operators.models.printed import Listing
from operators.vocabulary import COUNTRIES, Freshness, SubjectKind

DUE = "due"
"""Of the filter: everything that asks for a check, overdue and never checked ones included."""


def live_listings(kind: str, now: datetime) -> QuerySet[Listing]:
    """The listing rows that readers get at ``now``."""
    rows = Listing.objects.filter(kind=kind, withdrawn=False, public_at__lte=now)
    return rows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now)).order_by()


def in_state(state: Freshness, now: datetime) -> Q:
    """Listing rows of this freshness, each by the day that it is in its own country."""
    found = Q()
    for code, country in COUNTRIES.items():
        found |= Q(country=code, **due_range(state, country.today(now)))
    return found


class FreshnessFilter(admin.SimpleListFilter):
    title = _("last check")
    parameter_name = "freshness"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            (DUE, _("asks for a check")),
            (Freshness.OVERDUE, _("overdue")),
            (Freshness.NEVER, _("never checked")),
            (Freshness.FRESH, _("fresh")),
            ("unpublished", _("nothing live")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen, now = self.value(), clock.now()
        live = live_listings(SubjectKind.POLICY, now)
        if chosen == "unpublished":
            return queryset.exclude(slug__in=live.values("slug"))
        if chosen == DUE:
            return queryset.filter(slug__in=live.exclude(in_state(Freshness.FRESH, now)).values("slug"))
        if chosen in list(Freshness):
            return queryset.filter(slug__in=live.filter(in_state(Freshness(chosen), now)).values("slug"))
        return queryset


class ConfirmedFilter(admin.SimpleListFilter):
    title = _("confirmed")
    parameter_name = "confirmed"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("waits for a reviewer")), ("yes", _("counts"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("yes", "no"):
            return queryset.filter(confirmed_at__isnull=self.value() == "no")
        return queryset


class WaitingFilter(admin.SimpleListFilter):
    title = _("its day")
    parameter_name = "waiting"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("has not come yet"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(public_at__gt=clock.now()) if self.value() == "yes" else queryset
