"""What the gate asks of every text: languages, links, and Markdown without a forbidden tag. Pure."""

import re
from collections.abc import Iterator
from typing import Any

from operators.links import OfficialList, text_problems
from operators.vocabulary import LANGUAGES

Data = dict[str, Any]

LONGEST_TEXT = 20_000
# Codes, addresses with a check of their own, and dates: everything else that is a string is a text.
_NO_TEXT = frozenset(
    [
        "slug",
        "key",
        "kind",
        "country",
        "operator",
        "topic",
        "line_type",
        "channel",
        "channels",
        "role",
        "support",
        "store_visit",
        "standing",
        "unit",
        "in_force",
        "fact",
        "value",
        "applies_from",
        "applies_until",
        "currency",
        "clock",
        "balance",
        "event",
        "question",
        "when",
        "outcome",
        "options",
        "code",
        "reach",
        "language",
        "url",
        "homepage",
        "published_on",
        "retrieved_on",
        "sources",
        "policies",
        "category",
        "host_network",
        "succeeded_by",
        "effective_from",
        "effective_basis",
        "significance",
    ]
)
_TAG = re.compile(r"<\s*[a-zA-Z/!?]")
_IMAGE = re.compile(r"!\[")


def translations(snapshot: Data) -> Iterator[tuple[str, dict[str, str]]]:
    """Every translated text of a snapshot, with the path of its field."""
    for part in ("entry", "edition", "questions", "sources"):
        for where, value in _walk(snapshot[part], "" if part == "entry" else part):
            if isinstance(value, dict):
                yield where, value


def text_fields(snapshot: Data) -> Iterator[tuple[str, str]]:
    """Every string of a snapshot that a reader gets as text, with its path: ``steps[sign-in].body.es``."""
    for part in ("entry", "edition", "questions", "sources"):
        for where, value in _walk(snapshot[part], "" if part == "entry" else part):
            if isinstance(value, dict):
                yield from ((f"{where}.{language}", text) for language, text in value.items())
            else:
                yield where, value


def _walk(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        if value and all(key in LANGUAGES for key in value):
            yield where, value
            return
        for key, inner in value.items():
            if key in _NO_TEXT and not isinstance(inner, dict):
                continue
            yield from _walk(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = inner.get("key") or inner.get("code") or index if isinstance(inner, dict) else index
            yield from _walk(inner, f"{where}[{name}]")
    elif isinstance(value, str):
        yield where, value


def language_problems(snapshot: Data) -> Iterator[tuple[str, list[str]]]:
    """The fields that lack a language, with the languages they lack."""
    for where, texts in translations(snapshot):
        missing = [language for language in LANGUAGES if language not in texts]
        if missing:
            yield where, missing


def text_findings(text: str, official: OfficialList) -> Iterator[tuple[str, str]]:
    """Pairs of a code and a sentence: forbidden tags, images, links that are not allowed, length."""
    if len(text) > LONGEST_TEXT:
        yield "too_long", f"The text is longer than {LONGEST_TEXT} characters."
        return
    if _TAG.search(re.sub(r"<(?:https?|tel|mailto):[^<>\s]*>", "", text)):
        yield "forbidden_tag", "HTML has no place in a text; write Markdown."
    if _IMAGE.search(text):
        yield "forbidden_image", "Images have no place in a text."
    for sentence in text_problems(text, official):
        yield "bad_link", sentence
