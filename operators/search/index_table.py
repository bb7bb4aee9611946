"""The FTS5 table beside the entries on SQLite. PostgreSQL keeps its index with the rows, so nothing is to do there."""

from collections.abc import Iterator

from django.db import DatabaseError, connection

from operators.models.printed import SearchEntry
from operators.models.printed.tokens import INDEX


def rebuild_index() -> None:
    """Make the table from the entries anew."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608 - a name of our own


def index_faults() -> Iterator[tuple[int, str]]:
    """The id of each entry of which the table holds other tokens, and whether they are missing, extra or altered."""
    if connection.vendor != "sqlite":
        return
    try:
        held = _held()
    except DatabaseError as error:
        yield 0, f"unreadable or altered ({type(error).__name__})"
        return
    for pk, tokens in SearchEntry.objects.order_by("pk").values_list("pk", "tokens").iterator():
        found = held.pop(pk, None)
        if found is None:
            yield pk, "missing"
        elif found != set(tokens.split(" ")):
            yield pk, "altered"
    for pk in sorted(held):
        yield pk, "extra"


def _held() -> dict[int, set[str]]:
    """The tokens that the table itself holds, by row: not what it would read from the entries."""
    held: dict[int, set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS temp.searchindex_terms")
        cursor.execute(f"CREATE VIRTUAL TABLE temp.searchindex_terms USING fts5vocab('main', '{INDEX}', 'instance')")
        cursor.execute("SELECT term, doc FROM temp.searchindex_terms")
        while rows := cursor.fetchmany(10_000):
            for term, doc in rows:
                held.setdefault(doc, set()).add(term)
        cursor.execute("DROP TABLE temp.searchindex_terms")
    return held
