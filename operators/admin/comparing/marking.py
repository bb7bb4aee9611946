"""Which words of a text are new and which are gone; characters where there are no spaces between words. Pure.

Myers' shortest edit script, which costs what differs and not what is the same. Beyond ``MOST_EDITS`` nobody reads
single words any more: then whole lines are compared, and beyond that the two texts stand side by side. So the time is
bounded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_EDITS = 240

_TOKENS = re.compile(
    r"[\u2e80-\u2fff\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"  # a character is a word
    r"|[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """``how`` is ``same``, ``old`` (gone) or ``new``."""

    how: str
    text: str


def mark(old: str, new: str) -> list[Piece]:
    """Both texts as one, in the order in which they are read; neighbours differ in ``how``.

    >>> [(piece.how, piece.text) for piece in mark("Pay the debt.", "Pay all debt.")]
    [('same', 'Pay '), ('old', 'the'), ('new', 'all'), ('same', ' debt.')]
    >>> [(piece.how, piece.text) for piece in mark("三天内", "五天内")]
    [('old', '三'), ('new', '五'), ('same', '天内')]
    """
    script = _script(_TOKENS.findall(old), _TOKENS.findall(new))
    if script is None:
        script = _script(old.splitlines(keepends=True), new.splitlines(keepends=True))
    if script is None:
        script = [("old", old), ("new", new)]
    return _joined(_tidy(script))


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    found: list[Piece] = []
    for piece in pieces:
        if found and found[-1].how == piece.how:
            found[-1] = Piece(piece.how, found[-1].text + piece.text)
        else:
            found.append(piece)
    return found


def _script(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]] | None:
    """Token by token; None where more than ``MOST_EDITS`` tokens come and go."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = _shortest(old[start : len(old) - end], new[start : len(new) - end])
    if middle is None:
        return None
    same_before = [("same", token) for token in old[:start]]
    return same_before + middle + [("same", token) for token in old[len(old) - end :]]


def _shortest(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]] | None:
    if not old or not new:
        if len(old) + len(new) > MOST_EDITS * 40:
            return None
        return [("old", token) for token in old] + [("new", token) for token in new]
    # ``reached[k]`` is how far along ``old`` one gets on diagonal k with the edits made so far.
    reached = {1: 0}
    rounds: list[dict[int, int]] = []
    for edits in range(min(len(old) + len(new), MOST_EDITS) + 1):
        rounds.append(dict(reached))
        for k in range(-edits, edits + 1, 2):
            down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
            x = reached.get(k + 1, 0) if down else reached.get(k - 1, 0) + 1
            y = x - k
            while x < len(old) and y < len(new) and old[x] == new[y]:
                x, y = x + 1, y + 1
            reached[k] = x
            if x >= len(old) and y >= len(new):
                return _walk_back(rounds, old, new)
    return None


def _walk_back(rounds: list[dict[int, int]], old: Sequence[str], new: Sequence[str]) -> list[tuple[str, str]]:
    script: list[tuple[str, str]] = []
    x, y = len(old), len(new)
    for edits in range(len(rounds) - 1, -1, -1):
        reached = rounds[edits]
        k = x - y
        down = k == -edits or (k != edits and reached.get(k - 1, -1) < reached.get(k + 1, -1))
        before = k + 1 if down else k - 1
        from_x = reached.get(before, 0)
        from_y = from_x - before
        while x > from_x and y > from_y and x > 0 and y > 0:
            x, y = x - 1, y - 1
            script.append(("same", old[x]))
        if edits:
            if down:
                y -= 1
                script.append(("new", new[y]))
            else:
                x -= 1
                script.append(("old", old[x]))
    return script[::-1]


def _tidy(script: list[tuple[str, str]]) -> Iterator[Piece]:
    """What is gone before what is new; a lone blank or comma between two changes belongs to both."""
    gone, come = "", ""
    for place, (how, text) in enumerate(script):
        if how == "old":
            gone += text
        elif how == "new":
            come += text
        elif (gone or come) and _is_lone(script, place):
            gone, come = gone + text, come + text
        else:
            yield from _changed(gone, come)
            gone, come = "", ""
            yield Piece("same", text)
    yield from _changed(gone, come)


def _changed(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece("old", gone)
    if come:
        yield Piece("new", come)


def _is_lone(script: list[tuple[str, str]], place: int) -> bool:
    followed = place + 1 < len(script) and script[place + 1][0] != "same"
    return followed and re.search(r"\w", script[place][1]) is None
