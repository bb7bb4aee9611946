"""What applies when: ties, editions printed ahead, midnight in Lima, withdrawal, freshness, queries."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from typing import Any

import pytest

from operators.editions import (
    FutureDay,
    NotPublished,
    Withdrawn,
    compare,
    facts,
    freshness_state,
    history,
    listings,
    read,
    read_edition,
    read_many,
)
from operators.models.printed import Edition
from operators.models.working import FaqEntry, Policy
from operators.publishing import withdraw
from operators.publishing.auditing import audit
from operators.roles import REVIEWER
from operators.transfer import export_pack
from operators.vocabulary import Freshness
from tests.factories import NOW, TODAY, make_faq, make_operator, make_policy, make_user, publish_now, tr

SLUG = "what-is-it"


def entry(day: date, words: str, *, now: datetime = NOW) -> Edition:
    """Print an edition of the one entry that says ``words`` from ``day`` on."""
    found = FaqEntry.objects.filter(slug=SLUG).first() or make_faq(SLUG)
    found.effective_from, found.answer = day, tr(words)
    found.save()
    return publish_now(found, now=now)


def says(now: datetime = NOW, as_of: date | None = None) -> str:
    return str(read("faq", SLUG, language="en", now=now, as_of=as_of)["answer"]).removesuffix(" (en)")


def bury(now: datetime = NOW, from_day: date | None = None) -> Edition:
    return withdraw(
        kind="faq", slug=SLUG, because=tr("Wrong."), by=make_user("r", REVIEWER), now=now, from_day=from_day
    )


DAYS = {"old": date(2025, 1, 1), "mid": date(2025, 6, 1), "new": date(2026, 1, 1)}


@pytest.mark.parametrize("order", list(permutations(DAYS)), ids="-".join)
def test_editions_may_be_printed_in_any_order(db: None, order: tuple[str, ...]) -> None:
    for words in order:
        entry(DAYS[words], words)
    assert says() == "new"
    for words, day in DAYS.items():
        assert says(as_of=day) == words
        assert says(as_of=day + timedelta(days=100)) == words
    assert says(as_of=date(2025, 5, 31)) == "old"
    assert says(as_of=date(2025, 12, 31)) == "mid"
    with pytest.raises(NotPublished):
        says(as_of=date(2024, 12, 31))
    assert audit() == []


def test_on_a_tie_the_higher_number_applies(db: None) -> None:
    entry(DAYS["old"], "first")
    entry(DAYS["old"], "second")
    assert says() == "second"
    assert says(as_of=DAYS["old"]) == "second"
    assert [row["number"] for row in history("faq", SLUG, language="en", now=NOW)] == [2, 1]


def test_a_day_after_today_is_refused(db: None) -> None:
    entry(DAYS["old"], "old")
    assert says(as_of=TODAY) == "old"
    with pytest.raises(FutureDay):
        says(as_of=TODAY + timedelta(days=1))
    with pytest.raises(FutureDay):
        listings("faq", now=NOW, as_of=TODAY + timedelta(days=1))


MIDNIGHT = datetime(2026, 12, 1, 5, tzinfo=UTC)


def test_a_waiting_edition_appears_at_midnight_in_lima_and_the_old_one_ends(db: None) -> None:
    entry(DAYS["old"], "old")
    entry(date(2026, 12, 1), "waiting")
    before, after = MIDNIGHT - timedelta(seconds=1), MIDNIGHT
    assert says(before) == "old"
    assert says(before, as_of=date(2026, 11, 30)) == "old"
    with pytest.raises(FutureDay):
        says(before, as_of=date(2026, 12, 1))
    assert read("faq", SLUG, language="en", now=before)["edition"]["effective_to"] is None
    assert [row["number"] for row in history("faq", SLUG, language="en", now=before)] == [1]
    assert "waiting" not in str(export_pack(now=before))
    with pytest.raises(NotPublished):
        read_edition("faq", SLUG, 2, language="en", now=before)
    with pytest.raises(NotPublished):
        compare("faq", SLUG, 1, 2, language="en", now=before)
    assert [row.edition.number for row in listings("faq", now=before)] == [1]

    assert says(after) == "waiting"
    assert says(after, as_of=date(2026, 11, 30)) == "old"
    assert [row.edition.number for row in listings("faq", now=after)] == [2]
    rows = history("faq", SLUG, language="en", now=after)
    assert [(row["number"], row["effective_to"]) for row in rows] == [(2, None), (1, "2026-12-01")]
    assert read_edition("faq", SLUG, 1, language="en", now=after)["edition"]["effective_to"] == "2026-12-01"
    changes = compare("faq", SLUG, 1, 2, language="en", now=after)["changes"]
    assert changes == [{"path": "/answer", "old": "old (en)", "new": "waiting (en)"}]
    assert "waiting" in str(export_pack(now=after))


# -- withdrawal -------------------------------------------------------------------------------


def test_what_is_withdrawn_is_served_nowhere_and_nothing_older_comes_back(db: None) -> None:
    entry(DAYS["old"], "old")
    entry(DAYS["new"], "wrong")
    bury()
    with pytest.raises(Withdrawn) as gone:
        says()
    assert (gone.value.because["en"], gone.value.since) == ("Wrong. (en)", TODAY)
    with pytest.raises(Withdrawn):
        says(as_of=DAYS["new"])
    assert says(as_of=DAYS["mid"]) == "old", "what applied before the withdrawn edition did apply"
    with pytest.raises(Withdrawn):
        read_edition("faq", SLUG, 2, language="en", now=NOW)
    with pytest.raises(Withdrawn):
        compare("faq", SLUG, 1, 2, language="en", now=NOW)
    with pytest.raises(Withdrawn):
        history("faq", SLUG, language="en", now=NOW)
    assert list(listings("faq", now=NOW)) == []
    assert "wrong" not in str(export_pack(now=NOW))


def test_a_rule_that_ended_is_told_until_its_last_day(db: None) -> None:
    entry(DAYS["old"], "old")
    bury(from_day=date(2026, 12, 1))
    assert says(MIDNIGHT - timedelta(seconds=1)) == "old"
    with pytest.raises(Withdrawn) as gone:
        says(MIDNIGHT)
    assert gone.value.since == date(2026, 12, 1)
    assert says(MIDNIGHT, as_of=date(2026, 11, 30)) == "old"
    assert read_edition("faq", SLUG, 1, language="en", now=MIDNIGHT)["answer"] == "old (en)"


def test_publishing_again_after_a_withdrawal_is_read_again(db: None) -> None:
    entry(DAYS["old"], "wrong")
    bury()
    entry(DAYS["old"], "right")
    assert says() == "right"
    rows = history("faq", SLUG, language="en", now=NOW)
    assert [(row["number"], row["withdrawn"]) for row in rows] == [(3, False), (2, True), (1, True)]
    with pytest.raises(Withdrawn):
        read_edition("faq", SLUG, 1, language="en", now=NOW)


def test_a_waiting_edition_that_was_printed_before_the_withdrawal_stays_buried(db: None) -> None:
    entry(DAYS["old"], "wrong")
    entry(date(2026, 12, 1), "wrong too")
    bury()
    with pytest.raises(Withdrawn):
        says(MIDNIGHT)
    with pytest.raises(Withdrawn):
        read_edition("faq", SLUG, 2, language="en", now=MIDNIGHT)
    assert audit() == []


# -- freshness --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "state"),
    [(-1, Freshness.FRESH), (0, Freshness.DUE), (29, Freshness.DUE), (30, Freshness.OVERDUE), (None, Freshness.NEVER)],
)
def test_freshness_turns_on_the_day(days: int | None, state: Freshness) -> None:
    due = None if days is None else TODAY - timedelta(days=days)
    assert freshness_state(due, TODAY) == state


# -- queries ----------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3])
def test_a_document_takes_two_queries_and_a_list_two_however_long(
    db: None, rows: int, django_assert_num_queries: Any
) -> None:
    operator = make_operator()
    publish_now(operator)
    for topic in ("cancellation", "keep_alive", "refund")[:rows]:
        publish_now(make_policy(f"claro-{topic}", operator=operator, topic=topic))
    with django_assert_num_queries(2):
        read("policy", "claro-cancellation", language="es", now=NOW)
    with django_assert_num_queries(1):
        read("operator", "claro", language="es", now=NOW)
    with django_assert_num_queries(2):
        found = read_many(listings("policy", now=NOW), language="es", now=NOW)
    assert len(found) == rows
    with django_assert_num_queries(1):
        assert len(list(facts(language="es", now=NOW))) == rows
    assert Policy.objects.count() == rows
