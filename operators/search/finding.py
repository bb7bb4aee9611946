"""What a query finds, best first: one function with the same answer on both databases.

The index gives candidates, the newest of each zone first; how good they are is decided here, in Python, so that the
order cannot differ from one database to the other.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from operators.editions import page_url
from operators.models.printed import SearchEntry
from operators.search.query import AllOf, Expression, Highlighter, Query, Scorer, Term, Zones, parse
from operators.search.query.tokens import facet
from operators.search.rows import finding, public, through_the_index
from operators.search.suggestions import suggestions
from operators.search.synonyms import synonyms
from operators.vocabulary import SubjectKind

MOST_HITS = 200
"""As many are ranked; whoever needs the next one needs another query."""
ENOUGH = 10
"""With fewer hits that have everything, those that have a part of it are looked for as well."""
LEAST_SHARE = 0.4
"""Of what was asked, weighted, an entry must have to be a hit at all."""
VERDICT = 3.0
"""What a policy or an operator has over an FAQ entry where the title has all that was asked: it holds the verdict."""
GENERAL = 1.5
"""What a country's own rule has over an operator's policy as long as nobody names the operator."""
_KINDS: list[str] = [SubjectKind.POLICY, SubjectKind.OPERATOR, SubjectKind.FAQ]

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Filters:
    """Empty is no filter."""

    kind: str = ""
    operator: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """The entries that a query finds, best first, and what may have been meant where it finds nothing."""

    query: Query
    ids: list[int] = field(default_factory=list)
    suggestions: list[str] = field(default_factory=list)


def search(text: str, *, language: str, now: datetime, filters: Filters | None = None) -> Found:
    """Whatever was typed is a search. Suggestions are made where nothing was found that has all of it."""
    filters = filters or Filters()
    query = parse(text, language, synonyms())
    if not query.groups:
        return Found(query)
    with through_the_index():
        return _search(text, query, filters, public(now))


def _search(text: str, query: Query, filters: Filters, rows: QuerySet[SearchEntry]) -> Found:
    full = _in_zones(rows, query, filters)
    if len(full) >= ENOUGH:
        weights = [1.0] * len(query.groups)
        parts = {pk: [True] * len(weights) for pk in full}
    else:
        query, weights, parts = _parts(rows, query, filters)
        parts |= {pk: [True] * len(weights) for pk in full}
    ids = _ranked(query, weights, parts, full=set(full))
    if full:
        return Found(query, ids)
    facets = _facets(query.language, filters)
    return Found(query, ids, suggestions(text, language=query.language, rows=rows, filters=facets))


def shown(found: Found, ids: Sequence[int]) -> list[Data]:
    """Hits as every door shows them, in this order: titles and passages as segments, never as markup."""
    rows = SearchEntry.objects.defer("tokens", "zones").in_bulk(list(ids))
    marks = Highlighter(found.query)
    return [_shown(rows[pk], marks) for pk in ids if pk in rows]


def _shown(row: SearchEntry, marks: Highlighter) -> Data:
    lines = [line for text in (row.lead, row.body) for line in text.split("\n") if line]
    chosen = marks.passages(lines)
    fallbacks = [{"path": "/title", "language": row.fallbacks["title"]}] if "title" in row.fallbacks else []
    for number, (place, _segments) in enumerate(chosen):
        if str(place) in row.fallbacks:
            fallbacks.append({"path": f"/passages/{number}", "language": row.fallbacks[str(place)]})
    return {
        "kind": row.kind,
        "slug": row.slug,
        "url": page_url(row.kind, row.slug, row.language),
        "language": row.language,
        "fallbacks": fallbacks,
        "title": row.title,
        "operator": {"slug": row.operator, "name": row.operator_name} if row.operator else None,
        "country": row.country,
        "edition": row.number,
        "highlighted_title": marks.whole(row.title),
        "passages": [segments for _place, segments in chosen],
    }


def _facets(language: str, filters: Filters) -> list[Expression]:
    wanted = {"lang": language, "kind": filters.kind, "operator": filters.operator, "country": filters.country}
    return [Term(facet(name, value)) for name, value in wanted.items() if value]


def _in_zones(rows: QuerySet[SearchEntry], query: Query, filters: Filters) -> list[int]:
    """Entries that have every group: first those with all in the title, then in title and lead, then anywhere."""
    found: dict[int, None] = {}
    for zone in "thb":
        expression = AllOf((*_facets(query.language, filters), query.expression(zone)))
        ids = finding(rows, expression).values_list("pk", flat=True)[:MOST_HITS]
        found.update(dict.fromkeys(ids))
        if len(found) >= MOST_HITS:
            break
    return list(found)[:MOST_HITS]


def _parts(
    rows: QuerySet[SearchEntry], query: Query, filters: Filters
) -> tuple[Query, list[float], dict[int, list[bool]]]:
    """Entries that have some of the groups: which, and how telling each group is (the rarer, the more)."""
    narrow = query.narrower()
    facets = _facets(query.language, filters)
    sets = [_having(rows, AllOf((*facets, group.expression("b", query.language)))) for group in narrow.groups]
    weights = [math.log1p(MOST_HITS / max(len(ids), 1)) for ids in sets]
    total = sum(weight for weight, ids in zip(weights, sets, strict=True) if ids)
    parts: dict[int, list[bool]] = {}
    for pk in sorted(set().union(*sets)):
        having = [pk in ids for ids in sets]
        if sum(weight for weight, there in zip(weights, having, strict=True) if there) >= LEAST_SHARE * total:
            parts[pk] = having
    best = sorted(parts, key=lambda pk: (-_sum(weights, parts[pk]), -pk))[:MOST_HITS]
    return narrow, weights, {pk: parts[pk] for pk in best}


def _having(rows: QuerySet[SearchEntry], expression: Expression) -> set[int]:
    return set(finding(rows, expression).values_list("pk", flat=True)[:MOST_HITS])


def _sum(weights: Sequence[float], having: Sequence[bool]) -> float:
    return sum(weight for weight, there in zip(weights, having, strict=True) if there)


def _ranked(
    query: Query,
    weights: Sequence[float],
    parts: dict[int, list[bool]],
    *,
    full: set[int],
) -> list[int]:
    """The candidates by their score; equal ones by kind, the editor's order and slug."""
    scorer = Scorer(query, weights)
    ranked = []
    for pk, kind, operator, position, slug, zones in SearchEntry.objects.filter(pk__in=list(parts)).values_list(
        "pk", "kind", "operator", "position", "slug", "zones"
    ):
        points, whole = scorer.score(parts[pk], Zones(*zones.split("\n")))
        if kind != SubjectKind.FAQ and whole:
            points += VERDICT if operator else VERDICT + GENERAL
        order = (pk not in full, -round(points, 6), _KINDS.index(kind), position, slug)
        ranked.append((order, pk))
    return [pk for _order, pk in sorted(ranked)][:MOST_HITS]
