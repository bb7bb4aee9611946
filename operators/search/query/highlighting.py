"""Which words of a text a query has found, as plain segments: every door escapes them in its own way."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TypedDict

from operators.search.query.parsing import Query
from operators.search.query.tokens import HAN, LONGEST_WORD, digits, fold, stems

_PIECE = re.compile(rf"[{HAN}]+|[*#+]*\d[*#\d]*|[^\W_{HAN}\d][^\W_{HAN}]*")
PASSAGE = 160
BEFORE = 40
MOST_LINES = 300
Span = tuple[int, int]
_Piece = tuple[str, int, int]


class Segment(TypedDict):
    """A part of a text, and whether it is a hit."""

    text: str
    hit: bool


class Highlighter:
    """Finds the words of one query in texts; taken apart once, since a page has many lines."""

    def __init__(self, query: Query) -> None:
        self.language = query.language
        self.runs: list[str] = []
        self.forms: set[str] = set()
        """What a single word is found by."""
        self.beginnings: tuple[str, ...] = ()
        self.phrases: list[tuple[frozenset[str], ...]] = []
        """The forms of their words, one after the other."""
        likely: set[str] = set()
        for way in (way for group in query.groups for way in group.ways):
            if way.han:
                self.runs.append(way.words[0])
                continue
            if len(way.words) > 1:
                likely.add(way.words[0][:3])
                self.phrases.append(tuple(_forms(word, self.language) for word in way.words))
                continue
            word = way.words[0]
            forms = _forms(word, self.language)
            self.forms |= forms
            likely |= {form.removeprefix(_WRITTEN)[:3] for form in forms}
            self.beginnings += (word,) if way.prefix else ()
        self.firsts = frozenset().union(*(phrase[0] for phrase in self.phrases))
        patterns = [*map(re.escape, self.runs), *map(_loosely, sorted(likely - {""}))]
        self.likely = re.compile("|".join(patterns) or "(?!)", re.IGNORECASE)

    def whole(self, text: str) -> list[Segment]:
        """The whole text in segments; one segment without a hit where nothing is found.

        >>> from operators.search.query.parsing import parse
        >>> title = Highlighter(parse("cancel", "en")).whole("Cancelling a line")
        >>> [one["text"] for one in title if one["hit"]]
        ['Cancelling']
        """
        return _segments(text, self._hits(text))

    def passages(self, lines: Sequence[str], *, most: int = 2) -> list[tuple[int, list[Segment]]]:
        """The lines that show most of the query, cut around their first hit, with their places, in their order.

        Without any hit it is the beginning of the first line.
        """
        found: list[tuple[int, int, list[Span]]] = []
        for place, line in enumerate(lines[:MOST_LINES]):
            hits = self._hits(line) if self.likely.search(line) else []
            if hits:
                found.append((-len({folded(line[start:end]) for start, end in hits}), place, hits))
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

    def _hits(self, text: str) -> list[Span]:
        """Where hits stand, in order, joined where they touch."""
        found = [(folded(one.group()), one.start(), one.end()) for one in _PIECE.finditer(text)]
        spans = [span for run in self.runs for span in _of_run(run, found)]
        every = [_forms(word, self.language) for word, _start, _end in found]
        for at, forms in enumerate(every):
            word, start, end = found[at]
            if not forms.isdisjoint(self.forms) or (self.beginnings and word.startswith(self.beginnings)):
                spans.append((start, end))
            if not forms.isdisjoint(self.firsts):
                spans += [(start, found[at + size - 1][2]) for size in self._phrases_at(at, every)]
        joined: list[Span] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return joined

    def _phrases_at(self, at: int, every: Sequence[frozenset[str]]) -> Iterator[int]:
        """How many words each of the phrases has that begin at a place."""
        for phrase in self.phrases:
            run = every[at : at + len(phrase)]
            if len(run) == len(phrase) and not any(map(frozenset.isdisjoint, phrase, run)):
                yield len(phrase)


_WRITTEN = "="


@lru_cache(maxsize=65536)
def _forms(word: str, language: str) -> frozenset[str]:
    """What a word and another one must share to be the same: as written, or a stem; of a number, as dialled too.

    >>> sorted(_forms("lineas", "es")), sorted(_forms("*123#", "es"))
    (['=lineas', 'lin', 'line'], ['=*123#', '=123'])
    """
    word = word[:LONGEST_WORD]
    if word.isalpha():
        return frozenset((f"{_WRITTEN}{word}", *stems(word, language)))
    return frozenset((f"{_WRITTEN}{word}", f"{_WRITTEN}{digits(word)}"))


_ACCENTED: dict[str, str] = {}
for _point in range(0xC0, 0x250):
    _base = unicodedata.normalize("NFD", chr(_point))[0]
    _ACCENTED[_base] = _ACCENTED.get(_base, _base) + chr(_point)


def _loosely(beginning: str) -> str:
    """A pattern for the beginning of a word with or without accents: most lines hold nothing, and are passed over."""
    return "".join(f"[{_ACCENTED[one]}]" if one in _ACCENTED else re.escape(one) for one in beginning)


@lru_cache(maxsize=65536)
def folded(piece: str) -> str:
    return fold(piece)


def _of_run(run: str, found: Sequence[_Piece]) -> Iterator[Span]:
    for word, start, end in found:
        at = word.find(run)
        while at >= 0:
            # Folding a Han character gives one; where it does not, the whole run is shown.
            yield (start + at, start + at + len(run)) if len(word) == end - start else (start, end)
            at = word.find(run, at + len(run))


def _cut(line: str, at: int) -> tuple[str, int]:
    """About a passage's length of a line around a place, and by how much places in it have moved."""
    if len(line) <= PASSAGE:
        return line, 0
    start = max(at - BEFORE, 0)
    if start:
        space = line.rfind(" ", max(start - 15, 0), start + 1)
        # A line's first word has no space before it; Han characters have none between them.
        start = space + 1 if space >= 0 or start <= 15 else start
    end = min(start + PASSAGE, len(line))
    if end < len(line):
        space = line.rfind(" ", end - 15, end)
        end = space if space > 0 else end
    head, tail = "…" if start else "", "…" if _within(line, end) else ""
    return f"{head}{line[start:end]}{tail}", len(head) - start


def _within(line: str, end: int) -> bool:
    """Whether a line is cut inside a sentence: after a full stop, dots would be one too many."""
    return end < len(line) and line[end - 1] not in ".!?。！？"


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
