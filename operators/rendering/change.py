"""The history of a policy, and the difference of two of its editions, as pages show them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from operators.links import OfficialList
from operators.rendering.policy import edition_said
from operators.rendering.row_names import row_name, rows_by_key
from operators.rendering.scribe import Scribe
from operators.rendering.strings import strings
from operators.rendering.values import fact_value

Data = dict[str, Any]

# Names inside a row that tell a reader nothing: what it is called, where it stands, what it cites (sources have a
# section of their own).
INTERNAL = frozenset(
    (
        "key",
        "row",
        "code",
        "number",
        "sources",
        "cited",
        "our_advice",
        "retrieved_on",
        "order",
        "group",
        "kind",
        "unit",
        "language",
    )
)
DAYS = frozenset(("published_on", "applies_from", "applies_until"))
_LINK = re.compile(r"\[([^\[\]]+)\]\((https?://[^\s()]+)\)")
# Which table says the codes of a field.
TABLES = {
    "channel": "channel",
    "channels": "channel",
    "support": "support",
    "store_visit": "store_visit",
    "online_support": "online_support",
    "standing": "standing",
    "in_force": "in_force",
    "outcome": "outcome",
    "event": "event",
    "clock": "clock",
    "balance": "balance",
}


def difference_page(compared: Data, document: Data | None = None) -> Data:
    """``compared`` as ``editions.compare`` gives it, by parts of the document. Values are shown as text alone.

    ``document`` is the policy as it is read now: an answer is said in the words of its questions, not by its code, and
    a row goes by its title. A row that came or went brings its own; of what neither tells, the key stands for it.
    """
    document = document or {}
    asked = {question["key"]: question for question in document.get("questions", [])}
    scribe = Scribe(compared["language"], OfficialList())
    parts: dict[str, list[Data]] = {}
    known = {part: rows_by_key(document, part) for part in document}
    for change in compared["changes"]:
        part, *rest = change["path"].strip("/").split("/")
        if rest and rest[-1] in INTERNAL:
            continue
        field = rest[-1] if rest else part
        old, new = (list(_lines(change[side], field, scribe, asked)) for side in ("old", "new"))
        if isinstance(change["old"], list) and isinstance(change["new"], list):
            old, new = [line for line in old if line not in new], [line for line in new if line not in old]
        where = _where(part, rest, change, known.get(part, {}), asked, scribe)
        parts.setdefault(part, []).append({"where": where, "old": "\n".join(old), "new": "\n".join(new)})
    return {
        "slug": compared["slug"],
        "old": edition_said(compared["from"], scribe),
        "new": edition_said(compared["to"], scribe),
        "parts": [{"title": _part(part, scribe), "changes": changes} for part, changes in parts.items()],
    }


def _where(
    part: str, rest: list[str], change: Data, known: Mapping[str, Data], asked: Mapping[str, Data], scribe: Scribe
) -> str:
    """``["ask", "body"]`` of the steps is ``Ask for it › Text``; of a part without rows it is nothing."""
    if not rest:
        return ""
    # A row that came or went stands whole on one side.
    whole = (change["new"] or change["old"]) if len(rest) == 1 else None
    row = whole if isinstance(whole, dict) else known.get(rest[0], {})
    named = row_name(part, row, asked, scribe) or _part(rest[0], scribe)
    return " › ".join([named, *(_part(name, scribe) for name in rest[1:])])


def _part(name: str, scribe: Scribe) -> str:
    """The word for a part of a document; an editor's own key stands for itself."""
    return strings(scribe.language).get(f"part_{name}", name.replace("-", " ").replace("_", " "))


def _answers(row: Data, asked: dict[str, Data], scribe: Scribe) -> str:
    """The question of a row and its answers: ``"Do you owe anything? Yes"``; empty where that is not known."""
    question = asked.get(row["question"])
    if question is None:
        return ""
    labels = {option["code"]: option["label"] for option in question["options"]}
    codes = row.get("when") or row.get("options") or []
    return " ".join([question["text"], scribe.say("or_bare").join(labels[code] for code in codes if code in labels)])


def _lines(value: Any, field: str, scribe: Scribe, asked: dict[str, Data]) -> Iterator[str]:
    """A value for a reader's eyes: one line a text, nothing for what is missing or says nothing."""
    if value is None or value == "" or value is False or value == []:
        return
    if isinstance(value, dict):
        if "value" in value and "unit" in value:
            value = value | {"value": fact_value(value, scribe.language)}
        left_out = INTERNAL
        if isinstance(value.get("question"), str):
            left_out = INTERNAL | {"question", "when", "options"}
            if said := _answers(value, asked, scribe):
                yield said
        for name, inner in value.items():
            if name not in left_out:
                yield from _lines(inner, name, scribe, asked)
    elif isinstance(value, list):
        for inner in value:
            yield from _lines(inner, field, scribe, asked)
    elif field in TABLES:
        yield scribe.word(TABLES[field], str(value)) or str(value)
    elif field in DAYS:
        yield scribe.day(value)
    else:
        yield _LINK.sub(r"\1 (\2)", str(value))


def history_rows(history: list[Data], language: str) -> list[Data]:
    """The editions, newest first, each with the number of the one to compare it with (None for the first)."""
    scribe = Scribe(language, OfficialList())
    rows = [edition_said(edition, scribe) for edition in history]
    for index, row in enumerate(rows):
        older = next((one["number"] for one in rows[index + 1 :] if not one["withdrawn"]), None)
        row["compare_with"] = None if row["withdrawn"] else older
    return rows
