"""Markdown as the plain lines that are indexed and shown as passages."""

import re

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARK = re.compile(r"(?<!\\)(\*{1,3}|_{2,3}|`+|~~)")
_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s?|[-*+]\s+|\d{1,3}[.)]\s+)+")


def lines(markdown: str) -> list[str]:
    """The lines of a text, without marks. A dialled code keeps its stars.

    >>> lines("**Llama** al [123](tel:123).\\n\\n- marca *123#")
    ['Llama al 123.', 'marca *123#']
    """
    found = []
    for line in markdown.splitlines():
        plain = _LINK.sub(r"\1", _START.sub("", line))
        plain = _without_marks(plain).replace("\\", "").strip()
        if plain:
            found.append(plain)
    return found


def _without_marks(line: str) -> str:
    """Marks of emphasis and code; a star before a digit is dialled."""

    def keep(found: re.Match[str]) -> str:
        after = line[found.end() : found.end() + 1]
        before = line[found.start() - 1 : found.start()]
        dialled = found.group() == "*" and (after.isdigit() or after == "#" or before.isdigit() or before == "#")
        return found.group() if dialled else ""

    return _MARK.sub(keep, line)
