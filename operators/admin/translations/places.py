"""The places of a thing that one language has to catch up with: what the translator sees, and what is written back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from operators.admin.translations.marking import Piece, marked
from operators.admin.words import text_of
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import TranslationGap
from operators.publishing.gaps import NOTE, ROWS
from operators.publishing.stepping import ORIGINAL, OUTDATED, Texts
from operators.vocabulary import LANGUAGES

_PLACE = re.compile(r"(?:(?P<rows>[a-z_]+)\[(?P<key>[^\]]+)\]\.)?(?P<column>[a-z_]+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """One other language: its text now, and what changed in it since this translation was made."""

    language: str
    name: str
    pieces: list[Piece]


@dataclass(slots=True)
class Place:
    name: str
    label: str
    state: str
    """``outdated``, ``missing``, or empty where somebody has mended it meanwhile."""
    own: str
    since: datetime | None = None
    readings: list[Reading] = field(default_factory=list)
    long: bool = True


def places(
    thing: Any, language: str, texts: Texts, gaps: Iterable[TranslationGap], posted: Iterable[str]
) -> list[Place]:
    """Every place with a gap, in the order of the texts, and every posted one, so that nothing typed is lost."""
    known = {gap.place: gap for gap in gaps}
    names = [name for name in texts if name in known]
    names += [name for name in [*known, *posted] if name not in names]
    return [_place(thing, language, name, texts, known.get(name)) for name in dict.fromkeys(names)]


def _place(thing: Any, language: str, name: str, all_texts: Texts, gap: TranslationGap | None) -> Place:
    texts = all_texts.get(name, {})
    was = gap.was if gap is not None and gap.state == OUTDATED else {}
    names = {**LANGUAGE_NAMES, ORIGINAL: _("Original")}
    readings = [
        Reading(one, names[one], marked(was.get(one, texts.get(one, "")), texts.get(one, "")))
        for one in (ORIGINAL, *LANGUAGES)
        if one != language and (one in was or (not was and texts.get(one)))
    ]
    own = texts.get(language, "")
    return Place(
        name,
        label(thing, name, all_texts),
        gap.state if gap else "",
        own,
        gap.since if gap else None,
        readings,
        long=max((len(text) for text in texts.values()), default=0) > 80,
    )


def target(thing: Any, name: str) -> tuple[Any, str]:
    """The row and the column behind a place; the row is None where it is gone."""
    found = _PLACE.fullmatch("change_note" if name == NOTE else name)
    if found is None:
        return None, ""
    if not found["rows"]:
        row: Any = thing
    else:
        kinds = [one for one in ROWS.get(type(thing), []) if one[0] == found["rows"]]
        if not kinds:
            return None, ""
        _name, model, owner, key = kinds[0]
        row = model._default_manager.filter(**{owner: thing, key: found["key"]}).first()
    translated = row is not None and any(
        one.attname == found["column"] and hasattr(one, "markdown") for one in row._meta.fields
    )
    return (row, found["column"]) if translated else (None, "")


def label(thing: Any, name: str, texts: Texts) -> str:
    """``steps[ask].body`` as an editor reads it: ``step Ask for it: what to do``; a row without a title by its key."""
    found = _PLACE.fullmatch("change_note" if name == NOTE else name)
    if found is None:
        return name
    model: Any = type(thing)
    start = ""
    for rows, row_model, _owner, _key in ROWS.get(type(thing), []):
        if rows == found["rows"]:
            titles = texts.get(f"{rows}[{found['key']}].title") or texts.get(f"{rows}[{found['key']}].label") or {}
            model, start = row_model, f"{row_model._meta.verbose_name} {text_of(titles) or found['key']}: "
    columns = {one.attname: str(one.verbose_name) for one in model._meta.fields}
    return start + columns.get(found["column"], found["column"])


def write(thing: Any, language: str, texts: dict[str, str]) -> None:
    """Put each text into its place; an empty one takes the language away. The caller logs the edit."""
    for name, text in texts.items():
        row, column = target(thing, name)
        if row is None:
            raise LookupError(name)
        setattr(row, column, {**(getattr(row, column) or {}), language: text})
        row.save(update_fields=[column])
