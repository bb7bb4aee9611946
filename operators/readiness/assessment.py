"""The answer of the self-check."""

from dataclasses import dataclass, fields
from typing import Any

from operators.vocabulary import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """Field by field what ``to_dict()`` gives; the API and the pages show it as it is. Days are ISO strings."""

    operator: str | None
    line_type: str | None
    as_of: str
    language: str | None
    policies: list[dict[str, Any]]
    freshness: str
    best: Outcome
    worst: Outcome
    decided: bool
    undecided_because: list[str]
    online: dict[str, str]
    cautions: list[dict[str, Any]]
    routes: list[dict[str, Any]]
    recommended_route: str | None
    findings: list[dict[str, Any]]
    plan: list[dict[str, Any]]
    earliest_cancellation_on: str | None
    closed_by: str | None
    fallbacks: list[dict[str, Any]]
    if_you_do_nothing: list[dict[str, Any]]
    what_would_help: dict[str, list[str]]
    questions_left: list[str]
    not_checked: list[str]
    contact_points: list[dict[str, Any]]
    sources: list[dict[str, Any]]

    def to_dict(self) -> dict[str, Any]:
        """As JSON knows it: ``{"operator": "claro", …, "best": "prepare_first", "worst": "blocked", …}``."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {**values, "best": str(self.best), "worst": str(self.worst)}
