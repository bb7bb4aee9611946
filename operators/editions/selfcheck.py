"""The documents that a self-check needs: the operator's policy, the country's own, and what keeps a number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from operators.editions.reading import (
    Data,
    FutureDay,
    NotPublished,
    Withdrawn,
    complete,
    contact_points_of,
    latest_today,
    listings,
    printed,
    with_text,
)
from operators.models.printed import Listing
from operators.readiness import Assessment, assess
from operators.vocabulary import COUNTRIES, LineType, OperatorKind, SubjectKind, Topic


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
    contact_points: list[Data]

    def assess(self, answers: Mapping[str, str]) -> Assessment:
        """The one call behind the page, its Markdown twin and the API. Raises UnknownQuestion and UnknownOption."""
        return assess(
            self.policy,
            self.country,
            answers,
            self.on,
            keep_alive=self.keep_alive,
            operator=self.operator,
            line_type=self.line_type,
            contact_points=self.contact_points,
        )


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
    return _lines([row], line_type, language, now, _day(row.country, now, as_of))[0]


def country_documents(
    *, country: str, line_type: str, language: str, now: datetime, as_of: date | None = None
) -> list[CheckDocuments]:
    """The same for every operator of a country but its regulator, by slug, in as many queries as for one.

    Raises FutureDay for a day to come.
    """
    on = _day(country, now, as_of)
    rows = listings(SubjectKind.OPERATOR, now=now).filter(country=country).exclude(sort=OperatorKind.REGULATOR)
    return _lines(list(with_text(rows.order_by("slug"), language, "summary")), line_type, language, now, on)


def _day(country: str, now: datetime, as_of: date | None) -> date:
    today = COUNTRIES[country].today(now)
    if as_of is not None and as_of > today:
        raise FutureDay(today)
    return as_of or today


def _lines(rows: list[Any], line_type: str, language: str, now: datetime, on: date) -> list[CheckDocuments]:
    """The documents for operators of one country, given their listing rows."""
    if not rows:
        return []
    country = rows[0].country
    found = _policies(country, [row.slug for row in rows], language, now, on)

    def best(owner: str, topic: str) -> Data | None:
        return found.get((owner, topic, line_type)) or found.get((owner, topic, LineType.ANY))

    return [
        CheckDocuments(
            operator=row.slug,
            operator_name=json.loads(row.text)["name"],
            country_code=country,
            line_type=line_type,
            on=on,
            policy=best(row.slug, Topic.CANCELLATION),
            country=best("", Topic.CANCELLATION),
            keep_alive=best(row.slug, Topic.KEEP_ALIVE),
            contact_points=contact_points_of(json.loads(row.text)),
        )
        for row in rows
    ]


def _policies(
    country: str, operators: list[str], language: str, now: datetime, on: date
) -> dict[tuple[str, str, str], Data]:
    rows = listings(SubjectKind.POLICY, now=now, as_of=on).filter(
        country=country, operator__in=[*operators, ""], topic__in=[Topic.CANCELLATION, Topic.KEEP_ALIVE]
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
