"""From what was typed to a query: groups that must all be found, each with the ways to say it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from operators.search.query.expression import AllOf, AnyOf, Expression, Term
from operators.search.query.stopwords import HAN_ENDS, HAN_STOPS, STOPS
from operators.search.query.tokens import Piece, digits, fold, pair, pieces, stem, stems

LONGEST_QUERY = 200
"""Characters that are read. Nobody types more on purpose; what is longer is a paste, and its beginning says enough."""
MOST_GROUPS = 12
MOST_WORDS_OF_A_SYNONYM = 5
SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say something: a run of Han characters, or words that follow each other.

    ``prefix`` is for the last word while it is typed. ``typed`` tells the reader's own words from synonyms.
    """

    words: tuple[str, ...]
    han: bool = False
    prefix: bool = False
    typed: bool = True

    def expression(self, zone: str, language: str) -> Expression:
        if self.han:
            run = self.words[0]
            if len(run) == 1:
                return Term(f"{zone}r_{run}", prefix=True)
            return AllOf(tuple(Term(f"{zone}r_{run[at : at + 2]}") for at in range(len(run) - 1)))
        if len(self.words) > 1:
            pairs = zip(self.words, self.words[1:], strict=False)
            return AllOf(tuple(Term(f"{zone}p_{pair(*two, language)}") for two in pairs))
        word = self.words[0]
        parts: list[Expression] = [Term(f"{zone}r_{word}", prefix=self.prefix)]
        if not word.isalnum():
            parts.append(Term(f"{zone}r_{digits(word)}"))
        if word.isalpha():
            parts += [Term(f"{zone}s_{one}") for one in stems(word, language)]
        return AnyOf(tuple(parts))


@dataclass(frozen=True, slots=True)
class Group:
    """What must be found, in any of its ways."""

    ways: tuple[Way, ...]

    def expression(self, zone: str, language: str) -> Expression:
        return AnyOf(tuple(way.expression(zone, language) for way in self.ways))

    def narrower(self) -> list["Group"]:
        """The parts that a run of Han characters falls into when the whole is nowhere: its pairs."""
        first = self.ways[0]
        if len(self.ways) > 1 or not first.han or len(first.words[0]) < 3:
            return [self]
        run = first.words[0]
        return [Group((Way((run[at : at + 2],), han=True),)) for at in range(len(run) - 1)]


@dataclass(frozen=True, slots=True)
class Query:
    """A query in one language; without groups it finds nothing."""

    groups: tuple[Group, ...]
    language: str

    def expression(self, zone: str) -> Expression:
        return AllOf(tuple(group.expression(zone, self.language) for group in self.groups))

    def narrower(self) -> "Query":
        parts = [part for group in self.groups for part in group.narrower()]
        return Query(tuple(dict.fromkeys(parts))[: 2 * MOST_GROUPS], self.language)


class Synonyms:
    """Groups of words that mean the same: ``Synonyms([["销户", "dar de baja", "cancel"]])``."""

    def __init__(self, groups: Iterable[Sequence[str]] = ()) -> None:
        self.groups = tuple(tuple(group) for group in groups)

    @cached_property
    def ways(self) -> list[tuple[Way, ...]]:
        return [tuple(dict.fromkeys(way for word in group for way in _ways(word))) for group in self.groups]

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], list[int]]:
        """Groups by the stems of each of their words, in either language."""
        found: dict[tuple[str, ...], list[int]] = {}
        for number, ways in enumerate(self.ways):
            keys = {key for way in ways if not way.han for key in _keys(way.words)}
            for key in keys:
                found.setdefault(key, []).append(number)
        return found

    @cached_property
    def by_run(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, ways in enumerate(self.ways):
            for run in {way.words[0] for way in ways if way.han}:
                found.setdefault(run, []).append(number)
        return found

    @cached_property
    def runs(self) -> re.Pattern[str] | None:
        """Finds the Han words of the groups in a run, the longest first."""
        known = sorted(self.by_run, key=lambda run: (-len(run), run))
        return re.compile("|".join(map(re.escape, known))) if known else None

    def group(self, typed: Way, numbers: Iterable[int]) -> Group:
        others = [way for number in numbers for way in self.ways[number] if way.words != typed.words]
        return Group((typed, *dict.fromkeys(others)))


def _ways(word: str) -> list[Way]:
    """The ways of one word of a synonym group; a word with Han and other letters is as its Han part."""
    found = list(pieces(fold(word)))
    if any(piece.han for piece in found):
        run = max((piece.text for piece in found if piece.han), key=len)
        return [Way((run,), han=True, typed=False)]
    plain = tuple(piece.text for piece in found)
    return [Way(plain, typed=False)] if plain else []


def _keys(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(stem(word, language) for word in words) for language in ("es", "en")} | {tuple(words)}


def parse(text: str, language: str, synonyms: Synonyms | None = None) -> Query:
    """The query of anything at all. The last word may be the beginning of one, unless a space follows it.

    >>> [[way.words for way in group.ways] for group in parse("how do I cancel a line", "en").groups]
    [[('cancel',)], [('line',)]]
    """
    synonyms = synonyms or Synonyms()
    shown = fold(text[:LONGEST_QUERY])
    found = list(pieces(shown))
    typing = bool(found) and found[-1].end == len(shown) and len(text) <= LONGEST_QUERY
    groups: list[Group] = []
    at = 0
    while at < len(found):
        piece = found[at]
        if piece.han:
            groups += _han_groups(piece.text, synonyms)
            at += 1
            continue
        length, group = _longest(found[at:], synonyms)
        if group is None:
            last = typing and at == len(found) - 1
            group = Group((_way(piece, last),))
        groups.append(group)
        at += length
    telling = [group for group in groups if not _is_stop(group)]
    return Query(tuple(dict.fromkeys(telling or groups))[:MOST_GROUPS], language)


def _way(piece: Piece, last: bool) -> Way:
    word = piece.text
    return Way((word,), prefix=last and len(digits(word)) >= SHORTEST_PREFIX)


def _longest(found: list[Piece], synonyms: Synonyms) -> tuple[int, Group | None]:
    """The longest words of a synonym group that the pieces begin with, and how many pieces they are."""
    plain = []
    for piece in found[:MOST_WORDS_OF_A_SYNONYM]:
        if piece.han:
            break
        plain.append(piece.text)
    for length in range(len(plain), 0, -1):
        typed = tuple(plain[:length])
        for key in sorted(_keys(typed)):
            if key in synonyms.by_words:
                return length, synonyms.group(Way(typed), synonyms.by_words[key])
    return 1, None


def _han_groups(run: str, synonyms: Synonyms) -> list[Group]:
    """A run, cut at the words that synonyms know and at what a question is made of."""
    groups: list[Group] = []
    at = 0
    for found in synonyms.runs.finditer(run) if synonyms.runs else ():
        groups += _rest(run[at : found.start()])
        groups.append(synonyms.group(Way((found.group(),), han=True), synonyms.by_run[found.group()]))
        at = found.end()
    return groups + _rest(run[at:])


def _rest(run: str) -> list[Group]:
    """What is left between known words, without the words of asking."""
    groups = []
    for part in HAN_STOPS.split(run):
        trimmed = part.strip(HAN_ENDS)
        part = trimmed if len(trimmed) >= 2 else part
        if part:
            groups.append(Group((Way((part,), han=True),)))
    return groups


def _is_stop(group: Group) -> bool:
    way = group.ways[0]
    if len(group.ways) > 1 or (way.prefix and len(way.words[0]) > 3):
        return False
    if way.han:
        return len(way.words[0]) == 1 and way.words[0] in HAN_ENDS
    return way.words[0] in STOPS
