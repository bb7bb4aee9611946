"""The sentences of the interface, one file a language, with the same keys and the same ``{places}`` in each.

A typed module and not a catalogue of translations: nothing has to be compiled on a bare machine, and a test finds
a sentence that is missing.
"""

from collections.abc import Mapping

from operators.rendering.strings import en, es, zh_hans

BY_LANGUAGE: dict[str, Mapping[str, str]] = {"zh-hans": zh_hans.STRINGS, "es": es.STRINGS, "en": en.STRINGS}


def strings(language: str) -> Mapping[str, str]:
    """All sentences of a language, as templates take them."""
    return BY_LANGUAGE[language]


def say(language: str, key: str, **values: object) -> str:
    """``say("en", "checked_on", day="22 November 2026")`` is ``Checked on 22 November 2026``."""
    return BY_LANGUAGE[language][key].format(**values)
