"""Which words of a text a query has found, as plain segments: every door escapes them in its own way."""

import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from operators.search.query.parsing import Query
from operators.search.query.tokens import HAN, LONGEST_WORD, fold, stems

_PIECE = re.compile(rf"[{HAN}]+|[*#+]*\d[*#\d]*|[^\W_{HAN}\d][^\W_{HAN}]*")
PASSAGE = 160
BEFORE = 40


class Segment(TypedDict):
    """A part of a text, and whether it is a hit."""

    text: str
    hit: bool


def highlighted(text: str, query: Query) -> list[Segment]:
    """The whole text in segments; one segment without a hit where the query finds nothing.

    >>> from operators.search.query.parsing import parse
    >>> [one["text"] for one in highlighted("Cancelling a line", parse("cancel", "en")) if one["hit"]]
    ['Cancelling']
    """
    return _segments(text, _hits(text, query))


def passages(lines: Sequence[str], query: Query, *, most: int = 2) -> list[tuple[int, list[Segment]]]:
    """The lines that show most of the query, cut around their first hit, with their places; best first told in order.

    Without any hit it is the beginning of the first line.
    """
    found: list[tuple[int, int, list[tuple[int, int]]]] = []
    for place, line in enumerate(lines):
        hits = _hits(line, query)
        if hits:
            found.append((-len({fold(line[start:end]) for start, end in hits}), place, hits))
        if len(found) >= 4 * most:
            break
    if not found:
        return [(0, _segments(_cut(lines[0], 0)[0], []))] if lines else []
    chosen = sorted(sorted(found)[:most], key=lambda one: one[1])
    shown = []
    for _number, place, hits in chosen:
        text, moved = _cut(lines[place], hits[0][0])
        inside = [(start + moved, end + moved) for start, end in hits]
        shown.append((place, _segments(text, [(a, b) for a, b in inside if a >= 0 and b <= len(text)])))
    return shown


def _cut(line: str, at: int) -> tuple[str, int]:
    """About a passage's length of a line around a place, and by how much places in it have moved."""
    if len(line) <= PASSAGE:
        return line, 0
    start = max(at - BEFORE, 0)
    if start:
        space = line.rfind(" ", max(start - 15, 0), start + 1)
        start = space + 1 if space > 0 else start
    end = min(start + PASSAGE, len(line))
    if end < len(line):
        space = line.rfind(" ", end - 15, end)
        end = space if space > 0 else end
    head, tail = "…" if start else "", "…" if end < len(line) else ""
    return f"{head}{line[start:end]}{tail}", len(head) - start


def _segments(text: str, hits: Sequence[tuple[int, int]]) -> list[Segment]:
    segments: list[Segment] = []
    at = 0
    for start, end in hits:
        if start > at:
            segments.append({"text": text[at:start], "hit": False})
        segments.append({"text": text[start:end], "hit": True})
        at = end
    if at < len(text) or not segments:
        segments.append({"text": text[at:], "hit": False})
    return segments


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    """Where hits stand, in order, joined where they touch or only a space parts them within one way to say it."""
    found = list(_pieces(text))
    spans: list[tuple[int, int]] = []
    for group in query.groups:
        for way in group.ways:
            spans += (
                _of_han(way.words[0], found) if way.han else _of_words(way.words, way.prefix, found, query.language)
            )
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


_Piece = tuple[str, int, int]


def _pieces(text: str) -> Iterator[_Piece]:
    for found in _PIECE.finditer(text):
        yield fold(found.group()), found.start(), found.end()


def _of_han(run: str, found: Sequence[_Piece]) -> Iterator[tuple[int, int]]:
    for word, start, end in found:
        at = word.find(run)
        while at >= 0:
            # Folding a Han character gives one; where it does not, the whole run is shown.
            yield (start + at, start + at + len(run)) if len(word) == end - start else (start, end)
            at = word.find(run, at + len(run))


def _of_words(
    wanted: tuple[str, ...], prefix: bool, found: Sequence[_Piece], language: str
) -> Iterator[tuple[int, int]]:
    for at in range(len(found) - len(wanted) + 1):
        run = found[at : at + len(wanted)]
        if all(_same(word, one, prefix, language) for word, (one, _s, _e) in zip(wanted, run, strict=True)):
            yield run[0][1], run[-1][2]


def _same(wanted: str, word: str, prefix: bool, language: str) -> bool:
    word = word[:LONGEST_WORD]
    if word == wanted or (prefix and word.startswith(wanted)):
        return True
    if not wanted.isalpha():
        return word.strip("*#+") == wanted.strip("*#+") and bool(wanted.strip("*#+"))
    return word.isalpha() and bool(set(stems(word, language)) & set(stems(wanted, language)))
