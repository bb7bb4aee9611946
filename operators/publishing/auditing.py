"""Is what is stored what was printed? The hash chain over every edition, and every derived row against its document."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from operators.models.printed import (
    ChangeEntry,
    ContentRevision,
    Edition,
    EditionFact,
    EditionSource,
    EditionText,
    Listing,
    SearchEntry,
    SearchWord,
)
from operators.models.printed.tokens import INDEX
from operators.models.working import Submission
from operators.publishing import chain, change_log, derive
from operators.publishing.derive_search import search_rows
from operators.publishing.document import list_form
from operators.publishing.merge import entry_of
from operators.publishing.one_state import one_state
from operators.publishing.printing import dumps
from operators.search.index import suggested_words
from operators.search.index_table import index_faults
from operators.vocabulary import LANGUAGES

DERIVED: dict[type[models.Model], tuple[str, ...]] = {
    EditionFact: ("language", "position"),
    EditionSource: ("number",),
}
"""The tables derived from one edition, each with what tells its rows apart."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that is not what was printed. ``what`` begins with ``altered``, ``missing``, ``extra`` or ``unreadable``.

    ``number`` is the edition's; 0 where it is not known.
    """

    kind: str
    slug: str
    number: int
    table: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind or '?'} {self.slug or '?'} edition {self.number or '?'}, {self.table}: {self.what}"


@dataclass(frozen=True, slots=True)
class _Row:
    """An edition as it was read: ``found`` is its hash as it should be, or empty when it cannot be told."""

    edition: Edition
    texts: list[EditionText]
    found: str


def audit() -> list[Finding]:
    """Everything that is not as it was printed; empty when all is well. Reads one state of the database."""
    with one_state():
        findings: list[Finding] = []
        rows = list(_read(findings))
        findings += _chain(rows)
        findings += _numbers(rows)
        for row in rows:
            findings += _derived(row)
        findings += _orphans({row.edition.pk for row in rows} | set(_pks(Edition)))
        findings += _listings(rows)
        findings += _search(rows)
        findings += _changes(rows)
        return list(dict.fromkeys(findings))


def table(model: type[models.Model]) -> str:
    return str(model._meta.db_table)


def _pks(model: type[models.Model]) -> list[int]:
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True))


def _read(findings: list[Finding]) -> Iterator[_Row]:
    """Every edition that can be read, its own hash recomputed; what is wrong with it goes into ``findings``."""
    for pk in _pks(Edition):
        try:
            edition = Edition._base_manager.get(pk=pk)
            texts = list(EditionText._base_manager.filter(edition_id=pk).order_by("language"))
            found = chain.edition_hash(edition, texts)
        except Exception as error:  # whatever somebody wrote there, it is a finding
            findings.append(_unreadable(pk, error))
            continue
        if found != edition.hash:
            where, what = _place(edition, texts)
            findings.append(Finding(edition.kind, edition.slug, edition.number, where, what))
        yield _Row(edition, texts, found)


def _unreadable(pk: int, error: Exception) -> Finding:
    """Name a row of which a column cannot even be read, from the columns that can."""
    known: dict[str, Any] = {}
    for column in ("kind", "slug", "number"):
        try:
            known[column] = Edition._base_manager.filter(pk=pk).values_list(column, flat=True)[0]
        except Exception:  # then it stays unknown
            known[column] = 0 if column == "number" else ""
    return Finding(**known, table=table(Edition), what=f"unreadable or altered ({type(error).__name__})")


def _place(edition: Edition, texts: list[EditionText]) -> tuple[str, str]:
    """Which part of an edition is not as printed, as nearly as can be told."""
    if not edition.tombstone:
        there = [text.language for text in texts]
        for language in LANGUAGES:
            if language not in there:
                return table(EditionText), f"missing text in {language}"
        for extra in sorted(set(there) - set(LANGUAGES)):
            return table(EditionText), f"extra text in {extra}"
        documents = {}
        for text in texts:
            try:
                documents[text.language] = json.loads(text.document)
                if dumps(documents[text.language]) != text.document:
                    return table(EditionText), f"altered document in {text.language}"
            except ValueError:
                return table(EditionText), f"altered document in {text.language}: no JSON"
        for text in texts:
            if dumps(list_form(documents[text.language])) != text.summary:
                return table(EditionText), f"altered document or summary in {text.language}"
        try:
            same = chain.content_hash(entry_of(documents, edition)) == edition.content_hash
        except Exception:  # a document of another shape is an altered one
            same = False
        if not same:
            return table(EditionText), "altered document or column"
    elif texts:
        return table(EditionText), "extra text of a tombstone"
    return table(Edition), "altered column, or a word of a text that nothing else repeats"


def _chain(rows: list[_Row]) -> Iterator[Finding]:
    """Follow the chain from its head: each edition names its predecessor, and all are on it once."""
    by_hash = {row.edition.hash: row for row in rows} | {row.found: row for row in rows}
    left = {row.edition.pk: row for row in sorted(rows, key=lambda row: row.edition.revision)}
    revision = ContentRevision.objects.filter(pk=1).first()
    wanted = revision.head if revision else ""
    last = max((row.edition.revision for row in rows), default=0)
    if (revision.number if revision else 0) < last:
        yield Finding("", "", 0, table(ContentRevision), f"altered: the number is below {last}")
    after: Edition | None = None
    while wanted or left:
        row = by_hash.get(wanted)
        if row is None or row.edition.pk not in left:
            if wanted:
                yield _missing_before(after)
            elif left and after is not None:
                at = after
                yield Finding(at.kind, at.slug, at.number, table(Edition), "altered: it names no predecessor")
            if not left:
                return
            row = left[next(reversed(left))]
            if not wanted and after is None:
                yield Finding("", "", 0, table(ContentRevision), "altered: the head of the chain is empty")
        del left[row.edition.pk]
        after, wanted = row.edition, row.edition.previous_hash


def _missing_before(after: Edition | None) -> Finding:
    if after is not None:
        return Finding(after.kind, after.slug, after.number, table(Edition), "missing: the edition printed before it")
    known = set(Edition._base_manager.values_list("content_hash", flat=True))
    gone = Submission.objects.filter(state="published").exclude(content_hash__in=known).order_by("-decided_at").first()
    kind, slug = (gone.kind, gone.slug) if gone else ("", "")
    return Finding(kind, slug, 0, table(Edition), "missing: the newest edition, which the head of the chain names")


def _numbers(rows: list[_Row]) -> Iterator[Finding]:
    """The editions of a subject are numbered from one without a gap."""
    found: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        found.setdefault((row.edition.kind, row.edition.slug), set()).add(row.edition.number)
    for (kind, slug), numbers in found.items():
        for number in sorted(set(range(1, min(max(numbers), 100_000))) - numbers):
            yield Finding(kind, slug, number, table(Edition), "missing")


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


def _derived(row: _Row) -> Iterator[Finding]:
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


def _orphans(editions: set[int]) -> Iterator[Finding]:
    """Rows of editions that are not there: what is left of a deleted one."""
    dependents: list[type[models.Model]] = [EditionText, *DERIVED, SearchEntry, Listing, ChangeEntry]
    for model in dependents:
        for pk, edition in model._base_manager.values_list("pk", "edition_id"):
            if edition not in editions:
                kind, slug = "", ""
                if model in (Listing, ChangeEntry):
                    kind, slug = model._base_manager.filter(pk=pk).values_list("kind", "slug")[0]
                yield Finding(kind, slug, 0, table(model), f"extra: row {pk} of an edition that is missing")


def _listings(rows: list[_Row]) -> Iterator[Finding]:
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


def _search(rows: list[_Row]) -> Iterator[Finding]:
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


def _changes(rows: list[_Row]) -> Iterator[Finding]:
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
