"""What is current, and what applied on a day. One query finds a document; what changes by itself is added to it."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Q, QuerySet, Subquery

from operators.editions.freshness import freshness
from operators.models.printed import Edition, EditionText, Listing
from operators.vocabulary import COUNTRIES, FALLBACK_ORDER, SubjectKind

Data = dict[str, Any]


class NotPublished(LookupError):
    """Nothing of that name was ever published, or nothing had been by that day."""


@dataclass
class Withdrawn(Exception):
    """It was published and taken away: why, since when, and what to read instead (a slug, or empty).

    ``moved`` says that this stands in its place: the subject as a whole was withdrawn, and today is asked about.
    """

    kind: str
    slug: str
    because: dict[str, str]
    since: date
    replaced_by: str
    moved: bool = False


class FutureDay(ValueError):
    """``as_of`` lies after today: what will apply then is not public before its day has come."""

    def __init__(self, today: date) -> None:
        super().__init__(f"The day lies in the future; the last one allowed is {today.isoformat()}.")
        self.today = today


def latest_today(now: datetime) -> date:
    """The latest calendar day that it is in any country of the registry."""
    return max(country.today(now) for country in COUNTRIES.values())


def applying(*, now: datetime) -> QuerySet[Listing]:
    """The listing rows of everything that applies now, whatever its kind. Tombstones are left out."""
    rows = Listing.objects.filter(public_at__lte=now, withdrawn=False)
    return rows.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


def listings(kind: str, *, now: datetime, as_of: date | None = None) -> QuerySet[Listing]:
    """The listing rows that readers may see: what applies now, or applied on ``as_of``. Tombstones are left out.

    Raises FutureDay.
    """
    if as_of is None:
        return applying(now=now).filter(kind=kind)
    rows = Listing.objects.filter(kind=kind, public_at__lte=now, withdrawn=False)
    if as_of > latest_today(now):
        raise FutureDay(latest_today(now))
    return rows.filter(effective_from__lte=as_of).filter(Q(ends_on__isnull=True) | Q(ends_on__gt=as_of))


@dataclass(frozen=True, slots=True)
class Printed:
    """An edition, its text in one language (the document or its list form), and what is derived beside it."""

    edition: Edition
    text: str
    ends_on: date | None = None
    verified_on: date | None = None
    review_due_on: date | None = None


def with_text(rows: QuerySet[Listing], language: str, column: str) -> QuerySet[Any]:
    """Listing rows with their edition and one text of it, ``document`` or ``summary``, in the same query."""
    text = EditionText.objects.filter(edition=OuterRef("edition"), language=language).values(column)[:1]
    return rows.select_related("edition").annotate(text=Subquery(text))


def printed(row: Any, now: datetime) -> Printed:
    """A row of ``with_text`` as readers may see it: an end date is told only once that day has come."""
    over = row.ends_at is not None and row.ends_at <= now
    return Printed(row.edition, row.text, row.ends_on if over else None, row.verified_on, row.review_due_on)


def find(kind: str, slug: str, *, language: str, now: datetime, as_of: date | None = None) -> Printed:
    """What applies, in one query. Raises NotPublished, Withdrawn or FutureDay."""
    rows = Listing.objects.filter(kind=kind, slug=slug, public_at__lte=now)
    if as_of is not None:
        if as_of > latest_today(now):
            raise FutureDay(latest_today(now))
        rows = rows.filter(effective_from__lte=as_of)
    row = with_text(rows, language, "document").order_by("-effective_from").first()
    if row is None:
        raise NotPublished(slug)
    if row.withdrawn:
        gone = withdrawn(row.edition, now)
        gone.moved = bool(gone.replaced_by) and as_of is None
        raise gone
    return printed(row, now)


def successor(kind: str, slug: str, *, now: datetime) -> str:
    """The slug that stands today in the place of one that was withdrawn; empty where there is none.

    One withdrawal may lead to another. What never was public, or is not any more, is not told.
    """
    seen = {""}
    following = slug
    while following not in seen:
        seen.add(following)
        rows = Listing.objects.filter(kind=kind, slug=following, public_at__lte=now).select_related("edition")
        row = rows.order_by("-effective_from").first()
        if row is None:
            return ""
        if not row.withdrawn:
            return "" if following == slug else following
        following = row.edition.replaced_by
    return ""


def withdrawn(tombstone: Edition, now: datetime) -> Withdrawn:
    instead = tombstone.replaced_by
    if instead and not applying(now=now).filter(kind=tombstone.kind, slug=instead).exists():
        instead = successor(tombstone.kind, instead, now=now)
    country = COUNTRIES[tombstone.country]
    return Withdrawn(
        kind=tombstone.kind,
        slug=tombstone.slug,
        because=dict(tombstone.withdrawn_because),
        since=country.today(tombstone.public_at),
        replaced_by=instead,
    )


def read(kind: str, slug: str, *, language: str, now: datetime, as_of: date | None = None) -> Data:
    """The whole document as a reader gets it. Raises NotPublished, Withdrawn or FutureDay."""
    return complete([find(kind, slug, language=language, now=now, as_of=as_of)], language=language, now=now)[0]


def read_many(rows: QuerySet[Listing], *, language: str, now: datetime) -> list[Data]:
    """The list forms of listing rows, in their order: one query for the texts, one for contact points."""
    found = [printed(row, now) for row in with_text(rows, language, "summary")]
    return complete(found, language=language, now=now)


def read_whole(rows: QuerySet[Listing], *, language: str, now: datetime) -> list[Data]:
    """The whole documents of listing rows, in their order, in as many queries as ``read_many``."""
    found = [printed(row, now) for row in with_text(rows, language, "document")]
    return complete(found, language=language, now=now)


def page_url(kind: str, slug: str, language: str) -> str:
    """The address of the public page of a subject."""
    room = {"operator": "operators", "policy": "policies", "faq": "faq"}[kind]
    return f"{settings.KB_SITE_URL}/{language}/{room}/{slug}/"


def complete(found: list[Printed], *, language: str, now: datetime) -> list[Data]:
    """Documents with what changes without a publication: url, edition, freshness, contact points, related titles."""
    documents: list[Data] = [json.loads(one.text) for one in found]
    channels = _contact_points(documents, language, now)
    related = _related(documents, language, now)
    for one, document in zip(found, documents, strict=True):
        edition = one.edition
        document["url"] = page_url(edition.kind, edition.slug, language)
        document["edition"] = edition_block(edition, language, one.ends_on)
        document["fallbacks"] += note_fallbacks(edition, language, "/edition/note")
        if edition.kind == SubjectKind.POLICY:
            today = COUNTRIES[edition.country].today(now)
            document["freshness"] = freshness(one.verified_on, one.review_due_on, today)
            operator = document["operator"]
            document["contact_points"] = channels.get(operator["slug"] if operator else edition.country, [])
        if edition.kind == SubjectKind.FAQ:
            document["policies"] = [
                {"slug": slug, "title": related[slug]} for slug in document["policies"] if slug in related
            ]
    return documents


def edition_block(edition: Edition, language: str, effective_to: date | None) -> Data:
    """``edition`` of a document. ``effective_to`` is told only once that day has come."""
    note, _language = note_of(edition, language)
    return {
        "number": edition.number,
        "effective_from": edition.effective_from.isoformat(),
        "effective_basis": edition.effective_basis,
        "effective_to": effective_to.isoformat() if effective_to else None,
        "published_at": edition.published_at.isoformat().replace("+00:00", "Z"),
        "significance": edition.significance,
        "note": note,
        "origin": edition.origin,
        "four_eyes": edition.four_eyes,
    }


def note_of(edition: Edition, language: str) -> tuple[str, str]:
    """The note of an edition and the language that it is in: the one asked for, where the note has it."""
    note = edition.note or {}
    found = next((one for one in (language, *FALLBACK_ORDER) if note.get(one)), language)
    return note.get(found, ""), found


def note_fallbacks(edition: Edition, language: str, path: str) -> list[Data]:
    """What ``fallbacks`` says of the note, which stands at ``path`` of a document."""
    _note, found = note_of(edition, language)
    return [] if found == language else [{"path": path, "language": found}]


def _contact_points(documents: list[Data], language: str, now: datetime) -> dict[str, list[Data]]:
    """Official contact points by operator slug, from the operator's own current edition.

    A rule of a whole country has the contact points of the country's regulator, under the country's code.
    """
    policies = [document for document in documents if document["kind"] == SubjectKind.POLICY]
    wanted = {document["operator"]["slug"] for document in policies if document["operator"]}
    regulators = {COUNTRIES[one["country"]].regulator: one["country"] for one in policies if not one["operator"]}
    if not wanted and not regulators:
        return {}
    rows = listings(SubjectKind.OPERATOR, now=now).filter(slug__in=wanted | set(regulators))
    found: dict[str, list[Data]] = {}
    for row in with_text(rows, language, "document"):
        points = contact_points_of(json.loads(row.text))
        found[row.slug] = points
        if row.slug in regulators:
            found[regulators[row.slug]] = points
    return found


def contact_points_of(operator: Data) -> list[Data]:
    """The contact points of an operator's document, as a policy shows them."""
    return [
        {name: point[name] for name in ("channel", "label", "value", "reach", "hours")}
        for point in operator["contact_points"]
    ]


def _related(documents: list[Data], language: str, now: datetime) -> dict[str, str]:
    """The titles of related policies that are live; the others are not mentioned."""
    slugs = {slug for document in documents for slug in document.get("policies", [])}
    if not slugs:
        return {}
    rows = listings(SubjectKind.POLICY, now=now).filter(slug__in=slugs)
    return {row.slug: json.loads(row.text)["title"] for row in with_text(rows, language, "summary")}
