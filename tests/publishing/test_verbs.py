"""The verbs: who may, when, and what they leave behind."""

from datetime import date, timedelta
from typing import Any

import pytest

from operators import editions
from operators.models.printed import (
    ContentRevision,
    Edition,
    EditionFact,
    EditionSource,
    EditionText,
    Listing,
    SearchEntry,
    Verification,
)
from operators.models.printed.append_only import AppendOnly
from operators.models.working import Condition, Edit, Fact, Operator, Policy, Submission
from operators.publishing import (
    FourEyes,
    NotAllowed,
    StaleVersion,
    WrongState,
    confirm,
    content_hash,
    look,
    publish,
    record_edit,
    return_to_editor,
    revert,
    snapshot,
    submit,
    verify,
    withdraw,
)
from operators.roles import ADMINISTRATOR, EDITOR, REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.factories import NOW, TODAY, make_operator, make_policy, make_source, make_user, publish_now, tr

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def operator() -> Operator:
    operator = make_operator()
    publish_now(operator)
    return operator


@pytest.fixture
def policy(operator: Operator) -> Policy:
    return make_policy(operator=operator)


def attempt(policy: Policy, by: Any, **changes: Any) -> Edition:
    policy.refresh_from_db()
    given = {"version": policy.version, "content_hash": content_hash(look(policy, now=LATER)[0])} | changes
    return publish(policy, by=by, now=LATER, reason="Looked at.", **given)


def revision() -> int:
    return editions.content_revision()


def read(policy: Policy, language: str = "en") -> dict[str, Any]:
    return editions.read("policy", policy.slug, language=language, now=LATER)


# -- publish


def test_two_people_print_an_edition_in_every_language(policy: Policy) -> None:
    before = revision()
    edition = publish_now(policy)
    assert (edition.number, edition.published_by, edition.submitted_by) == (1, "reviewer", "writer")
    assert edition.four_eyes is True
    assert {text.language for text in EditionText.objects.filter(edition=edition)} == {"zh-hans", "es", "en"}
    assert revision() == before + 1 == edition.revision
    assert ContentRevision.objects.get().head == edition.hash
    assert read(policy)["title"] == "Cancelling (en)"
    assert read(policy, "zh-hans")["title"] == "Cancelling（中文）"
    assert Submission.objects.get(kind="policy").state == "published"
    counts = [model.objects.filter(edition=edition).count() for model in (EditionFact, EditionSource, SearchEntry)]
    assert counts == [3, 1, 3]


def test_live_edition_stays_while_the_next_is_written(policy: Policy) -> None:
    publish_now(policy)
    printed = read(policy)
    Policy.objects.update(title=tr("Something else"))
    Fact.objects.update(value=9)
    make_source().__class__.objects.update(title="Another title")
    assert read(policy) == printed


def test_missing_language_falls_back_and_says_so(policy: Policy) -> None:
    Policy.objects.update(title={"en": "Only English"}, scope={"es": "Solo español", "en": "English"})
    publish_now(policy)
    document = read(policy, "zh-hans")
    assert (document["title"], document["scope"]) == ("Only English", "Solo español")
    assert {"path": "/title", "language": "en"} in document["fallbacks"]
    assert {"path": "/scope", "language": "es"} in document["fallbacks"]


def test_editor_cannot_publish_at_all(policy: Policy) -> None:
    with pytest.raises(NotAllowed):
        attempt(policy, make_user("ed", EDITOR))


def test_publishing_needs_a_submission(policy: Policy) -> None:
    with pytest.raises(StaleVersion, match="not been submitted"):
        attempt(policy, make_user("rev", REVIEWER))


@pytest.mark.parametrize("role", [REVIEWER, ADMINISTRATOR])
def test_who_edited_the_policy_cannot_publish_it(policy: Policy, role: str) -> None:
    both = make_user("both", role)
    record_edit(policy, by=both, now=NOW)
    submit(policy, version=policy.version, by=make_user("ed"), now=NOW)
    with pytest.raises(FourEyes):
        attempt(policy, both)
    assert not Edition.objects.filter(kind="policy").exists()


def test_who_submitted_cannot_publish(policy: Policy) -> None:
    both = make_user("both", REVIEWER)
    submit(policy, version=policy.version, by=both, now=NOW)
    with pytest.raises(FourEyes):
        attempt(policy, both)


@pytest.mark.parametrize("noun", ["question", "source"])
def test_who_edited_what_the_policy_embeds_cannot_publish_it(policy: Policy, noun: str) -> None:
    both = make_user("both", REVIEWER)
    embedded = Condition.objects.get().question if noun == "question" else make_source()
    record_edit(embedded, by=both, now=NOW)
    submit(policy, version=policy.version, by=make_user("ed"), now=NOW)
    with pytest.raises(FourEyes):
        attempt(policy, both)


def test_an_edit_before_the_last_edition_is_forgiven_but_not_of_what_it_never_embedded(policy: Policy) -> None:
    both, ed = make_user("both", REVIEWER), make_user("ed")
    record_edit(make_source(), by=both, now=NOW - timedelta(days=2))
    record_edit(make_source("unseen"), by=both, now=NOW - timedelta(days=2))
    publish_now(policy)
    record_edit(policy, by=ed, now=LATER)
    policy.refresh_from_db()
    submit(policy, version=policy.version, by=ed, now=LATER)
    assert attempt(policy, both).number == 2
    Fact.objects.get().sources.add(make_source("unseen"))
    record_edit(policy, by=ed, now=LATER)
    policy.refresh_from_db()
    submit(policy, version=policy.version, by=ed, now=LATER)
    with pytest.raises(FourEyes):
        attempt(policy, both)


def test_team_of_one_publishes_and_the_edition_says_so(policy: Policy, settings: Any) -> None:
    settings.KB_FOUR_EYES = False
    alone = make_user("alone", REVIEWER)
    record_edit(policy, by=alone, now=NOW)
    edition = attempt(policy, alone)
    assert (edition.four_eyes, read(policy)["edition"]["four_eyes"]) == (False, False)


@pytest.mark.parametrize("moved", ["version", "content", "shared"])
def test_only_what_was_seen_is_published(policy: Policy, moved: str) -> None:
    submit(policy, version=policy.version, by=make_user("ed"), now=NOW)
    seen = {"version": policy.version, "content_hash": content_hash(snapshot(policy))}
    if moved == "version":
        Policy.objects.update(version=policy.version + 1)
    elif moved == "content":
        Fact.objects.update(value=2)
    else:
        make_source().__class__.objects.update(title="Another title")
    with pytest.raises(StaleVersion):
        attempt(policy, make_user("rev", REVIEWER), **seen)


# -- submit, return, revert


def test_submitting_an_old_version_is_refused(policy: Policy) -> None:
    record_edit(policy, by=make_user("other"), now=NOW)
    with pytest.raises(StaleVersion):
        submit(policy, version=1, by=make_user("ed"), now=NOW)


def test_a_later_submission_supersedes_the_earlier(policy: Policy) -> None:
    for _ in range(2):
        submit(policy, version=policy.version, by=make_user("ed"), now=NOW)
    assert [one.state for one in Submission.objects.filter(kind="policy").order_by("id")] == ["superseded", "open"]


def test_returning_needs_a_message_and_something_to_return(policy: Policy) -> None:
    rev = make_user("rev", REVIEWER)
    with pytest.raises(WrongState, match="Nothing is waiting"):
        return_to_editor(policy, by=rev, now=NOW, message="Cite the deadline.")
    submit(policy, version=policy.version, by=make_user("ed"), now=NOW)
    with pytest.raises(WrongState, match="Say what"):
        return_to_editor(policy, by=rev, now=NOW, message=" ")
    returned = return_to_editor(policy, by=rev, now=NOW, message="Cite the deadline.")
    assert (returned.state, returned.message, returned.decided_by) == ("returned", "Cite the deadline.", rev)


def test_revert_loads_an_edition_back_word_for_word(policy: Policy) -> None:
    first = publish_now(policy)
    printed = {language: read(policy, language) for language in ("zh-hans", "es", "en")}
    Policy.objects.update(title=tr("Wrong"), effective_from=date(2025, 6, 1))
    Condition.objects.all().delete()
    Fact.objects.update(value=3, position=4)
    policy.refresh_from_db()
    publish_now(policy, now=NOW + timedelta(minutes=1))
    assert read(policy)["title"] == "Wrong (en)"
    restored = revert(policy, number=1, by=make_user("ed"), now=NOW + timedelta(minutes=2))
    assert content_hash(snapshot(restored)) == first.content_hash
    # It is an edit: whoever reverted cannot publish it.
    assert Edit.objects.filter(noun="policy", what="reverted to 1").exists()
    third = publish_now(Policy.objects.get(), now=NOW + timedelta(minutes=3))
    assert third.number == 3
    for language, before in printed.items():
        again = editions.read_edition("policy", policy.slug, 3, language=language, now=LATER)
        assert {k: v for k, v in again.items() if k != "edition"} == {k: v for k, v in before.items() if k != "edition"}


def test_revert_to_the_live_edition_discards_the_changes(policy: Policy) -> None:
    edition = publish_now(policy)
    Policy.objects.update(summary=tr("A draft"))
    revert(policy, number=1, by=make_user("ed"), now=LATER)
    assert content_hash(snapshot(Policy.objects.get())) == edition.content_hash


def test_revert_brings_back_a_source_that_was_deleted(policy: Policy) -> None:
    publish_now(policy)
    Fact.objects.get().sources.clear()
    for name in ("routes", "steps", "conditions"):
        getattr(policy, name).get().sources.clear()
    policy.operator.contact_points.all().delete()
    make_source().delete()
    restored = revert(policy, number=1, by=make_user("ed"), now=LATER)
    assert [source.key for source in restored.facts.get().sources.all()] == ["press-1"]


def test_there_is_no_reverting_to_what_is_no_edition(policy: Policy) -> None:
    with pytest.raises(WrongState):
        revert(policy, number=7, by=make_user("ed"), now=NOW)


# -- withdraw


def take_away(policy: Policy, **choices: Any) -> Edition:
    given = {"because": {"en": "It was wrong."}, "by": make_user("rev", REVIEWER), "now": LATER} | choices
    return withdraw(kind="policy", slug=policy.slug, **given)


def test_one_reviewer_takes_wrong_advice_away_at_once(policy: Policy) -> None:
    publish_now(policy)
    before = revision()
    grave = take_away(policy)
    assert (grave.number, grave.tombstone, grave.effective_from) == (2, True, date(2025, 1, 1))
    assert revision() == before + 1
    with pytest.raises(editions.Withdrawn) as gone:
        read(policy)
    assert (gone.value.because, gone.value.since, gone.value.replaced_by) == ({"en": "It was wrong."}, TODAY, "")
    with pytest.raises(editions.Withdrawn):
        editions.read_edition("policy", policy.slug, 1, language="en", now=LATER)
    with pytest.raises(editions.Withdrawn):
        editions.history("policy", policy.slug, language="en", now=LATER)
    assert not editions.facts(language="en", now=LATER).exists()
    assert not editions.listings("policy", now=LATER).exists()


def test_withdrawing_has_rules_of_its_own(policy: Policy, operator: Operator) -> None:
    with pytest.raises(WrongState, match="Nothing is published"):
        take_away(policy)
    publish_now(policy)
    with pytest.raises(NotAllowed):
        take_away(policy, by=make_user("ed"))
    with pytest.raises(WrongState, match="Say why"):
        take_away(policy, because={"en": " "})
    with pytest.raises(WrongState, match="not published"):
        take_away(policy, replaced_by="nowhere")
    with pytest.raises(WrongState, match="cannot have ended before"):
        take_away(policy, from_day=date(2024, 1, 1))
    with pytest.raises(WrongState, match="claro-cancellation-prepaid"):
        withdraw(
            kind="operator",
            slug=operator.slug,
            because={"en": "Gone."},
            by=make_user("rev", REVIEWER),
            now=LATER,
        )
    assert read(policy)["edition"]["number"] == 1


def test_an_edition_that_waits_can_be_withdrawn_before_its_day(policy: Policy) -> None:
    Policy.objects.update(effective_from=date(2027, 1, 1))
    policy.refresh_from_db()
    publish_now(policy)
    take_away(policy)
    far = NOW + timedelta(days=100)
    with pytest.raises(editions.Withdrawn):
        editions.read("policy", policy.slug, language="en", now=far)


# -- verify


def test_a_check_counts_once_somebody_else_has_confirmed_it(policy: Policy) -> None:
    publish_now(policy)
    ed, rev = make_user("ed"), make_user("rev", REVIEWER)
    before = revision()
    found = verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=rev, now=LATER)
    assert (read(policy)["freshness"]["state"], revision()) == ("never", before)
    with pytest.raises(FourEyes):
        confirm(found, by=rev, now=LATER)
    with pytest.raises(NotAllowed):
        confirm(found, by=ed, now=LATER)
    confirm(found, by=make_user("rev2", REVIEWER), now=LATER)
    assert read(policy)["freshness"] == {"state": "fresh", "verified_on": "2026-11-22", "review_due_on": "2027-02-20"}
    assert revision() == before + 1
    assert Edition.objects.filter(kind="policy").count() == 1
    with pytest.raises(WrongState, match="already"):
        confirm(found, by=make_user("rev2", REVIEWER), now=LATER)


@pytest.mark.parametrize("outcome", [VerificationOutcome.CHANGED, VerificationOutcome.COULD_NOT_CHECK])
def test_only_a_check_that_held_makes_fresh(policy: Policy, settings: Any, outcome: Any) -> None:
    settings.KB_FOUR_EYES = False
    alone = make_user("alone", REVIEWER)
    attempt(policy, alone)
    verify(policy=policy.slug, day=TODAY, outcome=outcome, by=alone, now=LATER)
    assert read(policy)["freshness"]["state"] == "never"
    assert Verification.objects.get().confirmed_by == alone


def test_a_check_is_of_something_published_and_of_a_day_that_has_come(policy: Policy) -> None:
    ed = make_user("ed")
    with pytest.raises(WrongState, match="never published"):
        verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=ed, now=NOW)
    publish_now(policy)
    with pytest.raises(WrongState, match="not come"):
        verify(
            policy=policy.slug,
            day=TODAY + timedelta(days=1),
            outcome=VerificationOutcome.CONFIRMED,
            by=ed,
            now=LATER,
        )


# -- what is printed stays


def test_editions_cannot_be_changed_or_deleted_through_the_orm(policy: Policy) -> None:
    edition = publish_now(policy)
    text = EditionText.objects.filter(edition=edition).first()
    assert text is not None
    for thing in (edition, text):
        with pytest.raises(AppendOnly):
            thing.save()
        with pytest.raises(AppendOnly):
            thing.save(force_update=True)
        with pytest.raises(AppendOnly):
            thing.delete()
        for manager in (type(thing).objects, type(thing)._base_manager, type(thing)._default_manager):
            with pytest.raises(AppendOnly):
                manager.update(slug="x") if thing is edition else manager.update(document="{}")
            with pytest.raises(AppendOnly):
                manager.all().delete()
            with pytest.raises(AppendOnly):
                manager.bulk_update([thing], ["id"])
            with pytest.raises(AppendOnly):
                manager.update_or_create(pk=thing.pk, defaults={})
    with pytest.raises(AppendOnly):
        edition.texts.all().delete()
    assert read(policy)["edition"]["number"] == 1


def test_an_edition_number_exists_once(policy: Policy) -> None:
    from django.db import IntegrityError, transaction

    edition = publish_now(policy)
    copy = Edition.objects.get(pk=edition.pk)
    copy.pk, copy._state.adding, copy.hash, copy.revision = None, True, "other", 10_000
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save()
    assert Listing.objects.filter(kind="policy").count() == 1
