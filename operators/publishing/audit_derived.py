"""Is every row that lists, filters and search go by what its edition says?"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import models

from operators.models.printed import (
    ChangeEntry,
    EditionFact,
    EditionSource,
    EditionText,
    Listing,
    SearchEntry,
    SearchWord,
)
from operators.models.printed.tokens import INDEX
from operators.publishing import change_log, derive
from operators.publishing.audit_finding import Finding, Row, table
from operators.publishing.derive_search import search_rows
from operators.search.index import suggested_words
from operators.search.index_table import index_faults

DERIVED: dict[type[models.Model], tuple[str, ...]] = {
    EditionFact: ("language", "position"),
    EditionSource: ("number",),
}
"""The tables derived from one edition, each with what tells its rows apart."""


def _columns(row: Any, leave_out: Iterable[str] = ("id",)) -> dict[str, Any]:
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in leave_out
    }


def _compare(
    stored: Iterable[Any], wanted: Iterable[Any], key: Callable[[Any], Any], leave_out: Iterable[str] = ("id",)
) -> Iterator[tuple[str, Any]]:
    """Pairs of what is wrong and which row: ``("altered deadline: standing", row)``."""
    there, expected = ({key(row): row for row in rows} for rows in (stored, wanted))
    for name, row in expected.items():
        if name not in there:
            yield f"missing {name}", row
            continue
        old, new = _columns(there[name], leave_out), _columns(row, leave_out)
        differing = [column for column in new if old[column] != new[column]]
        if differing:
            yield f"altered {name}: {', '.join(differing)}", row
    for name, row in there.items():
        if name not in expected:
            yield f"extra {name}", row


def edition_faults(row: Row) -> Iterator[Finding]:
    """The facts and sources of an edition."""
    edition = row.edition
    try:
        wanted = derive.edition_rows(edition, row.texts)
    except Exception:  # an altered document, reported already; its derived rows cannot be judged
        return
    for model, key in DERIVED.items():
        mine = [one for one in wanted if isinstance(one, model)]
        try:
            stored = list(model._base_manager.filter(edition_id=edition.pk))
        except Exception as error:
            what = f"unreadable or altered ({type(error).__name__})"
            yield Finding(edition.kind, edition.slug, edition.number, table(model), what)
            continue
        for what, _one in _compare(stored, mine, lambda one, key=key: tuple(getattr(one, name) for name in key)):  # type: ignore[misc]
            yield Finding(edition.kind, edition.slug, edition.number, table(model), what)


def orphans(editions: set[int]) -> Iterator[Finding]:
    """Rows of editions that are not there: what is left of a deleted one."""
    dependents: list[type[models.Model]] = [EditionText, *DERIVED, SearchEntry, Listing, ChangeEntry]
    for model in dependents:
        for pk, edition in model._base_manager.values_list("pk", "edition_id"):
            if edition not in editions:
                kind, slug = "", ""
                if model in (Listing, ChangeEntry):
                    kind, slug = model._base_manager.filter(pk=pk).values_list("kind", "slug")[0]
                yield Finding(kind, slug, 0, table(model), f"extra: row {pk} of an edition that is missing")


def listing_faults(rows: list[Row]) -> Iterator[Finding]:
    """The listing rows of every subject, with their channels, related policies and freshness."""
    numbers = {row.edition.pk: row.edition.number for row in rows}
    subjects = {(row.edition.kind, row.edition.slug) for row in rows}
    try:
        subjects |= set(Listing.objects.order_by().values_list("kind", "slug").distinct())
    except Exception as error:
        yield Finding("", "", 0, table(Listing), f"unreadable or altered ({type(error).__name__})")
        return
    for kind, slug in sorted(subjects):
        try:
            wanted = [row for row, _channels in derive.listing_rows(kind, slug)]
            channels = {row.effective_from: names for row, names in derive.listing_rows(kind, slug)}
            policies = {row.effective_from: derive.related(row.edition) for row in wanted}
        except Exception:  # noqa: S112 - an altered edition, reported already
            continue
        day = derive.last_check(slug) if kind == "policy" else None
        for row in wanted:
            derive.set_freshness(row, day)
        try:
            stored = list(Listing.objects.filter(kind=kind, slug=slug).prefetch_related("channels", "policies"))
        except Exception as error:
            yield Finding(kind, slug, 0, table(Listing), f"unreadable or altered ({type(error).__name__})")
            continue
        for what, row in _compare(stored, wanted, lambda row: str(row.effective_from)):
            yield Finding(kind, slug, numbers.get(row.edition_id, 0), table(Listing), what)
        for row in stored:
            number = numbers.get(row.edition_id, 0)
            if sorted(one.channel for one in row.channels.all()) != channels.get(row.effective_from, []):
                yield Finding(kind, slug, number, "operators_listingchannel", "altered, missing or extra row")
            if sorted(one.policy for one in row.policies.all()) != policies.get(row.effective_from, []):
                yield Finding(kind, slug, number, "operators_listingpolicy", "altered, missing or extra row")


def search_faults(rows: list[Row]) -> Iterator[Finding]:
    """The search entries of every subject, the words that are suggested, and the index beside the entries."""
    subjects: dict[tuple[str, str], dict[int, int]] = {}
    for row in rows:
        subjects.setdefault((row.edition.kind, row.edition.slug), {})[row.edition.pk] = row.edition.number
    words: set[tuple[str, str]] = set()
    for (kind, slug), numbers in sorted(subjects.items()):
        try:
            wanted = search_rows(row for row, _channels in derive.listing_rows(kind, slug))
        except Exception:  # noqa: S112 - an altered edition, reported already
            continue
        words.update((one.language, one.word) for row in wanted for one in suggested_words(row))
        try:
            stored = list(SearchEntry.objects.filter(edition__in=list(numbers)))
        except Exception as error:
            what = f"unreadable or altered ({type(error).__name__})"
            yield Finding(kind, slug, 0, table(SearchEntry), what)
            continue
        for what, row in _compare(stored, wanted, lambda row: f"{row.edition_id} {row.language}", leave_out=()):
            verb, _edition, rest = what.split(" ", 2)
            yield Finding(kind, slug, numbers.get(row.edition_id, 0), table(SearchEntry), f"{verb} {rest}")
    for language, word in sorted(words - set(SearchWord.objects.values_list("language", "word"))):
        yield Finding("", "", 0, table(SearchWord), f"missing {language} {word}")
    for pk, what in index_faults():
        entry = SearchEntry.objects.filter(pk=pk).first()
        named = (entry.kind, entry.slug, entry.number) if entry else ("", "", 0)
        yield Finding(*named, table=INDEX, what=f"{what}, row {pk}")


def change_faults(rows: list[Row]) -> Iterator[Finding]:
    """The change log of every subject."""
    numbers = {row.edition.pk: row.edition.number for row in rows}
    for kind, slug in sorted({(row.edition.kind, row.edition.slug) for row in rows}):
        try:
            wanted = change_log.change_rows(kind, slug)
        except Exception:  # noqa: S112 - an altered edition, reported already
            continue
        try:
            stored = list(ChangeEntry.objects.filter(kind=kind, slug=slug))
        except Exception as error:
            yield Finding(kind, slug, 0, table(ChangeEntry), f"unreadable or altered ({type(error).__name__})")
            continue
        for what, row in _compare(stored, wanted, lambda row: row.edition_id):
            yield Finding(kind, slug, numbers.get(row.edition_id, 0), table(ChangeEntry), what)
