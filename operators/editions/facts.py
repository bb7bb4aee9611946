"""Facts across policies: what ``facts/`` lists."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from operators.editions.reading import listings
from operators.models.printed import EditionFact, Listing
from operators.vocabulary import SubjectKind


def facts(*, language: str, now: datetime, as_of: date | None = None) -> QuerySet[Any]:
    """The facts of all policies that apply, each annotated with ``operator``, ``country``, ``policy`` and ``topic``.

    Ordered by operator (the country's own rules first), policy and place. Raises FutureDay.
    """
    rows = listings(SubjectKind.POLICY, now=now, as_of=as_of)
    of: QuerySet[Listing] = Listing.objects.filter(edition=OuterRef("edition"))
    found: QuerySet[Any] = EditionFact.objects.filter(language=language, edition__in=rows.values("edition_id"))
    return found.annotate(
        **{name: Subquery(of.values(name)[:1]) for name in ("operator", "country", "topic", "line_type")},
        policy=Subquery(of.values("slug")[:1]),
    ).order_by("operator", "policy", "position")
