"""The columns of tables: how a value of a working copy is written in a cell, and how a cell is read back.

Every cell is a text, and what is written reads back as the same value.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from operators.models.fields import normal_text
from operators.models.working import Operator, Policy, Source
from operators.models.working.rows import value_problem
from operators.vocabulary import COUNTRIES, FACTS, LANGUAGES, Unit


class CellRefused(ValueError):
    """What is wrong with a cell, and what is allowed."""


@dataclass
class World:
    """What cells name: read once for a whole table."""

    sources: dict[str, Source] = field(default_factory=lambda: Source.objects.in_bulk(field_name="key"))
    policies: dict[str, Policy] = field(default_factory=lambda: Policy.objects.in_bulk(field_name="slug"))
    operators: dict[str, Operator] = field(default_factory=lambda: Operator.objects.in_bulk(field_name="slug"))


@dataclass(frozen=True, slots=True)
class Column:
    """``read`` gives the text of a value; ``write`` puts a text's value into a row, or raises CellRefused.

    What it links to cannot be saved with the row: ``write`` then leaves it in ``row.links``, a dict by name.
    ``normal`` is the form in which two cells are compared.
    """

    name: str
    read: Callable[[Any], str]
    write: Callable[[Any, str, World], None]
    normal: Callable[[str], str] = normal_text


def plain(name: str) -> Column:
    def write(row: Any, text: str, world: World) -> None:
        setattr(row, name, normal_text(text))

    return Column(name, lambda row: str(getattr(row, name)), write)


def choice(name: str, words: type[StrEnum] | Iterable[str], *, blank: bool = False) -> Column:
    allowed = [str(word) for word in words]

    def write(row: Any, text: str, world: World) -> None:
        word = text.strip()
        if word not in allowed and not (blank and not word):
            raise CellRefused(
                _("“%(word)s” is not allowed; allowed: %(allowed)s.")
                % {"word": word[:40], "allowed": ", ".join(allowed)}
            )
        setattr(row, name, word)

    return Column(name, lambda row: str(getattr(row, name)), write)


def number(name: str) -> Column:
    def write(row: Any, text: str, world: World) -> None:
        if not (text.strip().isascii() and text.strip().isdigit() and len(text.strip()) < 8):
            raise CellRefused(_("“%(text)s” is no whole number.") % {"text": text.strip()[:40]})
        setattr(row, name, int(text))

    return Column(name, lambda row: str(getattr(row, name)), write)


def day(name: str, *, blank: bool = True) -> Column:
    def write(row: Any, text: str, world: World) -> None:
        word = text.strip()
        if not word and blank:
            setattr(row, name, None)
            return
        try:
            setattr(row, name, date.fromisoformat(word) if len(word) == 10 else date.fromisoformat("no"))
        except ValueError:
            raise CellRefused(_("“%(word)s” is no day; write it as 2026-11-22.") % {"word": word[:40]}) from None

    return Column(name, lambda row: getattr(row, name).isoformat() if getattr(row, name) else "", write)


def yes_no(name: str) -> Column:
    def write(row: Any, text: str, world: World) -> None:
        word = text.strip().lower()
        if word not in ("yes", "no"):
            raise CellRefused(_("“%(word)s” is not allowed; allowed: yes, no.") % {"word": word[:40]})
        setattr(row, name, word == "yes")

    return Column(name, lambda row: "yes" if getattr(row, name) else "no", write)


def translated(name: str) -> list[Column]:
    """A column for each language: ``label.zh-hans``."""

    def one(language: str) -> Column:
        def write(row: Any, text: str, world: World) -> None:
            # A copy: the old one may be shared with what is compared to.
            texts = dict(getattr(row, name)) | {language: normal_text(text)}
            setattr(row, name, {code: texts[code] for code in LANGUAGES if texts.get(code)})

        return Column(f"{name}.{language}", lambda row: str(getattr(row, name).get(language, "")), write)

    return [one(language) for language in LANGUAGES]


def _names(text: str) -> list[str]:
    return [word.strip() for word in text.replace("，", ",").split(",") if word.strip()]


def _sorted_names(text: str) -> str:
    return ", ".join(sorted(set(_names(text))))


def linked(name: str, of: str, key: str) -> Column:
    """Several others by their keys, with commas between them; ``of`` is the attribute of World that knows them."""

    def read(row: Any) -> str:
        return ", ".join(sorted(getattr(other, key) for other in getattr(row, name).all())) if row.pk else ""

    def write(row: Any, text: str, world: World) -> None:
        known = getattr(world, of)
        names = _names(text)
        for word in names:
            if word not in known:
                raise CellRefused(
                    _("there is no %(kind)s “%(word)s”.") % {"kind": of.removesuffix("s"), "word": word[:80]}
                )
        row.links = {**getattr(row, "links", {}), name: [known[word] for word in names]}

    return Column(name, read, write, _sorted_names)


def operator(name: str) -> Column:
    def write(row: Any, text: str, world: World) -> None:
        slug = text.strip()
        if slug and slug not in world.operators:
            allowed = ", ".join(sorted(world.operators)[:60])
            raise CellRefused(
                _("there is no operator “%(slug)s”; allowed: %(allowed)s.") % {"slug": slug[:80], "allowed": allowed}
            )
        setattr(row, name, world.operators[slug] if slug else None)

    return Column(name, lambda row: getattr(row, name).slug if getattr(row, name) else "", write)


def fact_value() -> Column:
    """``60``, ``5.00``, ``yes`` or ``dni, ce``: the unit says what a text becomes once the whole row is read."""

    def read(row: Any) -> str:
        return ", ".join(row.value) if isinstance(row.value, list) else str(row.value)

    def write(row: Any, text: str, world: World) -> None:
        row.typed = text.strip()

    return Column("value", read, write)


def finish_fact(row: Any) -> None:
    """Make the typed value what the unit says. Raises CellRefused."""
    allowed = FACTS.get(row.fact, ())
    if allowed and row.unit not in allowed:
        raise CellRefused(_("“%(fact)s” is given in %(allowed)s.") % {"fact": row.fact, "allowed": ", ".join(allowed)})
    typed = getattr(row, "typed", None)
    if typed is not None:
        row.value = _names(typed) if row.unit == Unit.CODES else typed
        if row.unit not in (Unit.CODES, Unit.YES_NO, Unit.MONEY) and typed.isascii() and typed.isdigit():
            row.value = int(typed) if len(typed) < 8 else typed
    problem = value_problem(row.value, row.unit)
    if problem:
        raise CellRefused(f"“{fact_value().read(row)[:40]}”: {problem}")


COUNTRY_CODES = tuple(COUNTRIES)
