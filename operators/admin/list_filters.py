"""What the lists of the editors' door can be narrowed by, beyond their own columns."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import IntegerField, Q, QuerySet
from django.db.models.functions import Mod
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from operators import clock
from operators.editions.freshness import due_range
from operators.models.forms import LANGUAGE_NAMES
from operators.models.printed import Listing
from operators.models.working import TranslationGap
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


SPREAD = 9
"""Days by which a check may be asked for before it is due; at most a tenth of the policy's own interval."""


def asks_for_check(now: datetime) -> Q:
    """Listing rows that somebody should look at: due, overdue, never checked, or due so soon that it is their turn.

    Many policies are checked on one day, and would all be due on one day again. So the queue asks for some of them
    earlier, never later: each edition by its own number of days. The published day stays what it is.
    """
    found = Q(review_due_on__isnull=True)
    for code, country in COUNTRIES.items():
        today = country.today(now)
        for days in range(SPREAD + 1):
            soon = Q(country=code, review_due_on__lte=today + timedelta(days=days), turn__gte=days)
            found |= soon & Q(edition__review_every_days__gte=10 * days) if days else soon
    return found


def with_turn(rows: QuerySet[Listing]) -> QuerySet[Listing]:
    """Each row with ``turn``: by how many days its check may be asked for early."""
    return rows.annotate(turn=Mod("edition_id", SPREAD + 1, output_field=IntegerField()))


class CodeFilter(admin.SimpleListFilter):
    """By a column of codes, each told by its word. ``title`` is the column's own name here."""

    labels: Mapping[Any, Any]

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(code), label) for code, label in self.labels.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(**{str(self.parameter_name): self.value()}) if self.value() else queryset


class LanguageFilter(CodeFilter):
    """By one of the site's languages, under its own name."""

    title, parameter_name, labels = _("language"), "language", LANGUAGE_NAMES


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
            return queryset.filter(slug__in=with_turn(live).filter(asks_for_check(now)).values("slug"))
        if chosen in list(Freshness):
            return queryset.filter(slug__in=live.filter(in_state(Freshness(chosen), now)).values("slug"))
        return queryset


class TranslationFilter(admin.SimpleListFilter):
    """Of the lists of subjects."""

    title = _("translations")
    parameter_name = "translations"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("outdated", _("outdated")), ("missing", _("missing")), ("complete", _("complete"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        gaps = TranslationGap.objects.filter(noun=str(queryset.model.KIND)).order_by()
        if self.value() == "complete":
            return queryset.exclude(slug__in=gaps.values("key"))
        if self.value() in ("outdated", "missing"):
            return queryset.filter(slug__in=gaps.filter(state=self.value()).values("key"))
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
