"""What readers post. Nothing of it is kept, so these are readings and no models."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
