"""How each code of the vocabulary is said, one file a language, with the same tables and the same codes in each.

A test holds the files equal to one another and complete against `operators.vocabulary`.
"""

from collections.abc import Mapping

from operators.rendering.words import en, es, zh_hans

Words = Mapping[str, Mapping[str, str]]

BY_LANGUAGE: dict[str, Words] = {"zh-hans": zh_hans.WORDS, "es": es.WORDS, "en": en.WORDS}


def words(language: str) -> Words:
    """All tables of a language: ``words("en")["channel"]["store"]`` is ``Store``."""
    return BY_LANGUAGE[language]


def word(language: str, table: str, code: str) -> str:
    """``word("es", "channel", "store")`` is ``Centro de atención``; a code that has no word stands for itself."""
    return BY_LANGUAGE[language][table].get(code, code)
