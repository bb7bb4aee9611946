"""Two people edited the same page: which fields each of them touched, and one page made of both. Pure.

A page is a form with its rows as it is posted. The form carries a mark of each value that it was opened with, so that
what the editor touched can be told from what was only there, and what others changed meanwhile from what stayed.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

Values = dict[str, list[str]]
"""``{"title_en": ["A title"], "channels": ["app", "web"]}``; an empty list is a box that is not ticked."""
Marks = dict[str, str]
"""``{"title_en": "a1b2c3d4", "steps/17/body_es": "…"}``"""

MARK_LENGTH = 8
DELETE = "DELETE"


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``pk`` is empty for one that is not stored yet."""

    pk: str
    values: Values


@dataclass(frozen=True, slots=True)
class Page:
    """``rows`` maps the prefix of each set of rows to its rows in their order."""

    values: Values
    rows: dict[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody touched. ``place`` is empty for the page itself, else the prefix and the row.

    ``by`` is ``mine``, ``theirs`` or ``both``; a whole row has the name ``""``: it was added or deleted.
    """

    prefix: str
    row: Row | None
    name: str
    by: str
    now: list[str]
    mine: list[str]


def mark(values: Iterable[str]) -> str:
    """A short name for a value. The order of several, line ends and outer blanks do not count.

    >>> mark(["b", "a "]) == mark(["a", "b"]), mark([]) == mark(["", ""])
    (True, True)
    """
    plain = sorted(value.replace("\r\n", "\n").strip() for value in values)
    return sha256("\x1f".join(value for value in plain if value).encode()).hexdigest()[:MARK_LENGTH]


def marks(page: Page) -> Marks:
    """The mark of every value on a page, under its name or ``prefix/pk/name``."""
    found = {name: mark(values) for name, values in page.values.items()}
    for prefix, rows in page.rows.items():
        for row in rows:
            found[f"{prefix}/{row.pk}"] = ""
            found |= {f"{prefix}/{row.pk}/{name}": mark(values) for name, values in row.values.items()}
    return found


def touched(before: Marks, values: Values, start: str = "") -> set[str]:
    """The names, of those that were on the page, whose value is no longer what it was."""
    names = {name.removeprefix(start) for name in before if name.startswith(start)}
    return {name for name in names if "/" not in name and mark(values.get(name, [])) != before[start + name]}


def merged(before: Marks, mine: Page, theirs: Page) -> Page:
    """``theirs`` with each value that I touched, each row that I added and without those that I deleted.

    A row that they deleted and I touched comes back as a new one; one that I only had before me stays deleted.
    """
    values = _over(before, mine.values, theirs.values, "")
    rows = {}
    for prefix, stored in theirs.rows.items():
        my_rows = mine.rows.get(prefix, [])
        by_pk = {row.pk: row for row in my_rows if row.pk}
        kept = [_one_row(before, by_pk.get(row.pk), row, f"{prefix}/{row.pk}/") for row in stored]
        there = {row.pk for row in stored}
        gone = [row for row in my_rows if row.pk and row.pk not in there and not row.values.get(DELETE)]
        again = [Row("", row.values) for row in gone if touched(before, row.values, f"{prefix}/{row.pk}/")]
        rows[prefix] = [*kept, *again, *(row for row in my_rows if not row.pk)]
    return replace(theirs, values=values, rows=rows)


def _one_row(before: Marks, mine: Row | None, theirs: Row, start: str) -> Row:
    if mine is None:
        return theirs
    values = _over(before, mine.values, theirs.values, start)
    if mine.values.get(DELETE):
        values[DELETE] = mine.values[DELETE]
    return Row(theirs.pk, values)


def _over(before: Marks, mine: Values, theirs: Values, start: str) -> Values:
    return {**theirs, **{name: mine.get(name, []) for name in touched(before, mine, start) if name in theirs}}


def differences(before: Marks, mine: Page, theirs: Page) -> list[Difference]:
    """What either side did since the page was opened, in the order of the page."""
    return list(_differences(before, mine, theirs))


def _differences(before: Marks, mine: Page, theirs: Page) -> Iterator[Difference]:
    yield from _fields(before, mine.values, theirs.values, "", None)
    for prefix, stored in theirs.rows.items():
        my_rows = mine.rows.get(prefix, [])
        by_pk = {row.pk: row for row in my_rows if row.pk}
        for row in stored:
            my_row = by_pk.get(row.pk)
            if f"{prefix}/{row.pk}" not in before:
                yield Difference(prefix, row, "", "theirs", ["+"], [])
            elif my_row is not None and my_row.values.get(DELETE):
                changed = touched(before, row.values, f"{prefix}/{row.pk}/")
                yield Difference(prefix, row, "", "both" if changed else "mine", [], ["-"])
            elif my_row is not None:
                yield from _fields(before, my_row.values, row.values, prefix, row)
        there = {row.pk for row in stored}
        for my_row in my_rows:
            if my_row.pk and my_row.pk not in there and not my_row.values.get(DELETE):
                changed = touched(before, my_row.values, f"{prefix}/{my_row.pk}/")
                yield Difference(prefix, my_row, "", "both" if changed else "theirs", ["-"], ["+"] if changed else [])
            elif not my_row.pk:
                yield Difference(prefix, my_row, "", "mine", [], ["+"])


def _fields(
    before: Marks, mine: Mapping[str, list[str]], theirs: Values, prefix: str, row: Row | None
) -> Iterator[Difference]:
    start = f"{prefix}/{row.pk}/" if row else ""
    i_did, they_did = touched(before, dict(mine), start), touched(before, theirs, start)
    for name, now in theirs.items():
        if name not in i_did | they_did:
            continue
        typed = mine.get(name, [])
        by = "both" if name in i_did and name in they_did else "mine" if name in i_did else "theirs"
        if by == "both" and mark(typed) == mark(now):
            continue
        yield Difference(prefix, row, name, by, now, typed)
