"""Two documents side by side: section by section, row by row, field by field, every change named in words."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from operators.admin.comparing.marking import Piece, mark
from operators.admin.comparing.naming import ROWS, Data, Names
from operators.admin.sections import SECTIONS, section_of
from operators.editions.difference import difference

NO_NEWS = ("/language", "/sources/order", "/kind", "/slug")
"""Footnotes are numbered anew whenever a row before them cites another source."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field that differs: its name, and both texts as one."""

    label: str
    pieces: list[Piece]
    is_text: bool = False
    """In the language of the difference; else it is the same in every language."""


@dataclass(slots=True)
class RowChange:
    """``how`` is ``added``, ``removed``, ``changed`` or ``moved``; ``moved`` says from where to where."""

    title: str
    how: str
    fields: list[Field] = field(default_factory=list)
    moved: str = ""

    @property
    def label(self) -> str:
        return {"added": _("new"), "removed": _("gone")}.get(self.how, "")


@dataclass(slots=True)
class SectionChange:
    name: str
    label: str
    rows: list[RowChange] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs in one language; ``counts`` says how many fields differ in each of them, and ``elsewhere`` how many
    differ in other languages but not in this one.
    """

    language: str
    sections: list[SectionChange]
    counts: Mapping[str, int]
    elsewhere: int

    def __bool__(self) -> bool:
        return any(self.counts.values())


def compared(old: Mapping[str, Data], new: Mapping[str, Data], language: str) -> Difference:
    """Both map each language to its document; an empty mapping stands for no document at all."""
    found = {one: list(_paths(old.get(one, {}), new.get(one, {}))) for one in {**old, **new}}
    paths = {one: {change["path"] for change in changes} for one, changes in found.items()}
    here = paths.get(language, set())
    others = set().union(*paths.values()) - here if paths else set()
    before, after = old.get(language, {}), new.get(language, {})
    names = Names.of((after or before).get("kind", "policy"), before, after)
    return Difference(
        language=language,
        sections=_sections(found.get(language, []), before, after, names),
        counts={one: len(changes) for one, changes in found.items()},
        elsewhere=len(others),
    )


def _paths(old: Data, new: Data) -> Iterator[Data]:
    """The changes of one language; without an old document, every row is a new one."""
    empty: Data = {name: [] if isinstance(value, list) else None for name, value in (new or old).items()}
    for change in difference(old or {**empty, "sources": []}, new or {**empty, "sources": []}):
        nothing = change["old"] in (None, "", []) and change["new"] in (None, "", [])
        if change["path"] not in NO_NEWS and not nothing:
            yield change


def _sections(changes: Sequence[Data], old: Data, new: Data, names: Names) -> list[SectionChange]:
    found: dict[str, dict[str, RowChange]] = {}
    for change in changes:
        section, *rest = change["path"].strip("/").split("/")
        if section not in ROWS or not rest:
            own = found.setdefault(section_of(section), {}).setdefault("", RowChange("", "changed"))
            own.fields += _one(names, "", section, _Both(change["old"], change["new"]))
        elif rest == ["order"] and isinstance(change["old"], list):
            for key, moved in _moves(change["old"], change["new"]):
                row, _rows = _row(found, section, key, old, new, names)
                row.moved = moved
        else:
            row, both = _row(found, section, rest[0], old, new, names)
            row.fields += _fields(names, section, rest[1:], _Both(change["old"], change["new"]), both)
    for rows in found.values():
        for row in rows.values():
            if row.moved and not row.fields:
                row.how = "moved"
    return [
        SectionChange(section, str(label), list(found[section].values()))
        for section, label in SECTIONS.items()
        if section in found
    ]


@dataclass(frozen=True, slots=True)
class _Both:
    """The old and the new of something; None where there is none."""

    old: Any
    new: Any


def _row(
    found: dict[str, dict[str, RowChange]], section: str, key: str, old: Data, new: Data, names: Names
) -> tuple[RowChange, _Both]:
    both = _Both(_find(old, section, key), _find(new, section, key))
    rows = found.setdefault(section, {})
    if key not in rows:
        how = "changed" if both.old and both.new else "added" if both.new else "removed"
        rows[key] = RowChange(names.row(section, both.new or both.old or {"key": key}), how)
    return rows[key], both


def _find(document: Data, section: str, key: str) -> Data | None:
    return next((row for row in document.get(section, []) if key == row.get("row", row.get("key"))), None)


def _fields(names: Names, section: str, rest: Sequence[str], change: _Both, rows: _Both) -> Iterator[Field]:
    """``rest`` is what follows the row in the path: nothing (the row itself), a field, or something within it."""
    if not rest:
        for name in change.new or change.old:
            if name not in ("row", "number") and (name != "key" or section == "facts"):
                sides = _Both(*(side.get(name) if side else None for side in (change.old, change.new)))
                yield from _one(names, section, name, sides, rows)
    elif rest[0] == "options":
        code = rest[1] if len(rest) > 1 else ""
        sides = _Both(*(side["label"] if isinstance(side, dict) else side for side in (change.old, change.new)))
        label = _("Answer")  # outside the f-string: xgettext does not look into one
        for one in _one(names, "options", "label", sides):
            yield Field(f"{label} {code}".strip(), one.pieces, one.is_text)
    elif rest[0] == "reach" and len(rest) > 1:
        yield from _one(names, section, f"reach_{rest[1]}", change)
    else:
        name = rest[0]
        inner = len(rest) > 1  # a field within a field: the whole of it is said
        sides = _Both(*(side.get(name) if side else None for side in (rows.old, rows.new))) if inner else change
        yield from _one(names, section, name, sides, rows)


def _one(names: Names, section: str, name: str, both: _Both, rows: _Both = _Both(None, None)) -> Iterator[Field]:
    old, new = names.value(section, name, both.old, rows.old), names.value(section, name, both.new, rows.new)
    if old or new:
        is_text = names.is_text(section, name)
        # A code or a number changes as a whole.
        prose = is_text or (max(len(old.split()), len(new.split())) > 3 and not names.is_code(section, name))
        pieces = mark(old, new) if prose and old and new else [Piece("old", old), Piece("new", new)]
        yield Field(names.field(section, name), [piece for piece in pieces if piece.text], is_text)


def _moves(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The fewest rows that have to be taken up and put down elsewhere, each with where it was and where it is."""
    before = [key for key in old if key in new]
    places = {key: place for place, key in enumerate(before)}
    order = [places[key] for key in new if key in places]
    standing = _longest_rise(order)
    for was in order:
        if was not in standing:
            yield (
                before[was],
                _("moved from place %(old)s to place %(new)s")
                % {"old": old.index(before[was]) + 1, "new": new.index(before[was]) + 1},
            )


def _longest_rise(order: Sequence[int]) -> set[int]:
    """The longest run of numbers that only rises, wherever they stand.

    >>> sorted(_longest_rise([2, 0, 1, 3]))
    [0, 1, 3]
    """
    ends: list[int] = []
    above: dict[int, int | None] = {}
    for number in order:
        place = bisect_left(ends, number)
        above[number] = ends[place - 1] if place else None
        ends[place : place + 1] = [number]
    found: set[int] = set()
    at = ends[-1] if ends else None
    while at is not None:
        found.add(at)
        at = above[at]
    return found
