"""A caution as a page shows it: what to know in its first sentence, what that rests on folded behind it.

Cautions stand above the verdict. On a phone several of them at full length would push it off the screen, and who does
not see the verdict does not read the cautions either. Nothing is left out: the rest opens, and is printed.
"""

import re
from typing import Any

from operators.rendering.markdown import east_asian
from operators.rendering.scribe import Scribe

Data = dict[str, Any]

SHORT = 100
"""What is no wider than this is shown whole, in Latin letters; a Han character is two of them wide."""

_ENDS = re.compile(r"[。！？]|[.!?](?=\s+[A-ZÁÉÍÓÚÑ¿¡])")
_PAIRS = ("()", "[]", "（）", "“”", "«»")


def lead_and_rest(text: str) -> tuple[str, str]:
    """The first sentence, and what follows it; nothing follows in a short text.

    >>> lead_and_rest("Keep the code.")
    ('Keep the code.', '')
    >>> lead_and_rest("先转网。" + "据2025年3月的报道，已停机或已销户的号码不能转。" * 3)[0]
    '先转网。'
    """
    text = text.strip()
    if _width(text) <= SHORT:
        return text, ""
    for end in _ENDS.finditer(text):
        lead, rest = text[: end.end()], text[end.end() :].strip()
        if _whole(lead):
            return lead, rest
    return text, ""


def caution(row: Data, scribe: Scribe, path: str = "") -> Data:
    """What every caution has, on a policy and in a result; ``path`` is that of its text in the document."""
    lead, rest = lead_and_rest(row["text"] or "")
    return {
        "kind": row["kind"],
        "kind_word": scribe.word("caution", row["kind"]),
        "lead": scribe.inline(lead, path),
        "rest": scribe.inline(rest, path),
        "our_advice": row["our_advice"],
    }


def _width(text: str) -> int:
    return sum(2 if east_asian(letter) else 1 for letter in text)


def _whole(lead: str) -> bool:
    """Whether a sentence ends here, and not inside a link or a parenthesis."""
    return all(lead.count(pair[0]) == lead.count(pair[1]) for pair in _PAIRS)
