"""What the gate asks of every text: languages, links, and Markdown without a forbidden tag. Pure."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from markdown_it import MarkdownIt

from operators.links import LinkRefused, OfficialList, Target, check_target, hidden_character, text_problems
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
_TAG = re.compile(r"<[a-zA-Z/!?]")
_IMAGE = re.compile(r"!\[")
_MARKED = re.compile(r"[\[\]<>&\\*_`~]")


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
            rows = isinstance(inner, list) and any(isinstance(one, dict) for one in inner)
            if key in _NO_TEXT and not isinstance(inner, dict) and not rows:  # options of a question are rows
                continue
            yield from _walk(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            name = inner.get("key") or inner.get("code") or index if isinstance(inner, dict) else index
            yield from _walk(inner, f"{where}[{name}]")
    elif isinstance(value, str):
        yield where, value


_KEY = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]+)?")


def name_problems(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Keys, slugs, codes and languages that are none: past every form, a text could stand in such a column."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in ("key", "slug", "code") and not _KEY.fullmatch(inner):
                yield f"{where}.{key}".lstrip("."), _("A key has small letters, digits and single hyphens: “no-sms”.")
            elif isinstance(inner, str) and key == "language" and not _LANGUAGE.fullmatch(inner):
                yield f"{where}.{key}".lstrip("."), _("Write a language such as es, en or zh-hans.")
            else:
                yield from name_problems(inner, f"{where}.{key}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from name_problems(inner, f"{where}[{index}]")


def language_problems(snapshot: Data) -> Iterator[tuple[str, list[str]]]:
    """The fields that lack a language, with the languages they lack."""
    for where, texts in translations(snapshot):
        missing = [language for language in LANGUAGES if language not in texts]
        if missing:
            yield where, missing


def text_findings(text: str, official: OfficialList) -> Iterator[tuple[str, str]]:
    """Pairs of a code and a sentence: forbidden tags, images, links that are not allowed, length."""
    if len(text) > LONGEST_TEXT:
        yield "too_long", _("The text is longer than %(longest_text)s characters.") % {"longest_text": LONGEST_TEXT}
        return
    if _TAG.search(re.sub(r"<(?:https?|tel|mailto):[^<>\s]*>", "", text)):
        yield "forbidden_tag", _("HTML has no place in a text; write Markdown.")
    if _IMAGE.search(text):
        yield "forbidden_image", _("Images have no place in a text.")
    plain, destinations = as_rendered(text)
    found = [*text_problems(text, official), *(text_problems(plain, official) if plain != text else [])]
    problems = [problem.said(_) for problem in found]
    problems += [sentence for href in destinations for sentence in _destination_problems(href, official)]
    for sentence in dict.fromkeys(problems):
        yield "bad_link", sentence


@lru_cache(maxsize=4096)
def as_rendered(text: str) -> tuple[str, tuple[str, ...]]:
    """What a Markdown parser makes of a text: the words that a reader sees, and where its links lead.

    Only a parser knows all the ways in which Markdown can write a link, and that ``claro-baja**.**com`` reads as one.
    """
    if not _MARKED.search(text):
        return text, ()
    words: list[str] = []
    destinations: list[str] = []
    for block in _parser().parse(text):
        for token in block.children or []:
            if token.type == "link_open":
                destinations.append(str(token.attrGet("href") or ""))
            elif token.type in ("softbreak", "hardbreak"):
                words.append("\n")
            else:
                words.append(token.content)
        if block.type in ("fence", "code_block"):
            words.append(block.content)
        words.append("\n" if block.type == "inline" else "")
    return "".join(words), tuple(destinations)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])


def _destination_problems(href: str, official: OfficialList) -> Iterator[str]:
    decoded = unquote(href)
    if hidden_character(decoded) or any(sign.isspace() or sign == "\\" for sign in decoded):
        yield _("The address “%(href)s” holds a space, a backslash or a character that cannot be seen.") % {
            "href": href[:80]
        }
        return
    if href.startswith("#") or (href.startswith("/") and not decoded.startswith("//")):
        return
    try:
        if href.lower().startswith("tel:"):
            check_target(Target("number", href[4:]), official)
        elif href.lower().startswith("mailto:"):
            check_target(Target("email", unquote(href[7:])), official)
        else:
            check_target(Target("url", href), official)
    except LinkRefused as refusal:
        yield refusal.said(_)
