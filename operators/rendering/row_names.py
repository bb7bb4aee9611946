"""What tells the rows of a part from one another, in a reader's words: the title of a step, the name of a fact."""

from collections.abc import Mapping
from typing import Any

from operators.rendering.scribe import Scribe

Data = dict[str, Any]

TEXTS = {"steps": "title", "sources": "title", "questions": "text", "contact_points": "label"}
# Which table of words says a code of the row.
CODES = {
    "facts": ("fact", "key"),
    "cautions": ("caution", "kind"),
    "routes": ("channel", "channel"),
    "messages": ("channel", "channel"),
    "milestones": ("event", "event"),
}


def row_name(part: str, row: Data, asked: Mapping[str, Data], scribe: Scribe) -> str:
    """``row_name("steps", {"key": "ask", "title": "Ask for it"}, …)`` is ``Ask for it``; empty where nothing says it.

    ``asked`` are the questions by key: a condition goes by what it asks.
    """
    if part in TEXTS:
        return str(row.get(TEXTS[part]) or "")
    if part in CODES:
        table, column = CODES[part]
        return scribe.word(table, row.get(column, ""))
    if part == "conditions":
        return str(asked.get(row.get("question", ""), {}).get("text", ""))
    return ""


def rows_by_key(document: Data, part: str) -> dict[str, Data]:
    """The rows of a part of a document by their own keys; facts have one beside the key of what they are about."""
    rows = document.get(part)
    if not isinstance(rows, list):
        return {}
    return {str(row.get("row") or row.get("key")): row for row in rows if isinstance(row, dict)}
