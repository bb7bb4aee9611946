"""Three languages of one document beside one another: what differs between them. Pure.

The rows, every code and every value of a row must be the same, and in each text its links, its placeholders, its dates
and its numbers, in their order. A text is compared with its own place in the other languages, so that a number may not
move elsewhere. What is made equal before, since the languages write it in their own way:

- dates: ``2025年12月26日``, ``26 de diciembre de 2025`` and ``26 December 2025`` are the same three numbers;
- thousands, which all three set off by a comma: ``309,000`` is 309000, while ``3.00`` stays ``3.00``;
- small numbers in words: ``三``, ``tres`` and ``three``. A word never equals a digit: where one language spells a
  number and another writes it in digits, that is a difference to mend.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from operators.vocabulary import LANGUAGES

Data = dict[str, Any]

# What says in which language a document is, and what a language decides.
OF_A_LANGUAGE = ("language", "fallbacks")
# Everything else is a code, a name, an address or a quote, and the same letter for letter.
TEXTS = re.compile(
    r"/(title|summary|scope|question|answer|questions/\d+/(text|how_to_find_out|options/\d+/label)"
    r"|edition/note|not_checked/\d+|contact_points/\d+/(label|hours)"
    r"|(cautions|conditions)/\d+/(text|remedy)|facts/\d+/(qualifier|area)|milestones/\d+/plan|routes/\d+/note"
    r"|steps/\d+/(title|body|prepare|proof|duration)|messages/\d+/translation)"
)
# A sentence to say in Spanish is translated for who does not read it; in Spanish the line tells what it is about.
RETOLD = re.compile(r"/messages/\d+/translation")

MONTHS = {
    "es": tuple(
        "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre".split("|")  # noqa: SIM905
    ),
    "en": tuple(
        "January|February|March|April|May|June|July|August|September|October|November|December".split("|")  # noqa: SIM905
    ),
}
# "un" and "a" are articles, and two is also "both", "ambos" and 两; from three on a spelled number is one in all three.
# In Chinese it is one before the word that counts things, not in 第三方 or 第四步.
SPELLED = {
    "es": ["tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"],
    "en": ["three", "four", "five", "six", "seven", "eight", "nine", "ten"],
    "zh-hans": list("三四五六七八九十"),
}
_COUNTED = "家个条样步点种件项道篇份处"
_DATES = {
    "zh-hans": re.compile(r"(?:(\d{4})年)?(\d{1,2})月(?:(\d{1,2})日)?"),
    "es": re.compile(rf"(?:\b(\d{{1,2}}) de )?\b({'|'.join(MONTHS['es'])})\b(?: del? (\d{{4}}))?"),
    "en": re.compile(rf"(?:\b(\d{{1,2}}) )?\b({'|'.join(MONTHS['en'])})\b(?: (\d{{4}}))?"),
}
_TARGET = re.compile(r"\]\([^)\s]*\)")
_LINK = re.compile(r"\]\(([^)\s]+)\)|(https?://[^\s)，。；]+)|([A-Za-z0-9.]+@[A-Za-z0-9.]+[A-Za-z])")
_PLACEHOLDER = re.compile(r"\[[^\]]+\](?!\()")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")


def links(text: str) -> list[str]:
    """Where a text leads, in order."""
    return ["".join(found) for found in _LINK.findall(text)]


def placeholders(text: str) -> int:
    """How many gaps a reader fills in: ``[número de línea]``, ``[号码]``."""
    return len(_PLACEHOLDER.findall(text))


def dates(text: str, language: str) -> list[str]:
    """The years, months and days of the dates of a text, sorted: their order within a date is the language's."""
    found: list[str] = []
    for parts in _DATES[language].findall(_TARGET.sub("]", text)):
        for part in filter(None, parts):
            found.append(str(int(part) if part.isdigit() else MONTHS[language].index(part) + 1))
    return sorted(found)


def numbers(text: str, language: str) -> list[str]:
    """The numbers in digits outside dates and the targets of links, in order."""
    bare = _DATES[language].sub(" ", _TARGET.sub("]", text))
    return [number.replace(",", "") if _THOUSANDS.fullmatch(number) else number for number in _NUMBER.findall(bare)]


def spelled(text: str, language: str) -> list[int]:
    """The numbers from three to ten that a text says in words, sorted."""
    tail = f"(?=[{_COUNTED}])" if language == "zh-hans" else r"\b"
    head = "(?<!第)" if language == "zh-hans" else r"\b"
    return sorted(
        value
        for value, word in enumerate(SPELLED[language], start=3)
        for _ in re.findall(f"{head}{word}{tail}", text, re.IGNORECASE)
    )


def differences(documents: Mapping[str, Data]) -> list[str]:
    """``["/steps/2/body: numbers: …"]``; empty when the three say the same."""
    return list(_compare({language: documents[language] for language in LANGUAGES}, ""))


def _compare(values: Mapping[str, Any], where: str) -> Iterator[str]:
    first = values[LANGUAGES[0]]
    if len({type(value) for value in values.values()}) > 1:
        yield f"{where}: kind: { {language: type(value).__name__ for language, value in values.items()} }"
    elif isinstance(first, dict):
        if len({tuple(sorted(value)) for value in values.values()}) > 1:
            yield f"{where}: fields: { {language: sorted(value) for language, value in values.items()} }"
            return
        for key in first:
            if where or key not in OF_A_LANGUAGE:
                yield from _compare({language: value[key] for language, value in values.items()}, f"{where}/{key}")
    elif isinstance(first, list):
        if len({len(value) for value in values.values()}) > 1:
            yield f"{where}: rows: { {language: len(value) for language, value in values.items()} }"
            return
        for index in range(len(first)):
            yield from _compare({language: value[index] for language, value in values.items()}, f"{where}/{index}")
    elif isinstance(first, str) and TEXTS.fullmatch(where):
        yield from _texts(values, where)
    elif len({json.dumps(value) for value in values.values()}) > 1:
        yield f"{where}: value: {values}"


def _texts(texts: Mapping[str, str], where: str) -> Iterator[str]:
    if any(texts.values()) and not all(texts.values()):
        yield f"{where}: empty in {[language for language, text in texts.items() if not text]}"
        return
    kept = {name: text for name, text in texts.items() if name != "es" or not RETOLD.fullmatch(where)}
    said: dict[str, dict[str, Any]] = {
        "links": {language: links(text) for language, text in kept.items()},
        "placeholders": {language: placeholders(text) for language, text in kept.items()},
        "dates": {language: dates(text, language) for language, text in kept.items()},
        "numbers": {language: numbers(text, language) for language, text in kept.items()},
        "spelled": {language: spelled(text, language) for language, text in kept.items()},
    }
    for name, found in said.items():
        if len({json.dumps(value) for value in found.values()}) > 1:
            yield f"{where}: {name}: {found}"
