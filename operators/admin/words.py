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
}
"""Where readers see a whole sentence or nothing, an editor needs a short word."""


def door_language() -> str:
    """The language that this door speaks now: one of the site's."""
    language = get_language() or ""
    return language if language in LANGUAGES else "en"


def said(table: str, code: str) -> str:
    """``said("basis", "first_reported")`` is ``the day it was first reported``; a code without a word is itself."""
    if table in OWN:
        return str(OWN[table].get(code, code))
    return words(door_language())[table].get(code) or code


def day(value: Any) -> str:
    """A day as people say it: ``22 November 2026``."""
    return said_day(value, door_language())


def text_of(texts: Any) -> str:
    """A translated text in the door's language, else in any that it has."""
    texts = texts if isinstance(texts, dict) else {}
    return texts.get(door_language()) or next((text for text in texts.values() if text), "")
