"""What readers post. Nothing of it is kept, so these are readings and no models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from operators.web.parameters import day_of

ANSWER = "answer."
BALANCES = ("with", "without", "unknown")


def answers_in(posted: Mapping[str, str]) -> dict[str, str]:
    """The answers of a self-check: ``answer.debt=yes`` -> ``{"debt": "yes"}``. Other fields are not looked at."""
    return {name.removeprefix(ANSWER): posted[name] for name in posted if name.startswith(ANSWER)}


@dataclass(frozen=True, slots=True)
class KeepForm:
    """What was asked of the planner; ``errors`` are keys of sentences, empty when it can be answered."""

    operator: str
    given_day: str
    last_top_up: date | None
    balance: str
    errors: tuple[str, ...]

    @classmethod
    def of(cls, posted: Mapping[str, str], operators: Sequence[str], today: date) -> "KeepForm":
        operator, given = posted.get("operator", ""), posted.get("last_top_up", "")
        day = day_of(given)
        errors = []
        if operator not in operators:
            errors.append("error_operator")
        if day is None:
            errors.append("error_day")
        elif day > today + timedelta(days=1):
            errors.append("error_day_future")
        balance = posted.get("balance", "")
        return cls(operator, given[:10], day, balance if balance in BALANCES else "unknown", tuple(errors))

    @property
    def chosen(self) -> dict[str, str]:
        """What the form shows again."""
        day = self.last_top_up.isoformat() if self.last_top_up else self.given_day
        return {"operator": self.operator, "last_top_up": day, "balance": self.balance}


@dataclass(frozen=True, slots=True)
class ReportForm:
    """A report as it was typed, for ``reports.receive`` to judge and for the form to show again."""

    kind: str
    slug: str
    edition: int
    text: str
    source_url: str
    contact: str

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "ReportForm":
        number = given.get("edition", "")
        known = number.isascii() and number.isdigit() and len(number) <= 6
        return cls(
            kind=given.get("kind", ""),
            slug=given.get("slug", "")[:80],
            edition=int(number) if known else 0,
            text=given.get("text", ""),
            source_url=given.get("source_url", ""),
            contact=given.get("contact", ""),
        )

    def about(self, edition: int) -> "ReportForm":
        return replace(self, edition=edition)

    def subject(self) -> dict[str, str]:
        """What the form is about, as its address has it."""
        return {"kind": self.kind, "slug": self.slug, "edition": str(self.edition)}

    def report(self) -> dict[str, Any]:
        return {field.name: getattr(self, field.name) for field in fields(self)}
