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
    for pair in waiting.values_list("kind", "slug"):
        if pair in mine and (pair not in last or mine[pair] > last[pair][1]):
            own.add(pair)
    unsure: list[tuple[Pair, str, str]] = []
    for pair, noun, key in _embedded(waiting, by):
        edited_at = mine.get((noun, key))
        if edited_at is None or pair in own:
            continue
        if pair not in last or edited_at > last[pair][1]:
            own.add(pair)
        else:
            unsure.append((pair, noun, key))
    # An old edit counts where the last edition did not embed what was edited: nobody has reviewed it there.
    seen = _seen([(last[pair][0], noun, key) for pair, noun, key in unsure])
    return own | {pair for pair, noun, key in unsure if (last[pair][0], noun, key) not in seen}


def _edits(by: User) -> dict[tuple[str, str], datetime]:
    """When ``by`` last edited each thing."""
    edits = Edit.objects.filter(by=by).order_by().values_list("noun", "key").annotate(last=Max("at"))
    return {(noun, key): last for noun, key, last in edits}


def _last_editions(waiting: QuerySet[Submission]) -> dict[Pair, tuple[int, datetime]]:
    """The key of each subject's last edition with a text, and when it was published."""
    editions = Edition.objects.filter(slug__in=waiting.values("slug"), tombstone=False).order_by("number")
    found = editions.values_list("kind", "slug", "pk", "published_at")
    return {(kind, slug): (pk, published_at) for kind, slug, pk, published_at in found}


def _seen(asked: list[tuple[int, str, str]]) -> set[tuple[int, str, str]]:
    """What the editions do embed, of the sources and questions asked about: edition, noun and key."""
    sources = EditionSource.objects.filter(
        edition__in={pk for pk, noun, _key in asked if noun == "source"},
        key__in={key for _pk, noun, key in asked if noun == "source"},
    )
    seen = {(pk, "source", key) for pk, key in sources.values_list("edition_id", "key")}
    texts = EditionText.objects.filter(
        edition__in={pk for pk, noun, _key in asked if noun == "question"}, language=DEFAULT_LANGUAGE
    )
    for pk, document in texts.values_list("edition_id", "document"):
        seen |= {(pk, "question", question["key"]) for question in json.loads(document).get("questions", [])}
    return seen


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
