"""Which open submissions four eyes keep from somebody: ``editors_of`` for all of them at once, for lists.

The rule itself is ``edits.editors_of``, and ``publish`` goes by it alone; a test holds both to the same answer.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import F, Max, QuerySet, Value

from operators.models.printed import Edition, EditionSource, EditionText
from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Edit,
    Fact,
    FaqEntry,
    Milestone,
    Operator,
    Question,
    Route,
    Step,
    Submission,
)
from operators.vocabulary import DEFAULT_LANGUAGE

Pair = tuple[str, str]
"""The kind and the slug of a subject."""

ROWS: tuple[Any, ...] = (Caution, Condition, Fact, Milestone, Route, Step)


def own_work(by: User) -> set[Pair]:
    """The subjects that wait for review and that ``by`` may not publish, having edited or submitted them.

    A fixed number of queries, however many wait. Empty where four eyes are off.
    """
    if not settings.KB_FOUR_EYES:
        return set()
    waiting = Submission.objects.filter(state="open").order_by()
    own = {(kind, slug) for kind, slug in waiting.filter(submitted_by=by).values_list("kind", "slug")}
    mine = _edits(by)
    last = _last_editions(waiting)
    for pair, noun, key in _embedded(waiting, by):
        edited_at = mine.get((noun, key))
        if edited_at is not None and pair not in own:
            edition = last.get(pair)
            if edition is None or edited_at > edition.published_at or key not in edition.embeds(noun):
                own.add(pair)
    for kind, slug in waiting.values_list("kind", "slug"):
        edited_at = mine.get((kind, slug))
        edition = last.get((kind, slug))
        if edited_at is not None and (edition is None or edited_at > edition.published_at):
            own.add((kind, slug))
    return own


class _Last:
    """The last edition of a subject, with the keys of the sources and questions that it embeds."""

    def __init__(self, published_at: datetime) -> None:
        self.published_at = published_at
        self.keys: dict[str, set[str]] = {"source": set(), "question": set()}

    def embeds(self, noun: str) -> set[str]:
        return self.keys[noun]


def _edits(by: User) -> dict[tuple[str, str], datetime]:
    """When ``by`` last edited each thing."""
    edits = Edit.objects.filter(by=by).order_by().values_list("noun", "key").annotate(last=Max("at"))
    return {(noun, key): last for noun, key, last in edits}


def _last_editions(waiting: QuerySet[Submission]) -> dict[Pair, _Last]:
    newest: dict[Pair, tuple[int, int, datetime]] = {}
    editions = Edition.objects.filter(slug__in=waiting.values("slug")).order_by("number")
    for pk, kind, slug, number, published_at in editions.values_list("pk", "kind", "slug", "number", "published_at"):
        newest[kind, slug] = (number, pk, published_at)
    found = {pair: _Last(published_at) for pair, (_number, _pk, published_at) in newest.items()}
    by_pk = {pk: found[pair] for pair, (_number, pk, _at) in newest.items()}
    for pk, key in EditionSource.objects.filter(edition__in=list(by_pk)).values_list("edition_id", "key"):
        by_pk[pk].keys["source"].add(key)
    texts = EditionText.objects.filter(edition__in=list(by_pk), edition__kind="policy", language=DEFAULT_LANGUAGE)
    for pk, document in texts.values_list("edition_id", "document"):
        by_pk[pk].keys["question"] = {question["key"] for question in json.loads(document).get("questions", [])}
    return found


def _embedded(waiting: QuerySet[Submission], by: User) -> Iterator[tuple[Pair, str, str]]:
    """What of the sources and questions that ``by`` edited stands in a working copy that waits."""
    yield from (((kind, slug), "source", key) for kind, slug, key in _cited(waiting, by))
    parents = dict(Question.objects.order_by().values_list("key", "parent__key"))
    for slug, key in _asked(Condition, waiting).union(_asked(Caution, waiting)):
        at: str | None = key
        while at is not None:
            yield ("policy", slug), "question", at
            at = parents.get(at)


def _asked(model: Any, waiting: QuerySet[Submission]) -> Any:
    rows = model.objects.filter(policy__slug__in=_slugs(waiting, "policy"), question__isnull=False)
    return rows.order_by().values_list("policy__slug", "question__key")


def _slugs(waiting: QuerySet[Submission], kind: str) -> Any:
    return waiting.filter(kind=kind).values("slug")


def _cited(waiting: QuerySet[Submission], by: User) -> Iterable[tuple[str, str, str]]:
    """Kind, slug and the key of a source, in one query."""
    mine = Edit.objects.filter(by=by, noun="source").order_by().values("key")

    def cited(model: Any, kind: str, slug: str) -> Any:
        rows = model.objects.filter(**{f"{slug}__in": _slugs(waiting, kind)}, sources__key__in=mine).order_by()
        return rows.annotate(of_kind=Value(kind), of_slug=F(slug)).values_list("of_kind", "of_slug", "sources__key")

    found: list[Any] = [
        *[cited(model, "policy", "policy__slug") for model in ROWS],
        cited(ContactPoint, "operator", "operator__slug"),
        cited(Operator, "operator", "slug"),
        cited(FaqEntry, "faq", "slug"),
    ]
    pairs: Iterable[tuple[str, str, str]] = found[0].union(*found[1:])
    return pairs
