"""How well an entry answers a query: the title before the summary, the summary before a mention."""

from collections.abc import Sequence
from dataclasses import dataclass

from operators.search.query.expression import matches
from operators.search.query.parsing import Group

IN_TITLE, IN_LEAD, IN_BODY = 6.0, 2.5, 1.0
BEGUN, MEANT = 0.6, 0.9
"""Shares for a word that is only begun, and for a synonym of what was typed."""
ALL_IN_TITLE, WHOLE_TITLE = 3.0, 4.0


@dataclass(frozen=True, slots=True)
class Zones:
    """The tokens of an entry's title (zone ``t``) and of its title and lead (zone ``h``)."""

    title: frozenset[str]
    lead: frozenset[str]


def score(
    groups: Sequence[Group], found: Sequence[bool], weights: Sequence[float], zones: Zones, language: str
) -> float:
    """The score of an entry. ``found`` says which groups are anywhere in it, ``weights`` how telling each group is."""
    total, in_title, covered = 0.0, 0, 0
    for group, there, weight in zip(groups, found, weights, strict=True):
        if not there:
            continue
        best, place = _place(group, zones, language)
        total += weight * best
        if place == "t":
            in_title += 1
    if in_title:
        wanted = {token for group in groups for token in _raw(group, zones, language)}
        covered = len(wanted)
        size = sum(1 for token in zones.title if token.startswith("tr_"))
        total += WHOLE_TITLE * min(covered / max(size, 1), 1.0)
        if in_title == len(groups):
            total += ALL_IN_TITLE
    return total


def _place(group: Group, zones: Zones, language: str) -> tuple[float, str]:
    """The best place of a group in an entry that has it: what it counts, and its zone."""
    best, place = 0.0, ""
    for way in group.ways:
        share = 1.0 if way.typed else MEANT
        for zone, tokens, worth in (("t", zones.title, IN_TITLE), ("h", zones.lead, IN_LEAD)):
            if matches(way.expression(zone, language), tokens):
                if way.prefix and f"{zone}r_{way.words[0]}" not in tokens:
                    worth *= BEGUN
                if worth * share > best:
                    best, place = worth * share, zone
                break
    return (best, place) if best > IN_BODY else (max(best, IN_BODY), place or "b")


def _raw(group: Group, zones: Zones, language: str) -> set[str]:
    """The tokens of the title that a group covers, as written."""
    found: set[str] = set()
    for way in group.ways:
        if not matches(way.expression("t", language), zones.title):
            continue
        if way.han:
            run = way.words[0]
            found.update(f"tr_{run[at : at + 2]}" for at in range(max(len(run) - 1, 1)))
        else:
            found.update(f"tr_{word}" for word in way.words)
    return found
