"""Codes as an editor reads them: in the readers' own words where there are any, in the language of the door."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from operators.rendering.values import day as said_day
from operators.rendering.words import words
from operators.vocabulary import LANGUAGES

OWN: dict[str, dict[str, Any]] = {
    "basis": {
        "stated": _("the source states it"),
        "published": _("the day the source was published"),
        "first_reported": _("the day it was first reported"),
    },
    "in_force": {
        "yes": _("in force"),
        "temporary": _("in force for a limited time"),
        "unknown": _("nobody has published since when"),
    },
    "role": {
        "request": _("a way to make the request"),
        "fallback": _("for when a request is refused or ignored"),
    },
    "unit": {
        "hour": _("hours"),
        "day": _("calendar days"),
        "business_day": _("business days"),
        "month": _("months"),
        "money": _("money"),
        "count": _("a count"),
        "yes_no": _("yes or no"),
        "codes": _("identity documents"),
    },
    "verification": {
        "confirmed": _("it still holds"),
        "changed": _("it has changed"),
        "could_not_check": _("could not be checked"),
    },
}
"""Where readers see a whole sentence or nothing, a form needs a short word."""

TABLES: dict[tuple[str, str], str] = {
    ("operator", "kind"): "operator_kind",
    ("faqentry", "kind"): "faq_kind",
    ("source", "kind"): "source_kind",
    ("caution", "kind"): "caution",
    ("fact", "fact"): "fact",
}
BY_COLUMN = {
    "country": "country",
    "topic": "topic",
    "line_type": "line_type",
    "category": "category",
    "channel": "channel",
    "channels": "channel",
    "role": "role",
    "support": "support",
    "store_visit": "store_visit",
    "store_visit_unit": "unit",
    "reach_own_line": "reach",
    "reach_country": "reach",
    "reach_abroad": "reach",
    "standing": "standing",
    "in_force": "in_force",
    "unit": "unit",
    "clock": "clock",
    "balance": "balance",
    "event": "event",
    "outcome": "outcome",
    "effective_basis": "basis",
    "significance": "significance",
}


def door_language() -> str:
    """The language that this door speaks now: one of the site's."""
    language = get_language() or ""
    return language if language in LANGUAGES else "en"


def said(table: str, code: str) -> str:
    """``said("basis", "first_reported")`` is ``the day it was first reported``; a code without a word is itself."""
    if table in OWN:
        return str(OWN[table].get(code, code))
    return words(door_language())[table].get(code) or code


def said_of(model: str, column: str, code: str) -> str:
    """The word of a code that stands in a column of a model; a code of no table stands for itself."""
    table = TABLES.get((model, column)) or BY_COLUMN.get(column, "")
    return said(table, code) if table and code else code


def day(value: Any) -> str:
    """A day as people say it: ``22 November 2026``."""
    return said_day(value, door_language())


def text_of(texts: Any) -> str:
    """A translated text in the door's language, else in any that it has."""
    texts = texts if isinstance(texts, dict) else {}
    return texts.get(door_language()) or next((text for text in texts.values() if text), "")
