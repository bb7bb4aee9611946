"""Where a source is cited: in working copies, row by row."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from operators.admin.titled import title_of
from operators.admin.words import text_of
from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Fact,
    FaqEntry,
    Milestone,
    Operator,
    Route,
    Source,
    Step,
)

CITING: tuple[Any, ...] = (Caution, Condition, ContactPoint, Fact, FaqEntry, Milestone, Operator, Route, Step)


@dataclass(frozen=True, slots=True)
class Citation:
    """A subject with those of its rows that cite: ``condition no-sms``, ``step Ask for it``."""

    subject: Any
    title: str
    rows: list[str]
    url: str


def places_citing(source: Source) -> list[str]:
    """Where a source is cited in working copies: ``condition no-sms``."""
    return [_named(row) for model in CITING for row in model.objects.filter(sources=source)[:5]]


def _named(row: Any) -> str:
    """What kind of row it is, and its title, its label or its key."""
    title = text_of(getattr(row, "title", None)) or text_of(getattr(row, "label", None)) or str(row)
    return f"{row._meta.verbose_name} {title}"


def cited_by(source: Source) -> list[Citation]:
    """Every policy, operator and FAQ entry that cites a source, by slug; nine queries, however many rows."""
    found: dict[Any, list[str]] = {}
    for model in CITING:
        owner = {ContactPoint: "operator", Operator: "", FaqEntry: ""}.get(model, "policy")
        rows = model.objects.filter(sources=source)
        for row in rows.select_related(owner) if owner else rows:
            subject = getattr(row, owner) if owner else row
            found.setdefault(subject, [])
            if owner:
                found[subject].append(_named(row))
    return [
        Citation(
            subject,
            title_of(subject),
            rows,
            reverse(f"admin:operators_{subject._meta.model_name}_change", args=[subject.pk]),
        )
        for subject, rows in sorted(found.items(), key=lambda pair: (str(pair[0].KIND), pair[0].slug))
    ]
