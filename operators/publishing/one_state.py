"""Reading many rows as they were at one moment, whatever is published meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_state() -> Iterator[None]:
    """Everything read inside is of one state of the database.

    PostgreSQL keeps a snapshot for the transaction. SQLite lets no other process write until it ends. Inside another
    transaction that has begun already, what that one sees is what counts.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
