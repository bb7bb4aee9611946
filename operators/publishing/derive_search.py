"""The search index: the entries of what applies on some day, and the words that may be suggested."""

from collections.abc import Iterable

from operators.models.printed import EditionText, Listing, SearchEntry, SearchWord
from operators.search.index import entry, entry_id, suggested_words


def search_rows(listings: Iterable[Listing]) -> list[SearchEntry]:
    """The entries of listing rows, unsaved: one for each language. What is withdrawn has none."""
    wanted = {row.edition.pk: row for row in listings if not row.withdrawn}
    texts = EditionText.objects.filter(edition__in=list(wanted)).order_by("edition", "language")
    return [entry(wanted[text.edition_id], text) for text in texts]


def refresh_search(kind: str, slug: str, listings: Iterable[Listing]) -> None:
    """Bring the entries of a subject in step with its listing rows: an edition's words never change, its end may."""
    wanted = {row.edition.pk: row for row in listings if not row.withdrawn}
    there = SearchEntry.objects.filter(kind=kind, slug=slug)
    there.exclude(edition__in=list(wanted)).delete()
    known = set(there.values_list("pk", flat=True))
    new: list[Listing] = []
    for row in wanted.values():
        there.filter(edition=row.edition).update(public_at=row.public_at, ends_at=row.ends_at)
        if not _ids(row) <= known:
            new.append(row)
    rows = [one for one in search_rows(new) if one.pk not in known]
    SearchEntry.objects.bulk_create(rows)
    add_words(rows)


def add_words(rows: Iterable[SearchEntry]) -> None:
    """Note the words of entries that are not known yet."""
    words = {(one.language, one.word): one for row in rows for one in suggested_words(row)}
    SearchWord.objects.bulk_create(words.values(), ignore_conflicts=True, batch_size=500)


def _ids(row: Listing) -> set[int]:
    languages = EditionText.objects.filter(edition=row.edition).values_list("language", flat=True)
    return {entry_id(row.edition.revision, language) for language in languages}
