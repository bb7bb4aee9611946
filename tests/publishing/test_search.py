"""The search index goes with every publication, in its transaction, and holds what applies on some day."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from operators.models.printed import SearchEntry, SearchWord
from operators.publishing import withdraw
from operators.publishing.auditing import audit
from operators.publishing.rebuilding import rebuild
from operators.rendering.words import words
from operators.roles import REVIEWER
from operators.search import search
from operators.search.index_table import index_faults
from tests.factories import NOW, make_faq, make_user, publish_now, tr

pytestmark = pytest.mark.django_db


def found(q: str, days: int = 0) -> list[tuple[str, int]]:
    ids = search(q, language="en", now=NOW + timedelta(days=days)).ids
    rows = SearchEntry.objects.in_bulk(ids)
    return [(rows[pk].slug, rows[pk].number) for pk in ids]


def test_a_publication_is_found_at_once_in_every_language() -> None:
    publish_now(make_faq())
    rows = list(SearchEntry.objects.order_by("language").values_list("language", "title"))
    assert rows == [("en", "What is it? (en)"), ("es", "What is it? (es)"), ("zh-hans", "What is it?（中文）")]
    assert found("line") == [("what-is-it", 1)]


def test_a_publication_that_is_rolled_back_is_not_found() -> None:
    entry = make_faq()
    with transaction.atomic():
        publish_now(entry)
        assert found("line") == [("what-is-it", 1)]
        transaction.set_rollback(True)
    assert found("line") == []
    assert list(index_faults()) == []


def test_the_next_edition_takes_over_on_its_day() -> None:
    entry = make_faq()
    publish_now(entry)
    entry.question, entry.effective_from = tr("What is a chip?"), date(2026, 11, 25)
    entry.save()
    publish_now(entry)
    assert (found("chip"), found("what line")) == ([], [("what-is-it", 1)])
    assert (found("chip", days=4), found("line", days=4)) == ([("what-is-it", 2)], [("what-is-it", 2)])


def test_a_correction_replaces_what_it_corrects() -> None:
    entry = make_faq(answer=tr("Wrongword."))
    publish_now(entry)
    entry.answer = tr("Right.")
    entry.save()
    publish_now(entry)
    assert (found("wrongword"), found("right")) == ([], [("what-is-it", 2)])
    assert set(SearchEntry.objects.values_list("number", flat=True)) == {2}


def test_what_is_withdrawn_is_not_found_nor_suggested() -> None:
    publish_now(make_faq(question=tr("Canary")))
    assert search("canray", language="en", now=NOW).suggestions == ["canary"]
    withdraw(kind="faq", slug="what-is-it", because={"en": "Wrong."}, by=make_user("r", REVIEWER), now=NOW)
    assert SearchEntry.objects.count() == 0
    assert search("canray", language="en", now=NOW).suggestions == []


def test_rebuilding_makes_the_same_index() -> None:
    publish_now(make_faq())
    publish_now(make_faq("other", question=tr("Other")))
    before = list(SearchEntry.objects.order_by("pk").values())
    SearchEntry.objects.filter(slug="other").delete()
    SearchWord.objects.all().delete()
    assert found("other") == []
    rebuild()
    assert list(SearchEntry.objects.order_by("pk").values()) == before
    assert (found("other"), audit()) == ([("other", 1)], [])


@pytest.mark.parametrize(
    "column", ["title", "zones", "lead", "body", "operator", "country", "slug", "number", "tokens"]
)
def test_an_altered_column_is_named(column: str) -> None:
    publish_now(make_faq())
    new = 9 if column == "number" else "x"
    SearchEntry.objects.filter(language="en").update(**{column: new})
    (one,) = audit()
    assert str(one) == f"faq what-is-it edition 1, operators_searchentry: altered en: {column}"
    rebuild()
    assert audit() == []


def test_an_entry_too_many_and_one_too_few_are_named() -> None:
    publish_now(make_faq())
    row = SearchEntry.objects.get(language="en")
    SearchEntry.objects.filter(pk=row.pk).delete()
    row.pk, row.language = row.pk + 8, "fr"
    row.save(force_insert=True)
    assert sorted(one.what for one in audit()) == ["extra fr", "missing en"]


def test_a_word_that_is_missing_is_named() -> None:
    publish_now(make_faq())
    SearchWord.objects.filter(word="what", language="es").delete()
    assert [str(one) for one in audit()] == ["? ? edition ?, operators_searchword: missing es what"]


def test_an_index_that_differs_from_its_entries_is_named() -> None:
    """SQLite keeps the index in a table of its own; PostgreSQL in the entries' own."""
    publish_now(make_faq())
    if connection.vendor != "sqlite":
        assert list(index_faults()) == []
        return
    first, second, third = SearchEntry.objects.order_by("pk")
    with connection.cursor() as cursor:
        remove = "INSERT INTO operators_searchindex(operators_searchindex, rowid, tokens) VALUES ('delete', %s, %s)"
        add = "INSERT INTO operators_searchindex(rowid, tokens) VALUES (%s, %s)"
        cursor.execute(remove, [first.pk, first.tokens])
        cursor.execute(add, [second.pk, "br_evil"])
        cursor.execute(add, [third.pk + 100, "br_evil"])
    assert [str(one) for one in audit()] == [
        f"faq what-is-it edition 1, operators_searchindex: missing, row {first.pk}",
        f"faq what-is-it edition 1, operators_searchindex: altered, row {second.pk}",
        f"? ? edition ?, operators_searchindex: extra, row {third.pk + 100}",
    ]
    rebuild()
    assert audit() == []


@pytest.mark.usefixtures("peru")
def test_no_passage_is_a_code_or_a_bare_number() -> None:
    codes = {"yes", "no", *words("en")["id_document"]}
    lines = [
        line for row in SearchEntry.objects.filter(kind="policy") for line in f"{row.lead}\n{row.body}".split("\n")
    ]
    assert len(lines) > 1000
    assert [line for line in lines if line in codes or line.replace(".", "").isdecimal()] == []
