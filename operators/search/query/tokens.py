"""From a text to the tokens that it is found by.

A token is a zone, a sort and a word: ``tr_claro`` is the word “claro” as written in a title. A text of a nearer zone
stands in the wider ones too, so a query in zone ``b`` looks everywhere.

zones: ``t`` title, ``h`` title or lead, ``b`` anywhere. Sorts: ``r`` as written, ``s`` stem, ``p`` pair of stems.
Tokens hold letters, digits and ``* # + _ -`` alone, so both databases keep them as they are.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import snowballstemmer  # type: ignore[import-untyped]

HAN = "\u3005\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
PIECE = re.compile(rf"([{HAN}]+)|([*#][*#\d]*\d[*#\d]*|\+?\d+(?![^\W_{HAN}]))|([^\W_{HAN}]+)")
LONGEST_WORD = 40
ZONES = "thb"

_STEMMERS = {"es": snowballstemmer.stemmer("spanish"), "en": snowballstemmer.stemmer("english")}
_ONE_AT_A_TIME = threading.Lock()


class Piece(NamedTuple):
    """A run of Han characters, or a word or number of another script, folded; where it stands in the folded text."""

    text: str
    han: bool
    start: int
    end: int


def fold(text: str) -> str:
    """A text without what readers type differently: width, case, accents.

    >>> fold("Líneas ＃６２＃ ÑANDÚ")
    'lineas #62# nandu'
    """
    plain = text.encode("utf-8", "replace").decode("utf-8")  # half of a surrogate pair is no character
    decomposed = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", plain).casefold())
    bare = "".join(letter for letter in decomposed if unicodedata.category(letter) not in ("Mn", "Cf"))
    return unicodedata.normalize("NFC", bare)


def pieces(text: str) -> Iterator[Piece]:
    """The words, numbers, dialled codes and Han runs of a folded text, in order.

    >>> [piece.text for piece in pieces("claro怎么销户? *123# +51 7gb")]
    ['claro', '怎么销户', '*123#', '+51', '7gb']
    """
    for found in PIECE.finditer(text):
        yield Piece(found.group()[:LONGEST_WORD] if not found.group(1) else found.group(), bool(found.group(1)),
                    found.start(), found.end())  # fmt: skip


def words(text: str) -> list[str]:
    """The words of a text, folded, without numbers and Han runs.

    >>> words("Dar de baja: 2 líneas 销户")
    ['dar', 'de', 'baja', 'lineas']
    """
    return [piece.text for piece in pieces(fold(text)) if not piece.han and piece.text.isalpha()]


@lru_cache(maxsize=65536)
def stem(word: str, language: str) -> str:
    """The stem of one folded word; the stemmers keep state, so one thread at a time has them."""
    with _ONE_AT_A_TIME:
        return str(_STEMMERS[language].stemWord(word))


def stem_languages(language: str) -> tuple[str, ...]:
    """Whose stems a text of a language has. A Chinese text has Spanish terms and English names in it."""
    return (language,) if language in _STEMMERS else ("es", "en")


@lru_cache(maxsize=65536)
def stems(word: str, language: str) -> tuple[str, ...]:
    """The stems of a word, and of it without its last s: ``línea`` and ``líneas`` have different ones in Spanish.

    >>> stems("lineas", "es"), stems("linea", "es")
    (('lin', 'line'), ('line',))
    """
    found = []
    for one in stem_languages(language):
        found.append(stem(word, one))
        if len(word) > 3 and word.endswith("s"):
            found.append(stem(word[:-1], one))
    return tuple(dict.fromkeys(found))


def pair(first: str, second: str, language: str) -> str:
    """Two words that follow each other, by their stems in the first of the language's stemmers."""
    one = stem_languages(language)[0]
    return f"{stem(first, one)}_{stem(second, one)}"


def digits(word: str) -> str:
    """The number inside a dialled code: ``*123#`` is ``123``."""
    return word.strip("*#+")


@lru_cache(maxsize=4096)
def _bare(text: str, language: str) -> tuple[str, ...]:
    """The tokens of a line without their zone."""
    found: list[str] = []
    before = ""
    number = ""
    for piece in pieces(fold(text)):
        if piece.han:
            found += [f"r_{piece.text[at : at + 2]}" for at in range(len(piece.text) - 1)]
            found.append(f"r_{piece.text[-1]}")  # so one character is the beginning of a pair, or this
            before = number = ""
            continue
        found.append(f"r_{piece.text}")
        if not piece.text.isalnum():
            found.append(f"r_{digits(piece.text)}")
        if piece.text.isalpha():
            found += [f"s_{one}" for one in stems(piece.text, language)]
            if before:
                found.append(f"p_{pair(before, piece.text, language)}")
            before, number = piece.text, ""
        else:
            before = ""
            number += digits(piece.text)  # 0800 00123 is dialled as 080000123
            if len(number) >= 7:
                found.append(f"r_{number[:LONGEST_WORD]}")
    return tuple(dict.fromkeys(found))


def zone_tokens(zone: str, texts: Iterable[str], language: str) -> list[str]:
    """The tokens of texts in one zone, each once, in the order of the texts."""
    return list(dict.fromkeys(f"{zone}{token}" for text in texts for token in _bare(text, language)))


def facet(name: str, value: str) -> str:
    """A token for what is filtered by: ``facet("kind", "policy")`` is ``kind_policy``."""
    return f"{name}_{value.lower()}"


def index_tokens(title: str, lead: Iterable[str], body: Iterable[str], language: str, facets: Mapping[str, str]) -> str:
    """All tokens of an entry, sorted, separated by spaces."""
    lead = list(lead)
    found = {facet(name, value) for name, value in facets.items() if value}
    found.update(zone_tokens("t", [title], language))
    found.update(zone_tokens("h", [title, *lead], language))
    found.update(zone_tokens("b", [title, *lead, *body], language))
    return " ".join(sorted(found))
