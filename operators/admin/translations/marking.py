"""What changed in a text, word by word; in Chinese, sign by sign. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_PIECE = re.compile(r"[⺀-鿿豈-﫿]|\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Piece:
    """``kind`` is ``same``, ``gone`` or ``new``."""

    kind: str
    text: str


def marked(old: str, new: str) -> list[Piece]:
    """Old and new as one text with what went and what came marked.

    >>> [(piece.kind, piece.text) for piece in marked("in 5 days", "in 7 days")]
    [('same', 'in '), ('gone', '5'), ('new', '7'), ('same', ' days')]
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    pieces = []
    for kind, start, end, other, stop in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(before[start:end])))
            continue
        if end > start:
            pieces.append(Piece("gone", "".join(before[start:end])))
        if stop > other:
            pieces.append(Piece("new", "".join(after[other:stop])))
    return pieces
