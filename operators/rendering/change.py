"""The history of a policy, and the difference of two of its editions, as pages show them."""

import json
from typing import Any

from operators.links import OfficialList
from operators.rendering.policy import edition_said
from operators.rendering.scribe import Scribe
from operators.rendering.strings import strings

Data = dict[str, Any]


def difference_page(compared: Data) -> Data:
    """``compared`` as ``editions.compare`` gives it. Values are shown as they were printed, never as markup."""
    scribe = Scribe(compared["language"], OfficialList())
    return {
        "slug": compared["slug"],
        "old": edition_said(compared["from"], scribe),
        "new": edition_said(compared["to"], scribe),
        "changes": [
            {"where": place(change["path"], scribe), "old": shown(change["old"]), "new": shown(change["new"])}
            for change in compared["changes"]
        ],
    }


def place(path: str, scribe: Scribe) -> str:
    """``/facts/termination/value`` -> ``Facts › termination › value``: parts that have a word are said in it."""
    texts = strings(scribe.language)
    return " › ".join(texts.get(f"part_{part}", part) for part in path.strip("/").split("/"))


def shown(value: Any) -> str:
    """A text as it is; rows and lists as the JSON that the API gives; nothing for a side that is missing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, indent=1)


def history_rows(history: list[Data], language: str) -> list[Data]:
    """The editions, newest first, each with the number of the one to compare it with (None for the first)."""
    scribe = Scribe(language, OfficialList())
    rows = [edition_said(edition, scribe) for edition in history]
    for index, row in enumerate(rows):
        older = next((one["number"] for one in rows[index + 1 :] if not one["withdrawn"]), None)
        row["compare_with"] = None if row["withdrawn"] else older
    return rows
