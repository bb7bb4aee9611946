"""What differs between what readers get and the working copy, in the words of an editor. Pure."""

from dataclasses import dataclass
from typing import Any

from operators.editions.difference import difference
from operators.models.forms import LANGUAGE_NAMES

Data = dict[str, Any]

NO_NEWS = ("/language", "/sources/order")
"""Footnotes are numbered anew whenever a row before them cites another source."""


@dataclass(frozen=True, slots=True)
class Side:
    """Old and new of a field; ``language`` is empty where all languages agree."""

    language: str
    language_name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """One field: ``/facts/fee/value``."""

    path: str
    kind: str
    """``added``, ``removed`` or ``changed``."""
    sides: list[Side]


def changes(old: dict[str, Data], new: dict[str, Data]) -> list[Change]:
    """All fields that differ, in the order of the document. Both map each language to its document."""
    found: dict[str, dict[str, tuple[Any, Any]]] = {}
    for language, document in new.items():
        for one in difference(old.get(language, {}), document):
            found.setdefault(one["path"], {})[language] = (one["old"], one["new"])
    places = {name: place for place, name in enumerate(next(iter(new.values()), {}))}
    paths = sorted((path for path in found if path not in NO_NEWS), key=lambda path: places.get(path.split("/")[1], 0))
    return [_change(path, found[path], len(new)) for path in paths]


def _change(path: str, by_language: dict[str, tuple[Any, Any]], languages: int) -> Change:
    pairs = list(by_language.values())
    same = len(pairs) == languages and all(pair == pairs[0] for pair in pairs)
    shown = {"": pairs[0]} if same else by_language
    sides = [
        Side(language, LANGUAGE_NAMES.get(language, ""), plain(old), plain(new))
        for language, (old, new) in shown.items()
    ]
    kind = "added" if all(old in (None, "") for old, _new in pairs) else "changed"
    kind = "removed" if all(new in (None, "") for _old, new in pairs) else kind
    return Change(path.strip("/"), kind, sides)


def plain(value: Any) -> str:
    """A value of a document as lines that a person reads.

    >>> plain({"key": "fee", "value": 1, "area": ""})
    'key: fee\\nvalue: 1'
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "\n".join(f"{name}: {plain(inner)}" for name, inner in value.items() if inner not in (None, "", [], {}))
    if isinstance(value, list):
        if any(isinstance(inner, dict) for inner in value):
            return "\n".join(plain(inner) for inner in value)
        return ", ".join(plain(inner) for inner in value)
    return str(value)
