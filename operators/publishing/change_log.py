"""The entries of the change log, derived from the editions of a subject and from nothing else."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from operators.models.printed import ChangeEntry, Edition, EditionText
from operators.vocabulary import DEFAULT_LANGUAGE, ChangeAction


def change_rows(kind: str, slug: str) -> list[ChangeEntry]:
    """The entries of a subject, unsaved, in the order in which its editions were printed."""
    editions = shown(list(Edition.objects.filter(kind=kind, slug=slug).order_by("number")))
    texts = EditionText.objects.filter(edition__in=editions, language=DEFAULT_LANGUAGE)
    documents = {text.edition_id: json.loads(text.summary) for text in texts}
    rows = []
    facets: Mapping[str, str] = {}
    for edition in editions:
        if edition.pk in documents:
            facets = _facets(kind, slug, documents[edition.pk])
        replaced = replaced_by(edition, editions)
        rows.append(
            ChangeEntry(
                edition=edition,
                previous=replaced,
                kind=kind,
                slug=slug,
                action=_action(edition, editions),
                significance=edition.significance,
                country=edition.country,
                public_at=edition.public_at,
                revision=edition.revision,
                **facets,
            )
        )
    return rows


def shown(editions: list[Edition]) -> list[Edition]:
    """The editions that readers saw or may come to see: without those that were taken away while they waited for
    their day, and without a tombstone that took nothing else away."""
    graves = [one for one in editions if one.tombstone]
    seen: list[Edition] = []
    for edition in editions:
        if edition.tombstone:
            told = any(not one.tombstone and one.public_at <= edition.public_at for one in seen)
        else:
            told = not any(
                grave.number > edition.number
                and grave.effective_from <= edition.effective_from
                and grave.published_at <= edition.public_at
                for grave in graves
            )
        if told:
            seen.append(edition)
    return seen


def _facets(kind: str, slug: str, document: Mapping[str, Any]) -> dict[str, str]:
    operator = slug if kind == "operator" else (document.get("operator") or {}).get("slug", "")
    return {"operator": operator, "topic": document.get("topic", "")}


def _earlier(edition: Edition, editions: Iterable[Edition]) -> list[Edition]:
    """What readers knew of the subject just before an edition became public."""
    moment = (edition.public_at, edition.number)
    return [one for one in editions if (one.public_at, one.number) < moment]


def replaced_by(edition: Edition, editions: Iterable[Edition]) -> Edition | None:
    """The edition whose place this one took: of those known before it, the one that applied on its day.

    None for a tombstone, for the first of a subject, after a tombstone, and for a day before all others.
    """
    known = [one for one in _earlier(edition, editions) if one.effective_from <= edition.effective_from]
    last = max(known, key=lambda one: (one.effective_from, one.number), default=None)
    return None if edition.tombstone or last is None or last.tombstone else last


def _action(edition: Edition, editions: Iterable[Edition]) -> ChangeAction:
    if edition.tombstone:
        return ChangeAction.WITHDRAWN
    last = max(_earlier(edition, editions), key=lambda one: (one.public_at, one.number), default=None)
    return ChangeAction.PUBLISHED if last is None or last.tombstone else ChangeAction.CHANGED


def rebuild_changes(kind: str, slug: str) -> None:
    """Write the change log of a subject anew."""
    ChangeEntry.objects.filter(kind=kind, slug=slug).delete()
    ChangeEntry.objects.bulk_create(change_rows(kind, slug))
