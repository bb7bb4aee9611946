"""What is cited by what applies now: what ``sources/`` lists."""

import json
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery

from operators.editions.reading import Data, applying
from operators.models.printed import EditionSource, Listing
from operators.vocabulary import SubjectKind

CITED_BY = {"policies": SubjectKind.POLICY, "faq": SubjectKind.FAQ, "operators": SubjectKind.OPERATOR}


def citations(*, now: datetime) -> QuerySet[Any]:
    """A row for each source of each document that applies, with the ``operator``, ``country`` and ``topic`` of it."""
    of: QuerySet[Listing] = Listing.objects.filter(edition=OuterRef("edition"))
    rows: QuerySet[Any] = _cited(now)
    return rows.annotate(**{name: Subquery(of.values(name)[:1]) for name in ("operator", "country", "topic")})


def _cited(now: datetime) -> QuerySet[EditionSource]:
    return EditionSource.objects.filter(edition__in=applying(now=now).values("edition_id"))


def sources(wanted: QuerySet[Any], *, now: datetime) -> QuerySet[Any]:
    """The sources of some citations, once each and by their keys, with how many documents of each kind cite them.

    Everything that cites a source is counted, whatever the citations were narrowed to.
    """
    counts = {name: Count("edition", filter=Q(edition__kind=kind), distinct=True) for name, kind in CITED_BY.items()}
    rows = _cited(now).filter(key__in=wanted.order_by().values("key")).order_by("key").values("key")
    return rows.annotate(
        **counts,
        cited=Count("edition", distinct=True),
        at_host=Min("host"),
        by_publisher=Min("publisher"),
        newest=Max("edition__revision"),
    )


def read_sources(rows: QuerySet[Any]) -> list[Data]:
    """The rows of ``sources``, in their order, each in the wording of the newest document that cites it."""
    found = list(rows)
    cited = EditionSource.objects.filter(
        key__in=[row["key"] for row in found], edition__revision__in={row["newest"] for row in found}
    )
    texts = {(one.key, one.edition.revision): one for one in cited.select_related("edition")}
    return [_source(texts[row["key"], row["newest"]], row) for row in found]


def _source(text: EditionSource, row: Data) -> Data:
    document: Data = json.loads(text.document)
    del document["number"]
    return document | {"host": text.host, "cited_by": {name: row[name] for name in CITED_BY}}
