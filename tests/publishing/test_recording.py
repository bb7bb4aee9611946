"""The log of verbs: every verb writes one line in its own transaction, and no line ever changes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from operators.models.printed import Edition
from operators.models.printed.append_only import AppendOnly
from operators.models.working import Policy, VerbRecord
from operators.publishing import (
    StaleVersion,
    confirm,
    content_hash,
    look,
    publish,
    return_to_editor,
    revert,
    submit,
    verify,
    withdraw,
)
from operators.publishing.auditing import audit
from operators.roles import REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.factories import NOW, TODAY, make_operator, make_policy, make_source, make_user, publish_now, tr


@pytest.fixture
def policy(db: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    policy.refresh_from_db()
    return policy


def lines(**columns: Any) -> list[tuple[Any, ...]]:
    rows = VerbRecord.objects.filter(key="claro-cancellation-prepaid", **columns).order_by("id")
    return [(row.verb, row.by.username, row.version, row.edition, row.message) for row in rows]


def test_every_verb_writes_who_what_which_version_and_why(policy: Policy) -> None:
    ed, rev, two = make_user("ed"), make_user("rev", REVIEWER), make_user("two", REVIEWER)
    start, later = VerbRecord.objects.count(), NOW + timedelta(hours=1)
    assert lines() == [
        ("submit", "writer", 2, None, ""),
        ("publish", "reviewer", 2, 1, "Looked at in a test."),
    ]
    submit(policy, version=2, by=ed, now=later, note="Look.")
    return_to_editor(policy, by=rev, now=later, message="Cite the law.")
    revert(policy, number=1, by=ed, now=later)
    policy.refresh_from_db()
    policy.steps.get().sources.add(make_source("blog", url="https://blog.example/1"))
    submit(policy, version=3, by=ed, now=later)
    seen = content_hash(look(policy, now=later)[0])
    publish(policy, version=3, content_hash=seen, by=rev, now=later, cleared=["blog.example", "never.example"])
    check = verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=rev, now=later, note="Ok.")
    confirm(check, by=two, now=later)
    withdraw(kind="policy", slug=policy.slug, because=tr("It was wrong."), by=rev, now=later)
    assert lines()[2:] == [
        ("submit", "ed", 2, None, "Look."),
        ("return", "rev", 2, None, "Cite the law."),
        ("revert", "ed", 3, 1, ""),
        ("submit", "ed", 3, None, ""),
        ("clear", "rev", 3, 2, "blog.example"),
        ("publish", "rev", 3, 2, ""),
        ("verify", "rev", None, None, "Ok."),
        ("confirm", "two", None, None, ""),
        ("withdraw", "rev", None, 3, "It was wrong.（中文）"),
    ]
    assert VerbRecord.objects.count() == start + 9
    assert (
        VerbRecord.objects.get(verb="publish", edition=2).content_hash
        == seen
        == Edition.objects.get(slug=policy.slug, number=2).content_hash
    )
    assert VerbRecord.objects.get(verb="withdraw").details["because"] == tr("It was wrong.")


def test_a_verb_that_was_refused_leaves_no_line(policy: Policy) -> None:
    before = lines()
    with pytest.raises(StaleVersion):
        submit(policy, version=99, by=make_user("ed"), now=NOW)
    assert lines() == before


def test_an_import_writes_one_line_for_the_pack_and_its_editions_say_where_they_came_from(peru: None) -> None:
    record = VerbRecord.objects.get(verb="import")
    assert (record.noun, record.key, record.details["printed"]) == ("pack", "peru", Edition.objects.count())
    origins = VerbRecord.objects.filter(verb="publish").values_list("details__origin", flat=True)
    assert set(origins) == {"content pack peru"}


def test_no_line_can_be_changed_or_deleted(policy: Policy) -> None:
    record = VerbRecord.objects.latest("id")
    record.message = "Something else"
    for attempt in (
        record.save,
        record.delete,
        VerbRecord.objects.all().delete,
        lambda: VerbRecord.objects.update(message=""),
        lambda: VerbRecord.objects.bulk_update([record], ["message"]),
        VerbRecord._base_manager.all().delete,
    ):
        with pytest.raises(AppendOnly):
            attempt()
    record.refresh_from_db()
    assert record.message == "Looked at in a test."


def test_the_log_is_no_part_of_the_hash_chain(policy: Policy) -> None:
    """Lines that are lost, by somebody who writes to the database, are no reason to distrust what is printed."""
    assert audit() == []
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM operators_verbrecord")
    assert audit() == []
