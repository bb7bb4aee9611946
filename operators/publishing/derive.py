"""What is derived from editions: listing rows, facts, sources; search entries by ``derive_search``.

Rebuildable from the documents alone.
"""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from operators.links import host_of
from operators.models.printed import (
    Edition,
    EditionFact,
    EditionSource,
    EditionText,
    Listing,
    ListingChannel,
    ListingPolicy,
    Verification,
)
from operators.publishing.derive_search import refresh_search
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, RouteRole, VerificationOutcome


def applying(editions: list[Edition]) -> list[Edition]:
    """The editions of one subject that apply on some day, a day each, in the order of their days.

    On one day the higher number wins. A tombstone takes with it all that was printed before it and applies from its
    own day or later, so nothing older comes back in its place; what was printed after it stands.
    """
    graves = [edition for edition in editions if edition.tombstone]
    chosen: dict[Any, Edition] = {}
    for edition in sorted(editions, key=lambda one: one.number):
        buried = any(
            grave.number > edition.number and grave.effective_from <= edition.effective_from for grave in graves
        )
        if not buried:
            chosen[edition.effective_from] = edition
    return [chosen[day] for day in sorted(chosen)]


def listing_rows(kind: str, slug: str) -> list[tuple[Listing, list[str]]]:
    """The listing rows of a subject, unsaved, each with its channels."""
    editions = list(Edition.objects.filter(kind=kind, slug=slug))
    chosen = applying(editions)
    if not chosen:
        return []
    texts = {
        text.edition_id: json.loads(text.summary)
        for text in EditionText.objects.filter(edition__in=chosen, language=DEFAULT_LANGUAGE)
    }
    rows = []
    for edition, following in zip(chosen, [*chosen[1:], None], strict=True):
        document = texts.get(edition.pk, {})
        row = Listing(
            kind=kind,
            slug=slug,
            edition=edition,
            withdrawn=edition.tombstone,
            effective_from=edition.effective_from,
            public_at=edition.public_at,
            ends_on=following.effective_from if following else None,
            ends_at=COUNTRIES[edition.country].midnight(following.effective_from) if following else None,
            country=edition.country,
            operator=slug if kind == "operator" else (document.get("operator") or {}).get("slug", ""),
            topic=document.get("topic", ""),
            line_type=document.get("line_type", ""),
            online_support=document.get("online_support") or "",
            store_visit=document.get("store_visit") or "",
            category=document.get("category", ""),
            sort=document.get("operator_kind") or document.get("faq_kind") or "",
            position=document.get("order", 0),
        )
        routes = [route for route in document.get("routes", []) if route["role"] == RouteRole.REQUEST]
        rows.append((row, sorted({route["channel"] for route in routes})))
    return rows


def rebuild_listing(kind: str, slug: str) -> None:
    """Write the listing rows of a subject anew, and bring its search entries in step with them."""
    Listing.objects.filter(kind=kind, slug=slug).delete()
    rows = listing_rows(kind, slug)
    for row, channels in rows:
        row.save()
        ListingChannel.objects.bulk_create([ListingChannel(listing=row, channel=channel) for channel in channels])
        ListingPolicy.objects.bulk_create([ListingPolicy(listing=row, policy=one) for one in related(row.edition)])
    if kind == "policy":
        refresh_freshness(slug)
    refresh_search(kind, slug, [row for row, _channels in rows])


def related(edition: Edition) -> list[str]:
    """The policies that an FAQ entry is about, each once."""
    text = EditionText.objects.filter(edition=edition, language=DEFAULT_LANGUAGE).values_list("summary", flat=True)
    return sorted({slug for summary in text for slug in json.loads(summary).get("policies", [])})


def last_check(slug: str) -> date | None:
    """The day of a policy's last confirmed check; None when there was none."""
    found: date | None = Verification.objects.filter(
        policy=slug, outcome=VerificationOutcome.CONFIRMED, confirmed_by__isnull=False
    ).aggregate(day=Max("day"))["day"]
    return found


def set_freshness(row: Listing, day: date | None) -> None:
    """Put the last check, and the day on which the next is due, into a listing row, unsaved."""
    every = row.edition.review_every_days
    row.verified_on = day
    row.review_due_on = day + timedelta(days=every) if day and every else None


def refresh_freshness(slug: str) -> None:
    """Copy a policy's last confirmed check, and when the next is due, to its listing rows."""
    day = last_check(slug)
    for row in Listing.objects.filter(kind="policy", slug=slug).select_related("edition"):
        set_freshness(row, day)
        row.save(update_fields=["verified_on", "review_due_on"])


def edition_rows(edition: Edition, texts: list[EditionText]) -> list[EditionFact | EditionSource]:
    """The facts and sources of an edition, unsaved."""
    rows: list[EditionFact | EditionSource] = []
    for text in sorted(texts, key=lambda one: one.language):
        document = json.loads(text.document)
        rows.extend(_facts(edition, document))
        if text.language == DEFAULT_LANGUAGE:
            rows.extend(
                EditionSource(
                    edition=edition,
                    number=source["number"],
                    key=source["key"],
                    url=source["url"] or "",
                    host=host_of(source["url"] or ""),
                    kind=source["kind"],
                    publisher=source["publisher"] or "",
                    document=json.dumps(source, ensure_ascii=False),
                )
                for source in document["sources"]
            )
    return rows


def derive_edition(edition: Edition, texts: list[EditionText]) -> None:
    """Write what is derived from a new edition."""
    rows = edition_rows(edition, texts)
    EditionFact.objects.bulk_create([row for row in rows if isinstance(row, EditionFact)])
    EditionSource.objects.bulk_create([row for row in rows if isinstance(row, EditionSource)])


def _facts(edition: Edition, document: dict[str, Any]) -> Iterator[EditionFact]:
    sources = {source["number"]: source for source in document["sources"]}
    for position, fact in enumerate(document.get("facts", [])):
        own = f"/facts/{position}/"
        row = {
            **fact,
            "language": document["language"],
            "fallbacks": [
                {**one, "path": "/" + one["path"].removeprefix(own)}
                for one in document["fallbacks"]
                if one["path"].startswith(own)
            ],
            "sources": [sources[number] for number in fact["sources"]],
            "policy": document["slug"],
            "operator": document["operator"],
            "country": document["country"],
            "topic": document["topic"],
            "line_type": document["line_type"],
        }
        yield EditionFact(
            edition=edition,
            language=document["language"],
            position=position,
            key=fact["key"],
            standing=fact["standing"],
            document=json.dumps(row, ensure_ascii=False),
        )
