"""Translations that are missing, or behind what another language says now."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from operators.admin.queue.filters import Filters
from operators.admin.queue.parts import Item, Section, age, take
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import TranslationGap


def by_thing(filters: Filters) -> QuerySet[Any, Any]:
    """A row for each thing and language with gaps: ``{"noun", "key", "language", "missing", "outdated", "oldest"}``.

    Outdated texts come first: they tell readers what is no longer so.
    """
    rows = TranslationGap.objects.filter(filters.subjects("noun", "key"))
    if filters.language:
        rows = rows.filter(language=filters.language)
    counted = rows.order_by().values("noun", "key", "language")
    return counted.annotate(
        missing=Count("pk", filter=Q(state="missing")),
        outdated=Count("pk", filter=Q(state="outdated")),
        oldest=Min("since"),
    ).order_by("-outdated", "oldest", "noun", "key", "language")


def translations(user: Any, filters: Filters, now: datetime) -> Section:
    section = Section("translations", _("Translations"), _("Translate"), _("every text stands in every language"))
    section.all_url = "admin:translations"
    section.items, section.total = take(by_thing(filters), lambda row: _item(row, now))
    return section


def _item(row: dict[str, Any], now: datetime) -> Item:
    said = [LANGUAGE_NAMES[row["language"]], *gap_words(row["missing"], row["outdated"])]
    return Item(
        reverse("admin:translate", args=[row["noun"], row["key"], row["language"]]),
        row["noun"],
        row["key"],
        note=" · ".join(said),
        age=age(row["oldest"], now),
        urgent=bool(row["outdated"]),
    )


def gap_words(missing: int, outdated: int) -> list[str]:
    """``["2 outdated", "1 missing"]``; what is nought is left out."""
    said = []
    if outdated:
        said.append(ngettext("%(count)d outdated", "%(count)d outdated", outdated) % {"count": outdated})
    if missing:
        said.append(ngettext("%(count)d missing", "%(count)d missing", missing) % {"count": missing})
    return said
