"""Is every edition what was printed, and does the hash chain hold all of them?"""

import json
from collections.abc import Iterator
from typing import Any

from operators.models.printed import ContentRevision, Edition, EditionText
from operators.models.working import Submission
from operators.publishing import chain
from operators.publishing.audit_finding import Finding, Row, pks, table
from operators.publishing.document import list_form
from operators.publishing.merge import entry_of
from operators.publishing.printing import dumps
from operators.vocabulary import LANGUAGES


def readable(findings: list[Finding]) -> Iterator[Row]:
    """Every edition that can be read, its own hash recomputed; what is wrong with it goes into ``findings``."""
    for pk in pks(Edition):
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
        yield Row(edition, texts, found)


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


def chain_faults(rows: list[Row]) -> Iterator[Finding]:
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


def number_faults(rows: list[Row]) -> Iterator[Finding]:
    """The editions of a subject are numbered from one without a gap."""
    found: dict[tuple[str, str], set[int]] = {}
    for row in rows:
        found.setdefault((row.edition.kind, row.edition.slug), set()).add(row.edition.number)
    for (kind, slug), numbers in found.items():
        for number in sorted(set(range(1, min(max(numbers), 100_000))) - numbers):
            yield Finding(kind, slug, number, table(Edition), "missing")
