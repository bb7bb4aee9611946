"""Everything that applies now, as mirrors take it: in the order in which it became public.

An exported document is what was printed, with its address, its edition and the days of its checks. What moves without a
publication or a check (whether a check is due) and what the file holds elsewhere (an operator's contact points) stay
out, so that the bytes change only when something that is in them does.
"""

import hashlib
import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from operators.editions.reading import (
    Data,
    applying,
    edition_block,
    listings,
    note_fallbacks,
    page_url,
)
from operators.models.printed import ChangeEntry, EditionText, ListingPolicy
from operators.vocabulary import SubjectKind

FORMAT = 1
CHUNK = 100
"""Documents that are in memory at once, however many there are."""
NO_DAY = 0

Days = tuple[date | None, date | None]


def exported(*, now: datetime) -> QuerySet[Any]:
    """What applies now, the longest public first, each with ``verified_on`` and ``review_due_on``."""
    of = applying(now=now).filter(edition=OuterRef("edition"))
    rows: QuerySet[Any] = ChangeEntry.objects.filter(Exists(of), public_at__lte=now)
    return rows.annotate(
        verified_on=Subquery(of.values("verified_on")[:1]), review_due_on=Subquery(of.values("review_due_on")[:1])
    ).order_by("public_at", "revision")


@dataclass(frozen=True, slots=True)
class Export:
    """Which editions an export holds: fixed when it begins, so that a publication meanwhile does not tear it.

    Sixteen bytes a document are kept. ``tag`` tells the same content by the same word.
    """

    language: str
    live: frozenset[str]
    tag: str
    editions: "array[int]"
    days: "array[int]"

    def documents(self) -> Iterator[Data]:
        """The documents, a chunk at a time."""
        for start in range(0, len(self.editions), CHUNK):
            chunk = self.editions[start : start + CHUNK]
            days = self.days[2 * start : 2 * (start + CHUNK)]
            told = [(_day(first), _day(second)) for first, second in zip(days[::2], days[1::2], strict=True)]
            yield from _documents(chunk, told, self.live, self.language)


def begin_export(rows: QuerySet[Any], *, language: str, now: datetime) -> Export:
    """Fix what an export holds: rows of ``exported``, maybe narrowed."""
    live = _live_policies(now)
    editions, days = array("q"), array("i")
    seen = hashlib.blake2b(json.dumps([FORMAT, language, settings.KB_SITE_URL, sorted(live)]).encode(), digest_size=16)
    for row in rows.values_list("edition_id", "edition__hash", "verified_on", "review_due_on").iterator(2000):
        editions.append(row[0])
        days.extend(day.toordinal() if day else NO_DAY for day in row[2:])
        seen.update(f"{row[1]} {row[2]} {row[3]}\n".encode())
    return Export(language, live, seen.hexdigest(), editions, days)


def read_exported(keys: Sequence[int], *, language: str, now: datetime) -> list[Data]:
    """A page of an export, given by the keys of its rows."""
    rows = list(exported(now=now).filter(pk__in=keys))
    told = [(row.verified_on, row.review_due_on) for row in rows]
    return list(_documents([row.edition_id for row in rows], told, _live_policies(now), language))


def _documents(editions: Sequence[int], days: list[Days], live: frozenset[str], language: str) -> Iterator[Data]:
    texts = EditionText.objects.filter(edition__in=list(editions), language=language).select_related("edition")
    found = {text.edition_id: text for text in texts}
    for pk, (verified_on, review_due_on) in zip(editions, days, strict=True):
        yield _document(found[pk], verified_on, review_due_on, live, language)


def _document(
    text: EditionText, verified_on: date | None, review_due_on: date | None, live: frozenset[str], language: str
) -> Data:
    document: Data = json.loads(text.document)
    edition = text.edition
    document["url"] = page_url(edition.kind, edition.slug, language)
    document["edition"] = edition_block(edition, language, None)
    document["fallbacks"] += note_fallbacks(edition, language, "/edition/note")
    if edition.kind == SubjectKind.POLICY:
        document["freshness"] = {
            "verified_on": verified_on.isoformat() if verified_on else None,
            "review_due_on": review_due_on.isoformat() if review_due_on else None,
        }
    if edition.kind == SubjectKind.FAQ:
        document["policies"] = [slug for slug in document["policies"] if slug in live]
    return document


def _live_policies(now: datetime) -> frozenset[str]:
    """The live policies that FAQ entries are about; a draft's name stands in none."""
    rows = listings(SubjectKind.POLICY, now=now).filter(slug__in=ListingPolicy.objects.values("policy"))
    return frozenset(rows.values_list("slug", flat=True))


def _day(ordinal: int) -> date | None:
    return date.fromordinal(ordinal) if ordinal != NO_DAY else None


def written(
    documents: Iterable[Data], *, language: str, page_size: int | None, going_on: str | None
) -> Iterator[bytes]:
    """An export as canonical JSON: names sorted, no blanks, a document a line."""
    head = {"format": FORMAT, "language": language, "next": going_on, "page_size": page_size}
    yield _canonical(head)[:-1] + b',"results":['
    separator = b"\n"
    for document in documents:
        yield separator + _canonical(document)
        separator = b",\n"
    yield b"\n]}\n"


def _canonical(value: Data) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
