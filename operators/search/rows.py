"""The rows of the index: those that are public now, and those of them that have what is asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from operators.models.printed import SearchEntry
from operators.search.query import Expression, as_fts5, as_tsquery


def public(now: datetime) -> QuerySet[SearchEntry]:
    """The entries of what applies now: an edition that waits for its day is found from then on, and not before."""
    return SearchEntry.objects.filter(public_at__lte=now).filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


def finding(rows: QuerySet[SearchEntry], expression: Expression) -> QuerySet[SearchEntry]:
    """The rows that have what the expression asks for, newest first."""
    wanted = {"sqlite": as_fts5(expression), "postgresql": as_tsquery(expression)}
    return rows.filter(tokens__finds=wanted).order_by("-id")


@contextmanager
def through_the_index() -> Iterator[None]:
    """Within this, PostgreSQL asks the index of tokens and never looks into the tokens of row after row.

    They lie outside the row, and the planner does not count what fetching them costs: for one query in a hundred it
    would walk all rows instead, which takes half a second where there are 50,000. What is switched off counts as
    endlessly dear, and a plan that cannot do without is then compiled before it runs, for ten times what it takes:
    so that is switched off too.
    """
    if connection.vendor != "postgresql":
        yield
        return
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true),"
                " set_config('jit', 'off', true)"
            )
        yield
