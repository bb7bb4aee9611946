"""What an audit finds, and an edition as it reads one."""

from dataclasses import dataclass

from django.db import models

from operators.models.printed import Edition, EditionText


@dataclass(frozen=True, slots=True)
class Finding:
    """One row that is not what was printed. ``what`` begins with ``altered``, ``missing``, ``extra`` or ``unreadable``.

    ``number`` is the edition's; 0 where it is not known.
    """

    kind: str
    slug: str
    number: int
    table: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind or '?'} {self.slug or '?'} edition {self.number or '?'}, {self.table}: {self.what}"


@dataclass(frozen=True, slots=True)
class Row:
    """An edition as it was read: ``found`` is its hash as it should be, or empty when it cannot be told."""

    edition: Edition
    texts: list[EditionText]
    found: str


def table(model: type[models.Model]) -> str:
    return str(model._meta.db_table)


def pks(model: type[models.Model]) -> list[int]:
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True))
