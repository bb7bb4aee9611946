"""What somebody changes in the database behind the application's back is found and named."""

import re
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from operators.models.printed import ContentRevision, Edition, EditionFact, EditionText, Listing
from operators.publishing import withdraw
from operators.publishing.auditing import Finding, audit
from operators.publishing.rebuilding import rebuild
from operators.roles import REVIEWER
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now


@pytest.fixture
def site(db: None) -> None:
    """An operator, a policy with two editions, an FAQ entry that is withdrawn again."""
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    policy.title = {"en": "Cancelling a line", "es": "Dar de baja", "zh-hans": "销户"}
    policy.save()
    publish_now(policy)
    publish_now(make_faq())
    withdraw(kind="faq", slug="what-is-it", because={"en": "Wrong."}, by=make_user("r", REVIEWER), now=NOW)


def sql(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys=ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(statement, values)
        assert cursor.rowcount == 1


def verify_editions() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_editions", stdout=out)
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def test_an_untouched_site_is_clean(site: None) -> None:
    assert audit() == []
    assert verify_editions() == (0, "5 editions and all that is derived from them are as printed.\n")


def test_an_empty_site_is_clean(db: None) -> None:
    assert verify_editions()[0] == 0


def columns() -> list[str]:
    return [field.column for field in Edition._meta.concrete_fields if field.column != "id"]


@pytest.mark.parametrize("column", columns())
def test_each_altered_column_of_an_edition_is_named(site: None, column: str) -> None:
    edition = Edition.objects.get(kind="policy", number=1)
    field: Any = Edition._meta.get_field(column)
    kind = field.get_internal_type()
    new: Any = {
        "DateField": "2024-02-03",
        "DateTimeField": "2027-02-03 00:00:00+00:00",
        "BooleanField": not getattr(edition, column),
        "JSONField": '{"en": "altered"}',
        "TranslatedField": '{"en": "altered"}',
        "PositiveIntegerField": 77,
        "PositiveBigIntegerField": 77,
    }.get(
        kind,
        {"effective_basis": "stated", "significance": "typo", "kind": "faq"}.get(
            column, "PE2"[: 2 if column == "country" else 3]
        ),
    )
    new = {"country": "XX", "published_at": "2020-02-03 00:00:00+00:00"}.get(column, new)
    sql(f"UPDATE operators_edition SET {column} = %s WHERE id = %s", new, edition.pk)
    found = audit()
    named = {(one.kind, one.slug, one.number) for one in found if one.table == "operators_edition"}
    named |= {(one.kind, one.slug, one.number) for one in found if one.table == "operators_editiontext"}
    wanted = {"kind": "policy", "slug": "claro-cancellation-prepaid", "number": 1}
    if column in wanted:
        wanted[column] = new
    assert tuple(wanted.values()) in named
    assert verify_editions()[0] == 1


@pytest.mark.parametrize("column", ["document", "summary"])
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
@pytest.mark.parametrize("place", [0.0, 0.3, 0.6, 0.99])
def test_one_altered_byte_of_a_text_is_named(site: None, column: str, language: str, place: float) -> None:
    text = EditionText.objects.get(edition__kind="policy", edition__number=1, language=language)
    old = getattr(text, column)
    at = int(place * (len(old) - 1))
    new = old[:at] + ("x" if old[at] != "x" else "y") + old[at + 1 :]
    sql(f"UPDATE operators_editiontext SET {column} = %s WHERE id = %s", new, text.pk)
    code, output = verify_editions()
    assert code == 1
    assert "policy claro-cancellation-prepaid edition 1, operators_edition" in output
    others = [line for line in output.splitlines()[1:] if "claro-cancellation-prepaid edition 1," not in line]
    assert others == [], "nothing else is accused"


def test_a_deleted_text_and_one_too_many_are_named(site: None) -> None:
    first = EditionText.objects.get(edition__kind="policy", edition__number=1, language="es")
    sql("DELETE FROM operators_editiontext WHERE id = %s", first.pk)
    sql(
        "UPDATE operators_editiontext SET language = 'fr' WHERE edition_id = %s AND language = 'en'",
        first.edition_id + 1,
    )
    texts = [str(one) for one in audit() if one.table == "operators_editiontext"]
    assert texts == [
        "policy claro-cancellation-prepaid edition 1, operators_editiontext: missing text in es",
        "policy claro-cancellation-prepaid edition 2, operators_editiontext: missing text in en",
    ]


DERIVED = {
    "operators_listing": ("topic", "'refund'"),
    "operators_listingchannel": ("channel", "'store'"),
    "operators_editionfact": ("standing", "'disputed'"),
    "operators_editionsource": ("url", "'https://evil.example/'"),
    "operators_searchentry": ("body", "'x'"),
    "operators_changeentry": ("action", "'published'"),
}


@pytest.mark.parametrize("table", DERIVED)
def test_an_altered_derived_row_is_named_and_can_be_derived_again(site: None, table: str) -> None:
    column, value = DERIVED[table]
    edition = Edition.objects.get(kind="policy", number=2)
    mine = "listing_id IN (SELECT id FROM operators_listing WHERE edition_id = %s)"
    where = mine if table == "operators_listingchannel" else "edition_id = %s"
    sql(f"UPDATE {table} SET {column} = {value} WHERE id = (SELECT MIN(id) FROM {table} WHERE {where})", edition.pk)
    code, output = verify_editions()
    assert code == 1
    assert f"policy claro-cancellation-prepaid edition 2, {table}: altered" in output
    assert len(audit()) == 1
    rebuild()
    assert audit() == []


@pytest.mark.parametrize(
    "table", ["operators_editionfact", "operators_editionsource", "operators_searchentry", "operators_changeentry"]
)
def test_a_deleted_derived_row_is_named(site: None, table: str) -> None:
    edition = Edition.objects.get(kind="policy", number=2)
    sql(f"DELETE FROM {table} WHERE id = (SELECT MIN(id) FROM {table} WHERE edition_id = %s)", edition.pk)
    (found,) = audit()
    assert (found.slug, found.number, found.table) == (edition.slug, 2, table)
    assert found.what.startswith("missing")


def test_a_deleted_listing_row_and_an_extra_one_are_named(site: None) -> None:
    row = Listing.objects.get(kind="operator")
    Listing.objects.filter(pk=row.pk).update(slug="bitel", operator="bitel")
    found = {(one.slug, one.what.split()[0]) for one in audit()}
    assert found == {("claro", "missing"), ("bitel", "extra")}
    rebuild()
    assert audit() == []


def test_an_edition_that_was_deleted_with_all_its_rows_is_named(site: None) -> None:
    """The one in the middle by its number; the newest by the head of the chain and the submission it closed."""
    remove(Edition.objects.get(kind="policy", number=1))
    found = audit()
    assert Finding("policy", "claro-cancellation-prepaid", 1, "operators_edition", "missing") in found


def test_the_newest_edition_that_was_deleted_is_named(db: None) -> None:
    publish_now(make_faq("first"))
    remove(publish_now(make_faq("second")))
    code, output = verify_editions()
    assert code == 1
    assert "faq second edition ?, operators_edition: missing: the newest edition" in output


def remove(edition: Edition) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA defer_foreign_keys=ON")
        cursor.execute("UPDATE operators_changeentry SET previous_id = NULL WHERE previous_id = %s", [edition.pk])
        for table in ("editiontext", "editionfact", "editionsource", "searchentry", "changeentry", "listing"):
            if table == "listing":
                mine = "SELECT id FROM operators_listing WHERE edition_id = %s"
                cursor.execute(f"DELETE FROM operators_listingchannel WHERE listing_id IN ({mine})", [edition.pk])
                cursor.execute(f"DELETE FROM operators_listingpolicy WHERE listing_id IN ({mine})", [edition.pk])
            cursor.execute(f"DELETE FROM operators_{table} WHERE edition_id = %s", [edition.pk])
        cursor.execute("DELETE FROM operators_edition WHERE id = %s", [edition.pk])


@pytest.mark.parametrize(("column", "value"), [("head", "'x'"), ("number", "1"), ("head", "''")])
def test_an_altered_head_of_the_chain_is_found(site: None, column: str, value: str) -> None:
    sql(f"UPDATE operators_contentrevision SET {column} = {value} WHERE id = 1")
    assert verify_editions()[0] == 1


def test_rebuilding_changes_nothing_but_moves_the_revision(site: None) -> None:
    before, facts = (
        ContentRevision.objects.get(),
        list(EditionFact.objects.order_by("edition_id", "language", "position").values("document")),
    )
    assert rebuild() == (3, 5)
    after = ContentRevision.objects.get()
    assert (after.number, after.head) == (before.number + 1, before.head)
    assert list(EditionFact.objects.order_by("edition_id", "language", "position").values("document")) == facts


def test_text_that_is_not_even_utf8_is_named(site: None) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps such bytes out")
    edition = Edition.objects.get(kind="operator")
    sql("UPDATE operators_edition SET acceptance_reason = CAST(x'ff00' AS TEXT) WHERE id = %s", edition.pk)
    assert any(re.match("operator claro edition 1, operators_edition: unreadable", str(one)) for one in audit())
