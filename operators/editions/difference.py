"""The difference of two documents, per field; rows are matched by their keys, not by their places. Pure."""

from typing import Any

Data = dict[str, Any]

# What tells nothing: how a document is written down, and numbers of footnotes, which move with every new source.
_SKIP = frozenset(("format", "fallbacks", "number"))


def difference(old: Data, new: Data) -> list[Data]:
    """Every field that differs: ``{"path", "old", "new"}``; a missing side is None.

    >>> difference({"facts": [{"key": "fee", "row": "a", "value": 1}]}, {"facts": [{"key": "fee", "row": "a", "value": 2}]})
    [{'path': '/facts/a/value', 'old': 1, 'new': 2}]
    """  # noqa: E501
    found: list[Data] = []
    _compare(_cited(old), _cited(new), "", found)
    return found


def _cited(document: Data) -> Data:
    """The document with sources cited by their keys, so that a renumbered footnote is no difference."""
    keys = {source["number"]: source["key"] for source in document.get("sources", []) if "key" in source}
    if not keys:
        return document

    def walk(value: Any, name: str = "") -> Any:
        if name in ("sources", "cited") and isinstance(value, list) and all(isinstance(n, int) for n in value):
            return sorted(str(keys.get(number, number)) for number in value)
        if isinstance(value, dict):
            return {key: walk(inner, key) for key, inner in value.items()}
        if isinstance(value, list):
            return [walk(inner) for inner in value]
        return value

    result: Data = walk(document)
    return result


def _row_key(row: Any) -> str | None:
    """What tells a row from its neighbours: ``row`` of a fact, else ``key``, else the code of an option."""
    if isinstance(row, dict):
        for name in ("row", "key", "code", "slug"):
            if isinstance(row.get(name), str):
                return str(row[name])
    return None


def _compare(old: Any, new: Any, path: str, found: list[Data]) -> None:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in dict.fromkeys([*old, *new]):
            if name not in _SKIP:
                _compare(old.get(name), new.get(name), f"{path}/{name}", found)
    elif isinstance(old, list) and isinstance(new, list) and _keyed(old) and _keyed(new) and (old or new):
        before, after = ({_row_key(row): row for row in rows} for rows in (old, new))
        for key in dict.fromkeys([*before, *after]):
            _compare(before.get(key), after.get(key), f"{path}/{key}", found)
        common = [key for key in before if key in after]
        if common != [key for key in after if key in before]:
            found.append({"path": f"{path}/order", "old": list(before), "new": list(after)})
    elif old != new:
        found.append({"path": path, "old": old, "new": new})


def _keyed(rows: list[Any]) -> bool:
    keys = [_row_key(row) for row in rows]
    return None not in keys and len(set(keys)) == len(keys)
