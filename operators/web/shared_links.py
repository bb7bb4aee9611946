"""A result as a link: the codes of the answers and the numbers of the editions, and nothing that was typed.

They stand after the ``#`` of the address, which a browser keeps to itself: no server, proxy or preview is ever sent
them. ``claro/prepaid/claro-cancellation-prepaid=1&pe-cancellation=2/debt=no&in_peru=yes/3fa92c1d``: the line, the
editions, the answers in alphabetical order, and a check sum, since a link that was cut short would be another answer.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from operators.vocabulary import UNKNOWN
from operators.web.problems import BadRequest

LONGEST = 4000
_NAME = r"[a-z0-9_-]{1,80}"
_SHAPE = re.compile(
    rf"({_NAME})/({_NAME})/({_NAME}=[1-9][0-9]{{0,5}}(?:&{_NAME}=[1-9][0-9]{{0,5}}){{0,3}})"
    rf"/((?:{_NAME}={_NAME}(?:&{_NAME}={_NAME})*)?)/([0-9a-f]{{8}})"
)
_BEGINNING = re.compile(rf"{_NAME}/{_NAME}/")
# What a messenger or a sentence leaves at the end of a link.
_LEFT_OVER = ".,;:!?)]>\"'”’»。，；！？）》」"


@dataclass(frozen=True, slots=True)
class SharedLink:
    """``answers`` without those that are unknown; ``editions`` by the slugs of the policies."""

    operator: str
    line_type: str
    editions: Mapping[str, int]
    answers: Mapping[str, str]

    @classmethod
    def read(cls, pasted: str) -> "SharedLink":
        """A link as it was pasted, whole or from its ``#`` on; raises BadRequest with what is wrong with it."""
        if not pasted.strip():
            raise BadRequest("link_empty")
        if len(pasted) > LONGEST:
            raise BadRequest("link_none")
        words = unquote(pasted.rpartition("#")[2]).split() or [""]
        # Words after a link are somebody's, unless the link itself was broken over lines.
        for text in (words[0].rstrip(_LEFT_OVER), "".join(words).rstrip(_LEFT_OVER)):
            if found := _SHAPE.fullmatch(text):
                break
        else:
            raise BadRequest("link_cut" if _BEGINNING.match(words[0]) else "link_none")
        operator, line_type, editions, answers, check = found.groups()
        link = cls(
            operator,
            line_type,
            {slug: int(number) for slug, number in _pairs(editions).items()},
            _pairs(answers),
        )
        # Read and written again it is the same: nothing stands in it twice, and in no other order.
        if check != _check(text.rpartition("/")[0]) or link.text() != text:
            raise BadRequest("link_cut")
        return link

    def text(self) -> str:
        """What stands after the ``#``: the same answers always make the same text."""
        known = {key: code for key, code in self.answers.items() if code != UNKNOWN}
        said = f"{self.operator}/{self.line_type}/{_joined(self.editions)}/{_joined(known)}"
        return f"{said}/{_check(said)}"


def _joined(pairs: Mapping[str, object]) -> str:
    return "&".join(f"{name}={pairs[name]}" for name in sorted(pairs))


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split("&")) if text else {}


def _check(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest()
