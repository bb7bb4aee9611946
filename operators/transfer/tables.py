"""The four tables that editors take and bring: sources, facts, contact points and FAQ entries, as working copies.

A row is known by its first columns. What a file leaves out, rows and columns, stays as it is: a table never deletes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import QuerySet

from operators.models.working import ContactPoint, Fact, FaqEntry, Operator, Policy, Source
from operators.transfer import columns as cells
from operators.transfer.columns import Column
from operators.vocabulary import (
    FACTS,
    Channel,
    FaqCategory,
    FaqKind,
    InForce,
    Reach,
    SourceKind,
    Standing,
    Unit,
)


@dataclass(frozen=True, slots=True)
class Table:
    """``owner`` names the subject that a row belongs to (``policy``), and is the first column; empty for a subject or
    source itself. ``key`` is the column that tells rows of one owner apart.
    """

    name: str
    model: type[models.Model]
    owner: str
    key: str
    columns: list[Column]
    rows: Callable[[], QuerySet[Any]]
    finish: Callable[[Any], None] = lambda row: None

    @property
    def identity(self) -> tuple[str, ...]:
        return (self.owner, self.key) if self.owner else (self.key,)

    @property
    def heading(self) -> list[str]:
        return [*self.identity, *(column.name for column in self.columns)]

    @property
    def owner_model(self) -> type[Any]:
        return {"policy": Policy, "operator": Operator}[self.owner]

    def name_of(self, row: Any) -> tuple[str, ...]:
        key = str(getattr(row, self.key))
        return (getattr(row, self.owner).slug, key) if self.owner else (key,)


SOURCES = Table(
    "sources",
    Source,
    "",
    "key",
    [
        *map(cells.plain, ("url", "title", "publisher")),
        cells.choice("kind", SourceKind),
        *map(cells.plain, ("language", "published_on")),
        cells.day("retrieved_on", blank=False),
        cells.plain("quote"),
    ],
    lambda: Source.objects.order_by("key"),
)
FACT_TABLE = Table(
    "facts",
    Fact,
    "policy",
    "key",
    [
        cells.choice("fact", FACTS),
        cells.fact_value(),
        cells.choice("unit", Unit),
        cells.plain("currency"),
        *cells.translated("qualifier"),
        cells.choice("standing", Standing),
        cells.day("applies_from"),
        cells.day("applies_until"),
        cells.choice("in_force", InForce),
        *cells.translated("area"),
        cells.yes_no("our_advice"),
        cells.linked("sources", "sources", "key"),
    ],
    lambda: Fact.objects.select_related("policy").prefetch_related("sources").order_by("policy__slug", "position"),
    cells.finish_fact,
)
CONTACT_POINTS = Table(
    "contact-points",
    ContactPoint,
    "operator",
    "key",
    [
        cells.choice("channel", Channel),
        cells.plain("value"),
        *cells.translated("label"),
        *(cells.choice(f"reach_{where}", Reach) for where in ("own_line", "country", "abroad")),
        *cells.translated("hours"),
        cells.linked("sources", "sources", "key"),
    ],
    lambda: (
        ContactPoint.objects.select_related("operator")
        .prefetch_related("sources")
        .order_by("operator__slug", "position")
    ),
)
FAQ = Table(
    "faq",
    FaqEntry,
    "",
    "slug",
    [
        cells.choice("country", cells.COUNTRY_CODES),
        cells.choice("kind", FaqKind),
        cells.choice("category", FaqCategory),
        cells.operator("operator"),
        cells.number("position"),
        cells.linked("policies", "policies", "slug"),
        *cells.translated("question"),
        *cells.translated("answer"),
        cells.linked("sources", "sources", "key"),
    ],
    lambda: (
        FaqEntry.objects.select_related("operator").prefetch_related("sources", "policies").order_by("position", "slug")
    ),
)
TABLES: dict[str, Table] = {table.name: table for table in (SOURCES, FACT_TABLE, CONTACT_POINTS, FAQ)}


def table_rows(table: Table) -> list[list[str]]:
    """The whole table as texts, its heading first."""
    return [table.heading, *(row_texts(table, row) for row in table.rows())]


def row_texts(table: Table, row: Any) -> list[str]:
    return [*table.name_of(row), *(column.read(row) for column in table.columns)]


def table_of(heading: Iterable[str]) -> Table | None:
    """The table that a heading belongs to, by the columns that no other table has together."""
    names = set(heading)
    marks = {"facts": "fact", "contact-points": "channel", "sources": "url", "faq": "question.es"}
    for table in TABLES.values():
        own = {*table.identity}
        if own <= names and (marks[table.name] in names or names <= set(table.heading)):
            return table
    return None
