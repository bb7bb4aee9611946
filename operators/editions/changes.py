"""The change log: what became public, newest first, and what it changed."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from operators.editions.difference import difference
from operators.editions.reading import (
    Data,
    edition_block,
    listings,
    note_fallbacks,
    page_url,
    with_text,
)
from operators.models.printed import ChangeEntry, Edition, EditionText, Listing
from operators.vocabulary import FALLBACK_ORDER, SubjectKind

CHANGES_SHOWN = 20
"""How many fields of one entry are told; ``change_count`` has them all, ``diff/`` shows them."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an edition stands in the order of publication."""

    public_at: datetime
    revision: int


def changes(*, now: datetime) -> QuerySet[ChangeEntry]:
    """The entries whose day has come, newest first: by the later of publication and the effective day's midnight."""
    return ChangeEntry.objects.filter(public_at__lte=now).order_by("-public_at", "-revision")


def last_published(*, now: datetime) -> datetime | None:
    """When something last became public, withdrawals included: it never goes back. None on an empty site."""
    return changes(now=now).values_list("public_at", flat=True).first()


def place_of(kind: str, slug: str, number: int, *, now: datetime) -> Place | None:
    """The place of an edition that is public; None for every other."""
    found = changes(now=now).filter(kind=kind, slug=slug, edition__number=number)
    row = found.values_list("public_at", "revision").first()
    return Place(*row) if row else None


def older_than(rows: QuerySet[ChangeEntry], place: Place) -> QuerySet[ChangeEntry]:
    """The entries behind a place. The first condition alone is what an index can jump to."""
    behind = Q(public_at__lt=place.public_at) | Q(revision__lt=place.revision)
    return rows.filter(behind, public_at__lte=place.public_at)


def newer_than(rows: QuerySet[ChangeEntry], place: Place) -> QuerySet[ChangeEntry]:
    """The entries after a place."""
    ahead = Q(public_at__gt=place.public_at) | Q(revision__gt=place.revision)
    return rows.filter(ahead, public_at__gte=place.public_at)


def read_changes(rows: Iterable[int], *, language: str, now: datetime) -> list[Data]:
    """Entries, given by their keys, as readers may see them, in the order of the log.

    What was taken away since keeps its place and its dates, and loses its title, its note and what it changed.
    """
    found = list(_with_texts(changes(now=now).filter(pk__in=list(rows)), language, now))
    documents = {row.pk: json.loads(row.text) for row in found if row.text and not row.buried}
    older = {row.pk: json.loads(row.old_text) for row in found if row.old_text and not row.previous_buried}
    _forget_unpublished([*documents.values(), *older.values()], now)
    unnamed = {row.operator for row in found if row.pk not in documents and row.operator}
    names = _names(unnamed, language, now)
    return [_entry(row, documents.get(row.pk), older.get(row.pk), names, language) for row in found]


def _with_texts(rows: QuerySet[ChangeEntry], language: str, now: datetime) -> QuerySet[Any]:
    texts = EditionText.objects.filter(language=language)
    ended = Listing.objects.filter(edition=OuterRef("edition"), ends_at__lte=now)
    found: QuerySet[Any] = rows.select_related("edition", "previous")
    return found.annotate(
        text=Subquery(texts.filter(edition=OuterRef("edition")).values("document")[:1]),
        old_text=Subquery(texts.filter(edition=OuterRef("previous")).values("document")[:1]),
        ended_on=Subquery(ended.values("ends_on")[:1]),
        buried=Exists(_graves("edition", now)),
        previous_buried=Exists(_graves("previous", now)),
    )


def _graves(which: str, now: datetime) -> QuerySet[Any]:
    """The tombstones that took an edition of the outer row away."""
    return Edition.objects.filter(
        kind=OuterRef("kind"),
        slug=OuterRef("slug"),
        tombstone=True,
        number__gt=OuterRef(f"{which}__number"),
        effective_from__lte=OuterRef(f"{which}__effective_from"),
        public_at__lte=now,
    )


def _forget_unpublished(documents: list[Data], now: datetime) -> None:
    """Leave in FAQ entries only those related policies that are live: the others may be drafts."""
    named = {slug for document in documents for slug in document.get("policies", ())}
    if not named:
        return
    live = set(listings(SubjectKind.POLICY, now=now).filter(slug__in=named).values_list("slug", flat=True))
    for document in documents:
        if "policies" in document:
            document["policies"] = [slug for slug in document["policies"] if slug in live]


def _names(slugs: set[str], language: str, now: datetime) -> dict[str, str]:
    """The names of operators that are live; the others are called by their slugs."""
    if not slugs:
        return {}
    rows = listings(SubjectKind.OPERATOR, now=now).filter(slug__in=slugs)
    return {row.slug: json.loads(row.text)["name"] for row in with_text(rows, language, "summary")}


def _entry(row: Any, document: Data | None, old: Data | None, names: dict[str, str], language: str) -> Data:
    edition = row.edition
    block = edition_block(edition, language, row.ended_on)
    changed = difference(old, document) if old is not None and document is not None else []
    name = (document or {}).get("name") or ((document or {}).get("operator") or {}).get("name")
    why = next((edition.withdrawn_because[one] for one in (language, *FALLBACK_ORDER)
                if edition.withdrawn_because.get(one)), "")  # fmt: skip
    instead = edition.replaced_by
    return {
        "kind": row.kind,
        "slug": row.slug,
        "url": page_url(row.kind, row.slug, language),
        "language": language,
        "fallbacks": _fallbacks(edition, document, language),
        "action": row.action,
        "title": _title(document) if document else None,
        "operator": {"slug": row.operator, "name": name or names.get(row.operator, row.operator)}
        if row.operator
        else None,
        "country": row.country,
        "topic": row.topic or None,
        "public_at": row.public_at.isoformat().replace("+00:00", "Z"),
        "edition": block if document is not None or edition.tombstone else block | {"note": ""},
        "withdrawn": document is None,
        "why": why,
        "replaced_by": {"slug": instead, "url": page_url(row.kind, instead, language)} if instead else None,
        "compared_with": row.previous.number if old is not None and document is not None else None,
        "change_count": len(changed),
        "changes": changed[:CHANGES_SHOWN],
    }


def _title(document: Data) -> str:
    return str(document[_title_field(document)])


def _title_field(document: Data) -> str:
    return {"operator": "name", "policy": "title", "faq": "question"}[document["kind"]]


def _fallbacks(edition: Edition, document: Data | None, language: str) -> list[Data]:
    found = []
    if document is not None:
        own = f"/{_title_field(document)}"
        found += [one | {"path": "/title"} for one in document["fallbacks"] if one["path"] == own]
        found += note_fallbacks(edition, language, "/edition/note")
    spoken = next((one for one in (language, *FALLBACK_ORDER) if edition.withdrawn_because.get(one)), language)
    return found if spoken == language else [*found, {"path": "/why", "language": spoken}]
