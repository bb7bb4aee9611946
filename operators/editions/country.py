"""A country's own policy on a topic: what holds, or is advised, whatever the operator."""

from datetime import date, datetime

from operators.editions.reading import Data, listings, read
from operators.vocabulary import SubjectKind


def country_policy(country: str, topic: str, *, language: str, now: datetime, as_of: date | None = None) -> Data | None:
    """The document, or None where the country had no such policy that day. Raises FutureDay."""
    rows = listings(SubjectKind.POLICY, now=now, as_of=as_of).filter(country=country, operator="", topic=topic)
    slug = rows.order_by("slug").values_list("slug", flat=True).first()
    return None if slug is None else read(SubjectKind.POLICY, slug, language=language, now=now, as_of=as_of)
