"""One line for each row of a page, so that a closed row says what it holds. Of rows that may be half filled in."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from operators.admin.words import door_language, said, text_of
from operators.models.working.rows import value_problem
from operators.rendering.values import fact_value

LENGTH = 110


def summary(row: Any) -> str:
    """``App: yes; store visit: unknown``. Empty for a row of a kind that has no summary, or that is empty."""
    make = SUMMARIES.get(row._meta.model_name)
    line = " ".join(make(row).split()) if make else ""
    return line if len(line) <= LENGTH else f"{line[: LENGTH - 1].rstrip()}…"


def _route(row: Any) -> str:
    parts = [row.get_channel_display()]
    if row.role == "fallback":
        parts.append(row.get_role_display())
    parts.append(_("works: %(word)s") % {"word": row.get_support_display()})
    parts.append(_("store visit: %(word)s") % {"word": row.get_store_visit_display()})
    return " · ".join(str(part) for part in parts if part)


def _fact(row: Any) -> str:
    if not row.fact:
        return ""
    value = str("" if row.value is None else row.value)
    if row.unit and not value_problem(row.value, row.unit):
        fact = {"unit": row.unit, "value": row.value, "currency": row.currency}
        value = fact_value(fact, door_language())
    return f"{said('fact', row.fact)}: {value} · {row.get_standing_display()}"


def _milestone(row: Any) -> str:
    if row.from_day is None:
        return ""
    days = f"{row.from_day}–{row.to_day}" if row.to_day is not None else str(row.from_day)
    parts = (days, said("clock", row.clock), said("event", row.event), said("balance", row.balance))
    return " · ".join(part for part in parts if part)


def _condition(row: Any) -> str:
    if not row.question_id:
        return ""
    return f"{row.question.key}: {', '.join(row.when or [])} → {row.get_outcome_display()}"


def _caution(row: Any) -> str:
    return f"{row.get_kind_display()} · {text_of(row.text)}" if row.kind else ""


def _message(row: Any) -> str:
    return f"{row.get_channel_display()} · {row.text}" if row.channel else ""


def _contact_point(row: Any) -> str:
    return f"{row.get_channel_display()} · {row.value}" if row.channel else ""


SUMMARIES: dict[str, Callable[[Any], str]] = {
    "route": _route,
    "step": lambda row: text_of(row.title),
    "fact": _fact,
    "milestone": _milestone,
    "condition": _condition,
    "caution": _caution,
    "message": _message,
    "notchecked": lambda row: text_of(row.text),
    "contactpoint": _contact_point,
    "option": lambda row: text_of(row.label),
}
