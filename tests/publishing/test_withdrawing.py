"""Taking advice away: what it leaves behind, and what it must not make anybody forget."""

from datetime import date, timedelta
from typing import Any

import pytest

from operators.models.printed import Edition
from operators.models.working import Policy, Submission
from operators.publishing import FourEyes, GateRefused, StaleVersion, WrongState, record_edit, withdraw
from operators.publishing.context import live_edition
from operators.roles import REVIEWER
from tests.factories import NOW, make_operator, make_policy, make_user, publish_now, tr
from tests.publishing.test_verbs import approve, hand_in

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
WRONG = tr("It was wrong.")


@pytest.fixture
def policy() -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    return policy


def edited(policy: Policy, by: str, role: str = REVIEWER) -> None:
    policy.summary = tr("Something else.")
    policy.save()
    record_edit(policy, by=make_user(by, role), now=LATER)
    policy.refresh_from_db()


def published_from(policy: Policy, day: date) -> Edition:
    policy.refresh_from_db()
    policy.effective_from, policy.summary = day, tr(f"From {day}.")
    policy.save()
    return publish_now(policy, now=LATER)


def taken_away(policy: Policy, by: str = "rev2", **about: Any) -> Edition:
    who = make_user(by, REVIEWER)
    return withdraw(kind="policy", slug=policy.slug, because=WRONG, by=who, now=LATER, **about)


def test_a_withdrawal_lets_nobody_publish_what_they_wrote(policy: Policy) -> None:
    edited(policy, "rev1")
    hand_in(policy, "ed1")
    with pytest.raises(FourEyes):
        approve(policy, by="rev1", now=LATER)
    taken_away(policy, "rev1")
    hand_in(policy, "ed1")
    with pytest.raises(FourEyes):
        approve(policy, by="rev1", now=LATER)
    assert approve(policy, by="rev2", now=LATER).number == 3


def test_what_waits_for_review_does_not_bring_the_withdrawn_text_back(policy: Policy) -> None:
    edited(policy, "ed1")
    hand_in(policy, "ed1")
    taken_away(policy)
    assert not Submission.objects.filter(slug=policy.slug, state="open").exists()
    with pytest.raises(StaleVersion):
        approve(policy, by="rev1", now=LATER)


@pytest.mark.parametrize("four_eyes", [True, False])
def test_whoever_saw_the_page_before_a_withdrawal_publishes_nothing(
    policy: Policy, four_eyes: bool, settings: Any
) -> None:
    settings.KB_FOUR_EYES = four_eyes
    edited(policy, "ed1")
    hand_in(policy, "ed1")
    taken_away(policy)
    hand_in(policy, "ed1")
    with pytest.raises(StaleVersion, match="rev2 has withdrawn it meanwhile"):
        approve(policy, by="rev1", now=LATER, after=1)
    assert approve(policy, by="rev1", now=LATER, after=2).number == 3


def test_a_correction_is_not_taken_away_for_what_it_corrects(policy: Policy) -> None:
    edited(policy, "ed1")
    hand_in(policy, "ed1")
    approve(policy, by="rev1", now=LATER, after=1)
    with pytest.raises(StaleVersion, match="rev1 has published edition 2 meanwhile"):
        taken_away(policy, after=1)
    assert taken_away(policy, after=2).tombstone


def test_nothing_is_printed_behind_a_withdrawal(policy: Policy) -> None:
    """It would be said to apply from its day, while readers stay with the withdrawal."""
    published_from(policy, date(2026, 3, 1))
    taken_away(policy)
    with pytest.raises(GateRefused) as refused:
        published_from(policy, date(2025, 1, 1))
    [problem] = [one for one in refused.value.problems if one.refuses]
    assert (problem.field, problem.code) == ("effective_from", "behind_withdrawal")
    assert "the withdrawal of 2026-03-01" in problem.message
    published_from(policy, date(2026, 3, 1))
    # Readers have a rule again, so what applied before it may be mended.
    assert published_from(policy, date(2025, 1, 1)).number == 5


def test_a_rule_may_be_mended_until_it_ends(policy: Policy) -> None:
    taken_away(policy, from_day=date(2026, 12, 24))
    assert published_from(policy, date(2025, 1, 1)) == live_edition("policy", policy.slug, LATER)


def test_an_operator_stays_while_a_policy_of_it_waits_for_its_day() -> None:
    operator = make_operator()
    publish_now(operator)
    waiting = make_policy(operator=operator, effective_from=date(2026, 12, 1))
    publish_now(waiting)
    about: dict[str, Any] = {"because": WRONG, "by": make_user("rev2", REVIEWER), "now": LATER}
    with pytest.raises(WrongState, match=waiting.slug):
        withdraw(kind="operator", slug=operator.slug, **about)
    withdraw(kind="policy", slug=waiting.slug, **about)
    assert withdraw(kind="operator", slug=operator.slug, **about).tombstone
