"""What applies on which day: half-open ranges, local midnights, editions printed ahead, tombstones."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from operators import editions
from operators.models.working import Operator, Policy
from operators.publishing import record_edit, withdraw
from operators.roles import REVIEWER
from operators.transfer import export_pack
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now, tr

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Operator:
    operator = make_operator()
    publish_now(operator)
    return operator


@pytest.fixture
def policy(operator: Operator) -> Policy:
    return make_policy(operator=operator)


def printed(policy: Policy, day: date, title: str, now: datetime = NOW) -> int:
    Policy.objects.filter(pk=policy.pk).update(effective_from=day, title=tr(title))
    policy.refresh_from_db()
    return publish_now(policy, now=now).number


def title(now: datetime = NOW, as_of: date | None = None) -> str:
    document = editions.read("policy", "claro-cancellation-prepaid", language="en", now=now, as_of=as_of)
    return str(document["title"]).removesuffix(" (en)")


def test_ranges_are_half_open(policy: Policy) -> None:
    printed(policy, date(2025, 1, 1), "first")
    printed(policy, date(2025, 12, 26), "second", NOW + timedelta(minutes=1))
    now = NOW + timedelta(hours=1)
    assert title(now) == "second"
    assert title(now, date(2025, 12, 25)) == "first"
    assert title(now, date(2025, 12, 26)) == "second"
    with pytest.raises(editions.NotPublished):
        title(now, date(2024, 12, 31))
    first = editions.read_edition("policy", policy.slug, 1, language="en", now=now)
    assert first["edition"]["effective_to"] == "2025-12-26"
    found = editions.listings("policy", now=now, as_of=date(2025, 12, 25))
    assert [row.edition.number for row in found] == [1]


def test_on_one_day_the_higher_number_applies_in_whatever_order_they_were_printed(policy: Policy) -> None:
    printed(policy, date(2026, 3, 1), "march")
    printed(policy, date(2026, 1, 1), "january", NOW + timedelta(minutes=1))
    printed(policy, date(2026, 3, 1), "march, corrected", NOW + timedelta(minutes=2))
    now = NOW + timedelta(hours=1)
    assert title(now) == "march, corrected"
    assert title(now, date(2026, 2, 28)) == "january"
    assert [row["number"] for row in editions.history("policy", policy.slug, language="en", now=now)] == [3, 2, 1]
    # What was superseded on its own day can still be read as it was printed.
    assert editions.read_edition("policy", policy.slug, 1, language="en", now=now)["title"] == "march (en)"


def everything_public(now: datetime) -> dict[str, Any]:
    """All that any door can ask for, as data."""
    found: dict[str, Any] = {"revision-free": None}
    for kind in ("operator", "policy", "faq"):
        found[kind] = editions.read_many(editions.listings(kind, now=now), language="en", now=now)
        for document in found[kind]:
            slug = document["slug"]
            found[kind, slug] = editions.read(kind, slug, language="en", now=now)
            found[kind, slug, "history"] = editions.history(kind, slug, language="en", now=now)
    found["facts"] = [row.document for row in editions.facts(language="en", now=now)]
    for day in (date(2025, 1, 1), date(2026, 11, 22)):
        found["as of", day] = editions.read_many(
            editions.listings("policy", now=now, as_of=day), language="en", now=now
        )
    found["export"] = export_pack(now=now)
    return found


def test_a_waiting_edition_is_nowhere_until_its_day_has_come_in_lima(policy: Policy) -> None:
    printed(policy, date(2025, 1, 1), "live")
    before = everything_public(NOW + timedelta(hours=1))
    printed(policy, date(2026, 12, 1), "waiting", NOW + timedelta(minutes=30))
    # Midnight of 1 December in Lima is 05:00 UTC.
    eve = datetime(2026, 12, 1, 4, 59, 59, tzinfo=UTC)
    for now in (NOW + timedelta(hours=1), eve):
        assert title(now) == "live"
        assert everything_public(now) == before
        with pytest.raises(editions.NotPublished):
            editions.read_edition("policy", policy.slug, 2, language="en", now=now)
        with pytest.raises(editions.NotPublished):
            editions.compare("policy", policy.slug, 1, 2, language="en", now=now)
        with pytest.raises(editions.FutureDay):
            title(now, date(2026, 12, 2))
    # Nothing has run; the clock alone has moved.
    midnight = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    assert title(midnight) == "waiting"
    assert [row["number"] for row in editions.history("policy", policy.slug, language="en", now=midnight)] == [2, 1]
    changes = editions.compare("policy", policy.slug, 1, 2, language="en", now=midnight)["changes"]
    assert {"path": "/title", "old": "live (en)", "new": "waiting (en)"} in changes
    assert len(editions.facts(language="en", now=midnight)) == 1
    assert "waiting (en)" in export_pack(now=midnight)["operators/claro.yaml"]
    first = editions.read_edition("policy", policy.slug, 1, language="en", now=midnight)
    assert first["edition"]["effective_to"] == "2026-12-01"
    assert editions.read("policy", policy.slug, language="en", now=midnight, as_of=date(2026, 11, 30))["title"] == (
        "live (en)"
    )


def test_a_policy_that_waits_for_its_first_day_does_not_exist_yet(policy: Policy) -> None:
    before = everything_public(NOW)
    printed(policy, date(2026, 12, 1), "waiting")
    assert everything_public(NOW) == before
    with pytest.raises(editions.NotPublished):
        title(NOW)
    assert title(datetime(2026, 12, 1, 5, 0, tzinfo=UTC)) == "waiting"


def bury(policy: Policy, now: datetime, from_day: date | None = None, replaced_by: str = "") -> None:
    withdraw(
        kind="policy",
        slug=policy.slug,
        because={"en": "It ended.", "es": "Terminó."},
        by=make_user("rev", REVIEWER),
        now=now,
        from_day=from_day,
        replaced_by=replaced_by,
    )


def test_no_older_edition_comes_back_in_place_of_a_withdrawn_one(policy: Policy) -> None:
    printed(policy, date(2025, 1, 1), "older")
    printed(policy, date(2026, 1, 1), "wrong", NOW + timedelta(minutes=1))
    printed(policy, date(2027, 1, 1), "waits", NOW + timedelta(minutes=2))
    bury(policy, NOW + timedelta(minutes=3))
    now = NOW + timedelta(hours=1)
    for moment in (now, datetime(2027, 6, 1, tzinfo=UTC)):
        with pytest.raises(editions.Withdrawn):
            title(moment)
    with pytest.raises(editions.Withdrawn):
        title(now, date(2026, 1, 1))
    # What applied before the wrong one is history, not advice.
    assert title(now, date(2025, 12, 31)) == "older"
    assert editions.read_edition("policy", policy.slug, 1, language="en", now=now)["title"] == "older (en)"
    for gone in (2, 4):
        with pytest.raises(editions.Withdrawn):
            editions.read_edition("policy", policy.slug, gone, language="en", now=now)
    with pytest.raises(editions.NotPublished):
        editions.read_edition("policy", policy.slug, 3, language="en", now=now)
    assert "wrong" not in str(export_pack(now=now))


def test_a_rule_that_ends_stays_readable_for_its_days(policy: Policy, operator: Operator) -> None:
    other = make_policy("claro-keep", operator=operator, topic="keep_alive")
    publish_now(other)
    printed(policy, date(2025, 1, 1), "rule")
    bury(policy, NOW + timedelta(minutes=1), from_day=date(2026, 12, 1), replaced_by="claro-keep")
    assert title(NOW + timedelta(hours=1)) == "rule"
    over = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)
    with pytest.raises(editions.Withdrawn) as gone:
        title(over)
    assert (gone.value.since, gone.value.replaced_by) == (date(2026, 12, 1), "claro-keep")
    assert title(over, date(2026, 11, 30)) == "rule"


def test_what_is_printed_after_a_withdrawal_stands(policy: Policy) -> None:
    printed(policy, date(2025, 1, 1), "wrong")
    bury(policy, NOW + timedelta(minutes=1))
    printed(policy, date(2025, 1, 1), "right", NOW + timedelta(minutes=2))
    now = NOW + timedelta(hours=1)
    assert title(now) == "right"
    rows = editions.history("policy", policy.slug, language="en", now=now)
    assert [(row["number"], row["withdrawn"], row["note"]) for row in rows] == [
        (3, False, ""),
        (2, True, ""),
        (1, True, ""),
    ]


def test_freshness_moves_with_the_day_alone() -> None:
    due = date(2027, 2, 20)
    states = [editions.freshness_state(due, due + timedelta(days=days)) for days in (-1, 0, 29, 30)] + [
        editions.freshness_state(None, due)
    ]
    assert [str(state) for state in states] == ["fresh", "due", "due", "overdue", "never"]
    for state in ("fresh", "due", "overdue", "never"):
        assert set(editions.due_range(editions.freshness_state(None, due).__class__(state), due)) <= {
            "review_due_on__gt",
            "review_due_on__lte",
            "review_due_on__isnull",
        }


def test_related_policies_are_named_only_while_they_are_live(policy: Policy) -> None:
    publish_now(policy)
    entry = make_faq()
    entry.policies.add(policy)
    record_edit(entry, by=make_user("ed"), now=NOW)
    publish_now(entry)
    document = editions.read("faq", entry.slug, language="en", now=NOW)
    assert document["policies"] == [{"slug": policy.slug, "title": "Cancelling (en)"}]
    bury(policy, NOW + timedelta(minutes=1))
    document = editions.read("faq", entry.slug, language="en", now=NOW + timedelta(hours=1))
    assert document["policies"] == []


def count(call: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        call()
    return len(queries)


def test_a_document_takes_two_queries_and_a_list_no_more(operator: Operator) -> None:
    def one() -> Any:
        return editions.read("policy", "claro-1", language="en", now=NOW)

    def many() -> Any:
        return editions.read_many(editions.listings("policy", now=NOW), language="en", now=NOW)

    publish_now(make_policy("claro-1", operator=operator))
    assert (count(one), count(many), len(many())) == (2, 2, 1)
    for number, topic in ((2, "keep_alive"), (3, "refund")):
        publish_now(make_policy(f"claro-{number}", operator=operator, topic=topic))
    assert (count(one), count(many), len(many())) == (2, 2, 3)
