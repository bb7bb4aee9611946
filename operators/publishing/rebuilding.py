"""Write everything anew that is derived from editions: for a release that derives more, or after a finding."""

from django.db import models, transaction

from operators.models.printed import ChangeEntry, Edition, EditionText, Listing, SearchEntry, SearchWord
from operators.publishing import change_log, derive, revision
from operators.publishing.audit_derived import DERIVED
from operators.search.index_table import rebuild_index


def outdated() -> bool:
    """Whether editions lack what this release derives: so it is after an upgrade, until ``rebuild`` has run.

    It counts and does not compare: what was altered is for ``verify_editions`` to find.
    """
    there = Listing.objects.filter(withdrawn=False, edition__tombstone=False, ends_at__isnull=True)
    found = SearchEntry.objects.values("edition").distinct()
    return Edition.objects.count() != ChangeEntry.objects.count() or there.exclude(edition__in=found).exists()


@transaction.atomic
def rebuild() -> tuple[int, int]:
    """Derive all listing rows, changes, facts, sources and search entries again from the documents.

    Gives the number of subjects and of editions. Moves the content revision, since lists may now say something else.
    """
    taken = revision.take()
    rebuild_index()  # first: SQLite cannot take an entry out of an index that does not hold it
    derived: list[type[models.Model]] = [*DERIVED, SearchEntry, SearchWord]
    for model in derived:
        model._base_manager.all().delete()
    texts: dict[int, list[EditionText]] = {}
    for text in EditionText.objects.all():
        texts.setdefault(text.edition_id, []).append(text)
    editions = list(Edition.objects.order_by("revision"))
    for edition in editions:
        derive.derive_edition(edition, texts.get(edition.pk, []))
    subjects = sorted({(edition.kind, edition.slug) for edition in editions})
    _forget_others(Listing.objects.all(), set(subjects))
    ChangeEntry.objects.all().delete()
    for kind, slug in subjects:
        derive.rebuild_listing(kind, slug)
        change_log.rebuild_changes(kind, slug)
    revision.advance(taken)
    return len(subjects), len(editions)


def _forget_others(rows: "models.QuerySet[Listing]", subjects: set[tuple[str, str]]) -> None:
    """Remove the listing rows of subjects that have no edition."""
    for row in rows:
        if (row.kind, row.slug) not in subjects:
            row.delete()
