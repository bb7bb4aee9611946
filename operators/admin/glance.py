"""What an editor needs to see of every row of a list: what is live, whether it was edited since, checks, languages.

Read for the rows of one page at once, in four queries however many rows there are.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import Count, Max, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock
from operators.admin.list_filters import live_listings
from operators.editions.freshness import freshness_state
from operators.models.forms import LANGUAGE_NAMES
from operators.models.labels import LABELS
from operators.models.printed import Edition
from operators.models.working import Edit, TranslationGap
from operators.vocabulary import COUNTRIES, LANGUAGES, Freshness

SHORT = {"zh-hans": "中", "es": "ES", "en": "EN"}


@dataclass(frozen=True, slots=True)
class Glance:
    """``live`` is a listing row or None, ``last`` the edition printed last; ``edited`` whether it was saved since."""

    live: Any
    last: Edition | None
    edited: bool
    gaps: dict[str, tuple[int, int]]
    """Language -> how many texts are outdated, how many are missing."""


def glances(kind: str, slugs: list[str], now: datetime) -> dict[str, Glance]:
    """Of each of these subjects; four queries."""
    live = {row.slug: row for row in live_listings(kind, now).filter(slug__in=slugs).select_related("edition")}
    printed = Edition.objects.filter(kind=kind, slug__in=slugs).order_by("number")
    last = {edition.slug: edition for edition in printed.only("slug", "number", "tombstone", "published_at")}
    edits = Edit.objects.filter(noun=kind, key__in=slugs).order_by().values_list("key").annotate(last=Max("at"))
    edited = dict(edits)
    gaps: dict[str, dict[str, tuple[int, int]]] = {}
    for key, language, outdated, missing in gap_counts(kind, slugs):
        gaps.setdefault(key, {})[language] = (outdated, missing)
    found = {}
    for slug in slugs:
        edition = last.get(slug)
        newer = edition is not None and slug in edited and edited[slug] > edition.published_at
        found[slug] = Glance(live.get(slug), edition, newer, gaps.get(slug, {}))
    return found


def gap_counts(noun: str, keys: list[str]) -> Any:
    """Key, language, outdated and missing texts, of each thing and language that has any."""
    rows = TranslationGap.objects.filter(noun=noun, key__in=keys).order_by().values("key", "language")
    counted = rows.annotate(
        outdated=Count("pk", filter=Q(state="outdated")), missing=Count("pk", filter=Q(state="missing"))
    )
    return counted.values_list("key", "language", "outdated", "missing")


class GlanceList(ChangeList):
    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        found = glances(
            str(self.model.KIND),  # type: ignore[attr-defined]
            [row.slug for row in rows],
            clock.now(),
        )
        for row in rows:
            row.glance = found[row.slug]
        self.result_list = rows


class AtAGlance(admin.ModelAdmin):
    """Mixin for the lists of subjects: the columns ``live``, ``checked`` and ``in_languages``."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return GlanceList

    @admin.display(description=gettext_lazy("what readers see"))
    def live(self, subject: Any) -> str:
        """The live edition, and whether the working copy was saved after the last one was printed."""
        glance: Glance = subject.glance
        if glance.last is None:
            return _("nothing yet")
        if glance.live is not None:
            number, day = glance.live.edition.number, glance.live.effective_from.isoformat()
            said = _("edition %(number)s, from %(day)s") % {"number": number, "day": day}
        else:
            said = _("withdrawn") if glance.last.tombstone else _("waits for its day")
        if not glance.edited:
            return said
        return format_html('{} <span class="kb-edited">{}</span>', said, _("edited since"))

    @admin.display(description=gettext_lazy("last check"))
    def checked(self, subject: Any) -> str:
        row = subject.glance.live
        if row is None:
            return "–"
        state = freshness_state(row.review_due_on, COUNTRIES[subject.country].today(clock.now()))
        return format_html(
            '<a class="kb-fresh kb-fresh-{}" href="{}">{}</a>{}',
            state,
            reverse("admin:operators_policy_checks", args=[subject.pk]),
            LABELS[Freshness][state],
            f" {row.verified_on.isoformat()}" if row.verified_on else "",
        )

    @admin.display(description=gettext_lazy("languages"))
    def in_languages(self, subject: Any) -> str:
        """A mark for each language, said in words too; what is not complete leads to the translator's page."""
        marks = []
        for language in LANGUAGES:
            outdated, missing = subject.glance.gaps.get(language, (0, 0))
            sign, words = ("↻", _("outdated")) if outdated else ("–", _("missing")) if missing else ("✓", _("complete"))
            inner = (SHORT[language], sign, f"{LANGUAGE_NAMES[language]}: {words}")
            shape = '<span aria-hidden="true">{} {}</span><span class="visually-hidden">{}</span>'
            if outdated or missing:
                url = reverse("admin:translate", args=[subject.KIND, subject.slug, language])
                marks.append((format_html('<a href="{}">' + shape + "</a>", url, *inner),))
            else:
                marks.append((format_html(shape, *inner),))
        return format_html_join(" ", "{}", marks)
