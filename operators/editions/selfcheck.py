"""The documents that a self-check needs: the operator's policy, the country's own, and what keeps a number."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from operators.editions.reading import (
    Data,
    FutureDay,
    NotPublished,
    Withdrawn,
    complete,
    latest_today,
    listings,
    printed,
    with_text,
)
from operators.models.printed import Listing
from operators.vocabulary import COUNTRIES, LineType, SubjectKind, Topic


@dataclass(frozen=True, slots=True)
class CheckDocuments:
    """What ``readiness.assess`` is given. A missing document is None; ``on`` is the day asked about."""

    operator: str
    operator_name: str
    country_code: str
    line_type: str
    on: date
    policy: Data | None
    country: Data | None
    keep_alive: Data | None


def check_documents(
    *, operator: str, line_type: str, language: str, now: datetime, as_of: date | None = None
) -> CheckDocuments:
    """Find the documents for an operator and a line type on a day (today in its country, unless told).

    The policy for the line type is taken, else the one for ``any``. Raises NotPublished for an operator that is not
    published, FutureDay for a day to come.
    """
    row = with_text(listings(SubjectKind.OPERATOR, now=now).filter(slug=operator), language, "summary").first()
    if row is None:
        raise NotPublished(operator)
    today = COUNTRIES[row.country].today(now)
    if as_of is not None and as_of > today:
        raise FutureDay(today)
    import json

    on = as_of or today
    found = _policies(row.country, operator, language, now, on)

    def best(owner: str, topic: str) -> Data | None:
        return found.get((owner, topic, line_type)) or found.get((owner, topic, LineType.ANY))

    return CheckDocuments(
        operator=operator,
        operator_name=json.loads(row.text)["name"],
        country_code=row.country,
        line_type=line_type,
        on=on,
        policy=best(operator, Topic.CANCELLATION),
        country=best("", Topic.CANCELLATION),
        keep_alive=best(operator, Topic.KEEP_ALIVE),
    )


def _policies(country: str, operator: str, language: str, now: datetime, on: date) -> dict[tuple[str, str, str], Data]:
    rows = listings(SubjectKind.POLICY, now=now, as_of=on).filter(
        country=country, operator__in=[operator, ""], topic__in=[Topic.CANCELLATION, Topic.KEEP_ALIVE]
    )
    found = [printed(row, now) for row in with_text(rows, language, "document")]
    documents = complete(found, language=language, now=now)
    return {((one["operator"] or {}).get("slug", ""), one["topic"], one["line_type"]): one for one in documents}


__all__ = ["CheckDocuments", "FutureDay", "Listing", "NotPublished", "Withdrawn", "check_documents", "latest_today"]


def line_types(operator: str, *, now: datetime) -> list[str]:
    """The line types for which an operator has a cancellation policy, in the vocabulary's order."""
    rows: Any = listings(SubjectKind.POLICY, now=now).filter(operator=operator, topic=Topic.CANCELLATION)
    known = set(rows.values_list("line_type", flat=True))
    return [str(line) for line in LineType if line in known]
