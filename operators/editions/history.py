"""What was printed, and when: the list of editions, one of them, the difference of two, the change log."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from operators.editions.difference import difference
from operators.editions.reading import Data, NotPublished, Printed, complete, edition_block, find, withdrawn
from operators.models.printed import Edition, EditionText, Listing, Verification
from operators.vocabulary import COUNTRIES


def printed_editions(kind: str, *, now: datetime) -> QuerySet[Any]:
    """Editions whose day has come, each with ``buried``: whether a later tombstone took its text away."""
    graves = Edition.objects.filter(
        kind=OuterRef("kind"),
        slug=OuterRef("slug"),
        tombstone=True,
        number__gt=OuterRef("number"),
        effective_from__lte=OuterRef("effective_from"),
        public_at__lte=now,
    )
    return Edition.objects.filter(kind=kind, public_at__lte=now).annotate(buried=Exists(graves))


def history(kind: str, slug: str, *, language: str, now: datetime) -> list[Data]:
    """All editions that are public, newest first: their ``edition`` block, and whether they were withdrawn.

    A withdrawn edition keeps its place and its dates, and loses its note with its text. Raises NotPublished, and
    Withdrawn when the whole subject is withdrawn now.
    """
    find(kind, slug, language=language, now=now)
    over = Listing.objects.filter(kind=kind, slug=slug, ends_at__lte=now)
    ends = dict(over.values_list("edition_id", "ends_on"))
    rows = []
    for edition in printed_editions(kind, now=now).filter(slug=slug).order_by("-number"):
        block = edition_block(edition, language, ends.get(edition.pk))
        gone = edition.buried or edition.tombstone
        rows.append(block | {"note": "" if edition.buried else block["note"], "withdrawn": bool(gone)})
    return rows


def read_edition(kind: str, slug: str, number: int, *, language: str, now: datetime) -> Data:
    """One edition's document. Raises NotPublished (also while it waits for its day) or Withdrawn."""
    return complete([_one(kind, slug, number, language, now)], language=language, now=now)[0]


def was_withdrawn(kind: str, slug: str, number: int, *, now: datetime) -> bool | None:
    """Whether the text of an edition was taken away; None where no such edition is public."""
    rows: Any = printed_editions(kind, now=now).filter(slug=slug, number=number, tombstone=False)
    buried: bool | None = rows.values_list("buried", flat=True).first()
    return buried


def _one(kind: str, slug: str, number: int, language: str, now: datetime) -> Printed:
    text = EditionText.objects.filter(edition=OuterRef("pk"), language=language).values("document")[:1]
    edition = printed_editions(kind, now=now).filter(slug=slug, number=number).annotate(text=Subquery(text)).first()
    if edition is None:
        raise NotPublished(f"{slug}/{number}")
    if edition.tombstone:
        raise withdrawn(edition, now)
    if edition.buried:
        grave = Edition.objects.filter(
            kind=kind, slug=slug, tombstone=True, number__gt=number, effective_from__lte=edition.effective_from
        ).order_by("number")
        raise withdrawn(grave[0], now)
    row = Listing.objects.filter(kind=kind, slug=slug).filter(Q(edition=edition)).first()
    any_row = row or Listing.objects.filter(kind=kind, slug=slug).first()
    over = row is not None and row.ends_at is not None and row.ends_at <= now
    return Printed(
        edition,
        edition.text,
        row.ends_on if row is not None and over else None,
        any_row.verified_on if any_row else None,
        any_row.review_due_on if any_row else None,
    )


def compare(kind: str, slug: str, first: int, second: int, *, language: str, now: datetime) -> Data:
    """The difference of two editions: ``{"from", "to", "changes": [{"path", "old", "new"}]}``."""
    old, new = (_one(kind, slug, number, language, now) for number in (first, second))
    return {
        "slug": slug,
        "language": language,
        "from": edition_block(old.edition, language, old.ends_on),
        "to": edition_block(new.edition, language, new.ends_on),
        "changes": difference(json.loads(old.text), json.loads(new.text)),
    }


def checks(slug: str, *, now: datetime) -> list[Data]:
    """The confirmed checks of a policy, newest first: day and outcome, with the note."""
    rows = Verification.objects.filter(policy=slug, confirmed_at__isnull=False, confirmed_at__lte=now)
    return [{"day": row.day.isoformat(), "outcome": row.outcome, "note": row.note} for row in rows]


def day_of(edition: Edition) -> str:
    """The day on which an edition became public, in its own country."""
    return COUNTRIES[edition.country].today(edition.public_at).isoformat()
