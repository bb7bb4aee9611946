"""The content revision: one row, locked by everything that changes a public byte."""

from typing import NamedTuple

from django.db import connection

from operators.models.printed import ContentRevision


class Revision(NamedTuple):
    number: int
    head: str


def take() -> Revision:
    """The next revision number and the head of the chain, with the row locked until the transaction ends.

    Call it first in every verb: it makes all of them run one after another, so a gate that has looked stays true.
    Must be called inside ``atomic``.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("The content revision is taken inside a transaction.")
    ContentRevision.objects.get_or_create(pk=1)
    row = ContentRevision.objects.select_for_update().get(pk=1)
    return Revision(row.number + 1, row.head)


def advance(revision: Revision, head: str | None = None) -> None:
    """Write the number taken, and the new head where an edition was printed."""
    ContentRevision.objects.filter(pk=1).update(number=revision.number, head=revision.head if head is None else head)
