"""From a document to its row in the search index. Nothing here writes: ``operators.publishing`` does."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from operators.models.printed import EditionText, Listing, SearchEntry, SearchWord
from operators.search.query import index_tokens, lines, words, zone_tokens
from operators.vocabulary import LANGUAGES, SubjectKind

Data = dict[str, Any]
LONGEST_TEXT = 40_000
"""Characters of lead and body that are indexed: PostgreSQL keeps at most a megabyte of tokens in a row."""
SHORTEST_SUGGESTION = 4

# Which texts of a document stand before the rest: (path pattern, …) in the order of their weight.
_LEAD: dict[str, tuple[tuple[str, ...], ...]] = {
    SubjectKind.POLICY: (("summary",), ("steps", "*", "title")),
    SubjectKind.OPERATOR: (("summary",), ("legal_name",), ("contact_points", "*", "value")),
    SubjectKind.FAQ: (),
}
_TITLE = {SubjectKind.POLICY: "title", SubjectKind.OPERATOR: "name", SubjectKind.FAQ: "question"}
# Words that are codes or addresses for programs, not text that a reader would look for.
_CODES = """
asked_when category channel channels cited code country currency event faq_kind fallbacks format homepage in_force key
kind language line_type number online_support operator_kind our_advice outcome policies question reach role row
shown_when slug sources standing store_visit support topic unit url when
"""
_NOT_WORDS = frozenset(_CODES.split())
_FACT_VALUE = ("facts", "*", "value")
"""A number, or codes that a page says in words: a passage that says "dni" or "0.00" says nothing."""


def entry_id(revision: int, language: str) -> int:
    """The id of an entry: the same wherever the same was published, and greater for what is newer."""
    return revision * 16 + LANGUAGES.index(language)


def entry(listing: Listing, text: EditionText) -> SearchEntry:
    """The unsaved row of an edition in one language, for the days on which ``listing`` says that it applies."""
    document: Data = json.loads(text.document)
    kind = listing.kind
    title = document[_TITLE[SubjectKind(kind)]]
    lead, body = _texts(document)
    # What applies to the whole country names no operator.
    operator = {"name": title, "slug": listing.slug} if kind == SubjectKind.OPERATOR else document.get("operator") or {}
    language = text.language
    facets = {
        "lang": language,
        "kind": kind,
        "country": listing.country,
        "operator": operator.get("slug", ""),
    }
    lead_lines, body_lines = [line for line, _path in lead], [line for line, _path in body]
    named = [operator["name"]] if operator else []
    head = [*named, *lead_lines]
    return SearchEntry(
        id=entry_id(listing.edition.revision, language),
        edition=listing.edition,
        language=language,
        kind=kind,
        slug=listing.slug,
        country=listing.country,
        operator=operator.get("slug", ""),
        operator_name=operator.get("name", ""),
        public_at=listing.public_at,
        ends_at=listing.ends_at,
        number=listing.edition.number,
        position=listing.position,
        title=title,
        zones="\n".join(
            (" ".join(zone_tokens("t", [title], language)), " ".join(zone_tokens("h", [title, *head], language)))
        ),
        lead="\n".join(lead_lines),
        body="\n".join(body_lines),
        fallbacks=_fallbacks(document, [path for _line, path in (*lead, *body)]),
        tokens=index_tokens(title, head, body_lines, language, facets),
    )


def suggested_words(row: SearchEntry) -> list[SearchWord]:
    """The words of an entry's title and lead that may be suggested for a typing mistake, unsaved."""
    found = dict.fromkeys(word for text in (row.title, row.lead) for word in words(text))
    return [
        SearchWord(language=row.language, first=word[0], length=len(word), word=word)
        for word in found
        if len(word) >= SHORTEST_SUGGESTION
    ]


_Line = tuple[str, str]


def _texts(document: Data) -> tuple[list[_Line], list[_Line]]:
    """The lines of the lead and of the body, each with the path of the text that it is from."""
    kind = SubjectKind(document["kind"])
    lead: list[_Line] = []
    body: list[_Line] = []
    left = LONGEST_TEXT
    for path, text in _words(document, kind):
        for number, line in enumerate(lines(text)):
            if left <= 0:
                return lead, body
            line, left = line[:left], left - len(line)
            # The first paragraph of an answer answers.
            leads = (path == "/answer" and not number) or any(_fits(path, pattern) for pattern in _LEAD[kind])
            (lead if leads else body).append((line, path))
    return lead, body


def _fits(path: str, pattern: tuple[str, ...]) -> bool:
    parts = path.split("/")[1:]
    return len(parts) == len(pattern) and all(want in ("*", part) for part, want in zip(parts, pattern, strict=True))


def _words(document: Data, kind: SubjectKind) -> Iterator[tuple[str, str]]:
    """The texts of a document with their paths; the title is no part of them."""
    for name, value in document.items():
        if name not in (_TITLE[kind], "operator", "questions"):
            yield from _inside(value, name, f"/{name}")


def _inside(value: Any, name: str, path: str) -> Iterator[tuple[str, str]]:
    if name in _NOT_WORDS or _fits(path, _FACT_VALUE):
        return
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _inside(inner, key, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _inside(inner, name, f"{path}/{index}")
    elif isinstance(value, str) and value:
        yield path, value


def _fallbacks(document: Data, paths: list[str]) -> Mapping[str, str]:
    """Which lines, and whether the title, came from another language."""
    other = {one["path"]: one["language"] for one in document["fallbacks"]}
    found = {str(place): other[path] for place, path in enumerate(paths) if path in other}
    title = other.get("/" + _TITLE[SubjectKind(document["kind"])])
    return ({"title": title} if title else {}) | found
