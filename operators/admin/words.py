"""Codes as an editor reads them: in the readers' own words where there are any, in the language of the door."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
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

EDITS: dict[str, Any] = {
    "edited": pgettext_lazy("Edit", "edited"),
    "created": pgettext_lazy("Edit", "created"),
    "deleted": pgettext_lazy("Edit", "deleted"),
    "imported": pgettext_lazy("Edit", "imported"),
    "translated": pgettext_lazy("Edit", "translated"),
    "translation kept": pgettext_lazy("Edit", "said that a translation is still right"),
    "brought back": pgettext_lazy("Edit", "brought back"),
    "from a report": pgettext_lazy("Edit", "taken from a reader's report"),
    "restored": pgettext_lazy("Edit", "restored version %(number)s"),
    "reverted to": pgettext_lazy("Edit", "went back to edition %(number)s"),
}
"""What an edit did. Some end in the number of what was brought back."""

WARNINGS: dict[str, Any] = {
    "missing_language": pgettext_lazy("Warning", "a text is missing in a language"),
    "outdated_translation": pgettext_lazy("Warning", "a text translates an older wording"),
    "old_source": pgettext_lazy("Warning", "a source is older than a year"),
    "new_host": pgettext_lazy("Warning", "a host is cited for the first time"),
    "new_channel": pgettext_lazy("Warning", "a contact point is new in the official list"),
    "turns_outcomes": pgettext_lazy("Warning", "the self-check comes to other conclusions"),
    "only_disputed": pgettext_lazy("Warning", "a value is disputed and none is adopted"),
}
"""What the gate warned of, and a reviewer accepted: editions keep its codes."""


def what_was_done(what: str) -> str:
    """``what_was_done("reverted to 3")`` is ``went back to edition 3``; what has no word is itself."""
    start, _blank, number = what.rpartition(" ")
    if number.isdecimal() and start in EDITS:
        return str(EDITS[start]) % {"number": number}
    return str(EDITS.get(what, what))


def said_warnings(codes: Iterable[str]) -> str:
    """``said_warnings(["old_source"])`` is ``a source is older than a year``; a code without a word is itself."""
    return "; ".join(str(WARNINGS.get(code, code)) for code in codes)


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
