"""How well an entry answers a query: the title before the summary, the summary before a mention."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from operators.search.query.parsing import Group, Query, Way
from operators.search.query.tokens import digits, pair, stems

IN_TITLE, IN_LEAD, IN_BODY = 6.0, 2.5, 1.0
BEGUN, MEANT = 0.6, 0.9
"""Shares for a word that is only begun, and for a synonym of what was typed."""
ALL_IN_TITLE, WHOLE_TITLE = 3.0, 4.0


class Zones:
    """The tokens of an entry's title (zone ``t``) and of its title and lead (zone ``h``), each with spaces between."""

    def __init__(self, title: str, lead: str) -> None:
        self.title = frozenset(title.split(" "))
        self._lead = lead
        self.size = f" {title}".count(" tr_")
        """Words of the title."""

    @cached_property
    def lead(self) -> frozenset[str]:
        """Taken apart when it is asked for: most candidates have all that counts in their title."""
        return frozenset(self._lead.split(" "))


@dataclass(frozen=True, slots=True)
class _Way:
    """A way in one zone, taken apart once for all candidates: what `matches` says of its expression, only faster."""

    all_of: frozenset[str]
    any_of: frozenset[str]
    begins: str
    begun: float
    typed: float
    covers: frozenset[str]

    def there(self, tokens: frozenset[str]) -> float:
        """What the way counts in these tokens: 0 where it is not there."""
        if self.all_of:
            return self.typed if self.all_of <= tokens else 0.0
        if not self.any_of.isdisjoint(tokens):
            return self.typed
        if self.begins and any(token.startswith(self.begins) for token in tokens):
            return self.begun
        return 0.0


def _way(way: Way, zone: str, language: str) -> _Way:
    share = 1.0 if way.typed else MEANT
    none: frozenset[str] = frozenset()
    covers = frozenset(f"{zone}r_{word}" for word in way.words)
    if way.han:
        run = way.words[0]
        if len(run) == 1:
            return _Way(none, covers, f"{zone}r_{run}", share, share, covers)
        pairs = frozenset(f"{zone}r_{run[at : at + 2]}" for at in range(len(run) - 1))
        return _Way(pairs, none, "", 0.0, share, pairs)
    if len(way.words) > 1:
        following = zip(way.words, way.words[1:], strict=False)
        return _Way(frozenset(f"{zone}p_{pair(*two, language)}" for two in following), none, "", 0.0, share, covers)
    word = way.words[0]
    tokens = {f"{zone}r_{word}"}
    if not word.isalnum():
        tokens.add(f"{zone}r_{digits(word)}")
    if word.isalpha():
        tokens.update(f"{zone}s_{one}" for one in stems(word, language))
    return _Way(none, frozenset(tokens), f"{zone}r_{word}" if way.prefix else "", share * BEGUN, share, covers)


class Scorer:
    """Scores the candidates of one query."""

    def __init__(self, query: Query, weights: Sequence[float]) -> None:
        self.weights = weights
        self.title = [self._ways(group, "t", query.language) for group in query.groups]
        self.lead = [self._ways(group, "h", query.language) for group in query.groups]

    @staticmethod
    def _ways(group: Group, zone: str, language: str) -> list[_Way]:
        return [_way(way, zone, language) for way in group.ways]

    def score(self, found: Sequence[bool], zones: Zones) -> tuple[float, bool]:
        """The score of an entry, and whether its title has everything.

        ``found`` says which groups are anywhere in it.
        """
        total, in_title = 0.0, 0
        covered: set[str] = set()
        for title, lead, weight, there in zip(self.title, self.lead, self.weights, found, strict=True):
            if not there:
                continue
            best = 0.0
            for way in title:
                if share := way.there(zones.title):
                    best = max(best, share)
                    covered |= way.covers
            if best:
                in_title += 1
                total += weight * best * IN_TITLE
                continue
            total += weight * max(IN_BODY, IN_LEAD * max(way.there(zones.lead) for way in lead))
        if in_title:
            total += WHOLE_TITLE * min(len(covered) / max(zones.size, 1), 1.0)
        everything = in_title == len(self.title)
        return total + (ALL_IN_TITLE if everything else 0.0), everything
