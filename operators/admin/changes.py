"""What differs between what readers get and the working copy, in the words of an editor. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from operators.editions.difference import difference
from operators.links import host_of, targets
from operators.models.forms import LANGUAGE_NAMES

Data = dict[str, Any]

NO_NEWS = ("/language", "/sources/order")
"""Footnotes are numbered anew whenever a row before them cites another source."""

WHOLE = ("url", "homepage")
"""Columns that are an address as a whole, not a text with addresses in it."""


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


@dataclass(frozen=True, slots=True)
class Reach:
    """Where readers could be led that they could not before, and the other way round: what a fraud would change."""

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed)


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


def reach(old: dict[str, Data], new: dict[str, Data]) -> Reach:
    """The links, hosts, numbers and addresses that come or go, over all languages."""
    before, after = ({one for document in side.values() for one in reachable(document)} for side in (old, new))
    return Reach(sorted(after - before), sorted(before - after))


def reachable(value: Any, name: str = "") -> Iterator[str]:
    """Everything in a document that a reader could open, dial or write to."""
    if isinstance(value, dict):
        if "channel" in value and isinstance(value.get("value"), str):
            yield value["value"]
        for key, inner in value.items():
            yield from reachable(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from reachable(inner, name)
    elif isinstance(value, str) and value:
        if name in WHOLE:
            yield value
            yield host_of(value)
        else:
            yield from (target.value for target in targets(value))
