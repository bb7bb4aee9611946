"""Operators by topics: what is live, drafted, overdue or missing, and how far each language is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from operators.admin.glance import SHORT, gap_counts
from operators.admin.list_filters import live_listings
from operators.editions.freshness import freshness_state
from operators.models.choices import country_name
from operators.models.forms import LANGUAGE_NAMES
from operators.models.labels import LABELS
from operators.models.printed import Edition
from operators.models.working import Operator, Policy
from operators.vocabulary import COUNTRIES, LANGUAGES, Freshness, OperatorKind, SubjectKind, Topic

ROWS = 25
"""Operators on one page: as many as a person compares at a glance."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One language of one policy. ``state`` is ``complete``, ``outdated`` or ``missing``; ``words`` says it in full."""

    short: str
    state: str
    sign: str
    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One policy of a cell."""

    slug: str
    line_type: Any
    state: str
    """``live``, ``due``, ``overdue``, ``never``, ``waiting``, ``withdrawn`` or ``draft``."""
    words: Any
    url: str
    marks: list[Mark]


@dataclass(slots=True)
class Cell:
    """A topic of an operator; without entries it is a gap in what readers can look up."""

    topic: Any
    add_url: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Row:
    name: str
    url: str
    cells: list[Cell]


def words(state: str) -> str:
    return {
        "live": _("live"),
        "due": _("live, due for a check"),
        "overdue": _("live, check overdue"),
        "never": _("live, never checked"),
        "waiting": _("waits for its day"),
        "withdrawn": _("withdrawn"),
        "draft": _("draft"),
    }[state]


def topics() -> list[Any]:
    return [LABELS[Topic][topic] for topic in Topic]


def rows(country: str, operator: str, number: Any, now: datetime) -> tuple[list[Row], Page[Any]]:
    """The rows of one page, in a fixed number of queries. The country's own rules are the first row of the first page.

    Regulators have no policies of their own: the country's row is theirs.
    """
    found = Operator.objects.filter(Q(country=country) if country else Q()).exclude(kind=OperatorKind.REGULATOR)
    found = found.filter(slug=operator) if operator else found
    page = Paginator(found.order_by("country", "name", "slug"), ROWS).get_page(number)
    operators = list(page.object_list)
    mine = Q(operator__in=operators)
    if page.number == 1 and not operator:
        mine |= Q(operator__isnull=True, **({"country": country} if country else {}))
    policies = list(Policy.objects.filter(mine).order_by("line_type", "slug"))
    entries = _entries(policies, now)
    table: list[Row] = []
    if page.number == 1 and not operator:
        for code in [country] if country else list(COUNTRIES):
            own = [policy for policy in policies if policy.operator_id is None and policy.country == code]
            name = _("%(country)s: for every operator") % {"country": country_name(code)}
            table.append(Row(name, "", _cells(own, entries, {"country": code})))
    for one in operators:
        own = [policy for policy in policies if policy.operator_id == one.pk]
        url = reverse("admin:operators_operator_change", args=[one.pk])
        table.append(Row(one.name or one.slug, url, _cells(own, entries, {"country": one.country, "operator": one.pk})))
    return table, page


def _cells(policies: Iterable[Policy], entries: dict[int, Entry], prefilled: dict[str, Any]) -> list[Cell]:
    add = reverse("admin:operators_policy_add")
    cells = {
        topic: Cell(LABELS[Topic][topic], f"{add}?{urlencode({**prefilled, 'topic': topic.value})}") for topic in Topic
    }
    for policy in policies:
        cells[Topic(policy.topic)].entries.append(entries[policy.pk])
    return list(cells.values())


def _entries(policies: list[Policy], now: datetime) -> dict[int, Entry]:
    slugs = [policy.slug for policy in policies]
    live = {row.slug: row for row in live_listings(SubjectKind.POLICY, now).filter(slug__in=slugs)}
    printed = Edition.objects.filter(kind=SubjectKind.POLICY, slug__in=slugs).order_by("number")
    last = dict(printed.values_list("slug", "tombstone"))
    behind = {(key, language): counts for key, language, *counts in gap_counts("policy", slugs)}
    found = {}
    for policy in policies:
        state = _state(policy, live.get(policy.slug), last.get(policy.slug), now)
        found[policy.pk] = Entry(
            policy.slug,
            policy.get_line_type_display(),
            state,
            words(state),
            reverse("admin:operators_policy_change", args=[policy.pk]),
            [_mark(policy.slug, language, *behind.get((policy.slug, language), (0, 0))) for language in LANGUAGES],
        )
    return found


def _state(policy: Policy, row: Any, tombstone: bool | None, now: datetime) -> str:
    if row is not None:
        state = freshness_state(row.review_due_on, COUNTRIES[policy.country].today(now))
        return "live" if state == Freshness.FRESH else str(state)
    if tombstone is None:
        return "draft"
    return "withdrawn" if tombstone else "waiting"


def _mark(slug: str, language: str, outdated: int, missing: int) -> Mark:
    state = "outdated" if outdated else "missing" if missing else "complete"
    sign = {"complete": "✓", "outdated": "↻", "missing": "–"}[state]
    said = {"complete": _("complete"), "outdated": _("outdated"), "missing": _("with missing texts")}[state]
    return Mark(
        SHORT[language],
        state,
        sign,
        f"{LANGUAGE_NAMES[language]}: {said}",
        "" if state == "complete" else reverse("admin:translate", args=["policy", slug, language]),
    )
