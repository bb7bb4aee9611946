"""How the rows of the index are read."""

import pytest
from django.db import connection

from operators.search.query import AllOf, Term
from operators.search.rows import finding, public, through_the_index
from tests.factories import NOW

COMMON = AllOf((Term("lang_es"), Term("br_l", prefix=True)))


@pytest.mark.usefixtures("peru")
def test_tokens_are_looked_up_in_their_index_and_not_row_after_row() -> None:
    """Whatever the planner makes of a table of this size: with 50,000 rows it misjudges one query in a hundred."""
    rows = finding(public(NOW), COMMON)[:200]
    if connection.vendor == "sqlite":
        with through_the_index():
            assert "VIRTUAL TABLE INDEX" in rows.explain()
        return
    with connection.cursor() as cursor:
        # What a small table's statistics say depends on who analysed it last: here the index is dearer for sure.
        cursor.execute("SELECT set_config('random_page_cost', '1000', true)")
    assert "operators_searchentry_tokens" not in rows.explain()
    with through_the_index():
        plan = rows.explain()
    assert "Bitmap Index Scan on operators_searchentry_tokens" in plan
    assert "Seq Scan" not in plan


@pytest.mark.postgres
@pytest.mark.usefixtures("db")
def test_no_search_is_compiled_before_it_runs() -> None:
    """Where nothing has been published there is only the row after row that was switched off, endlessly dear."""
    with through_the_index():
        plan = finding(public(NOW), COMMON).order_by("title").explain(analyze=True)
    assert "JIT" not in plan
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)  # for the rest of this transaction, which is the test's own


@pytest.mark.usefixtures("peru")
def test_the_same_rows_are_found_either_way() -> None:
    rows = finding(public(NOW), COMMON)
    alone = list(rows.values_list("pk", flat=True))
    with through_the_index():
        assert list(rows.values_list("pk", flat=True)) == alone
    assert len(alone) > 10
    assert alone == sorted(alone, reverse=True)


@pytest.mark.usefixtures("shared_database")
def test_a_search_leaves_the_planner_as_it_was() -> None:
    from operators.search import search

    search("linea", language="es", now=NOW)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW enable_seqscan")
            assert cursor.fetchone() == ("on",)
    assert not connection.in_atomic_block


@pytest.mark.postgres
@pytest.mark.usefixtures("db")
def test_what_is_published_goes_into_the_index_at_once() -> None:
    """Not on a list that each search reads from one end to the other until somebody vacuums."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'operators_searchentry_tokens'")
        assert cursor.fetchone() == (["fastupdate=off"],)
