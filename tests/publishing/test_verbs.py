"""The verbs: what each refuses, what it records, and that a refusal leaves everything as it was."""

from datetime import date, timedelta
from typing import Any

import pytest

from operators.models.printed import ContentRevision, Edition, EditionText, Listing, Verification
from operators.models.printed.append_only import AppendOnly
from operators.models.working import Condition, Edit, Fact, Option, Policy, Question, Route, Source, Submission
from operators.publishing import (
    FourEyes,
    GateRefused,
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
from operators.publishing.auditing import audit
from operators.roles import REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.factories import (
    NOW,
    TODAY,
    make_faq,
    make_operator,
    make_policy,
    make_question,
    make_source,
    make_user,
    publish_now,
    tr,
)


@pytest.fixture
def policy(db: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    return make_policy(operator=operator)


def approve(
    subject: Any, *, by: str = "reviewer", reason: str = "Looked at.", clear: bool = True, **given: Any
) -> Edition:
    """Publish what was submitted, as a reviewer who clears everything."""
    data, problems = look(subject, now=NOW)
    values = {"version": subject.version, "content_hash": content_hash(data), "now": NOW} | given
    cleared = [problem.clears for problem in problems if problem.clears] if clear else []
    return publish(subject, by=make_user(by, REVIEWER), reason=reason, cleared=cleared, **values)


def hand_in(subject: Any, by: str = "writer") -> Any:
    record_edit(subject, by=make_user(by), now=NOW)
    subject.refresh_from_db()
    submit(subject, version=subject.version, by=make_user(by), now=NOW)
    return subject


# -- the gate ---------------------------------------------------------------------------------


def break_everything(policy: Policy) -> None:
    policy.summary, policy.effective_from = {}, None
    policy.save()
    for model in (Fact, Route, Condition):
        model.objects.get(policy=policy).sources.clear()
    Condition.objects.update(remedy={}, when=["perhaps"])
    Fact.objects.update(unit="money", value="5")
    bare = make_question("bare", codes=())
    Condition.objects.create(
        policy=policy,
        key="bare",
        position=5,
        question=bare,
        when=[],
        outcome="blocked",
        remedy=tr("x"),
        our_advice=True,
    )
    Source.objects.create(
        key="fake", url="https://osiptel.example/", title="x", kind="regulator", language="es", retrieved_on=TODAY
    )
    policy.steps.get().sources.set(Source.objects.filter(key="fake"))
    policy.steps.update(body={"es": "<b>x</b> https://evil.example/ ![x](/y)"})


def test_the_gate_names_every_problem_and_its_field_at_once(policy: Policy) -> None:
    break_everything(policy)
    _data, problems = look(policy, now=NOW)
    found = {(problem.code, problem.field) for problem in problems if problem.refuses}
    assert found == {
        ("no_effective_from", "effective_from"),
        ("no_summary", "summary"),
        ("no_source", "facts[deadline].sources"),
        ("no_source", "routes[app].sources"),
        ("no_source", "conditions[debt].sources"),
        ("no_remedy", "conditions[debt].remedy"),
        ("foreign_option", "conditions[debt].when"),
        ("wrong_unit", "facts[deadline].unit"),
        ("wrong_value", "facts[deadline].value"),
        ("no_currency", "facts[deadline].currency"),
        ("no_options", "questions[bare].options"),
        ("no_answers", "conditions[bare].when"),
        ("host_not_theirs", "sources[fake].url"),
        ("forbidden_tag", "steps[ask].body.es"),
        ("forbidden_image", "steps[ask].body.es"),
        ("bad_link", "steps[ask].body.es"),
    }


def test_a_refusal_leaves_the_working_copy_and_everything_else_as_it_was(policy: Policy) -> None:
    break_everything(policy)
    hand_in(policy)
    before = (snapshot(policy), Edition.objects.count(), ContentRevision.objects.get().number)
    with pytest.raises(GateRefused) as refused:
        approve(policy)
    assert len(refused.value.problems) >= 16
    assert (snapshot(policy), Edition.objects.count(), ContentRevision.objects.get().number) == before
    assert Submission.objects.get(slug=policy.slug).state == "open"


def test_a_second_policy_for_the_same_line_is_refused_while_the_first_is_live(policy: Policy) -> None:
    publish_now(policy)
    Policy.objects.filter(pk=policy.pk).update(topic="refund")
    second = make_policy("claro-second", operator=policy.operator)
    _data, problems = look(second, now=NOW)
    assert [problem.field for problem in problems if problem.code == "second_policy"] == ["slug"]


def test_a_policy_of_an_operator_that_is_not_published_is_refused(db: None) -> None:
    policy = make_policy(operator=make_operator())
    _data, problems = look(policy, now=NOW)
    assert ("operator_not_live", "operator") in {(problem.code, problem.field) for problem in problems}


def test_option_labels_are_texts_like_any_other(policy: Policy) -> None:
    Option.objects.filter(code="yes").update(label={"es": "https://evil.example/"})
    _data, problems = look(policy, now=NOW)
    assert ("bad_link", "questions[debt].options[yes].label.es") in {(one.code, one.field) for one in problems}


def test_warnings_need_a_reason_and_are_recorded(policy: Policy) -> None:
    policy.title = {"es": "Dar de baja"}
    policy.save()
    Source.objects.update(published_on="2020")
    Fact.objects.update(standing="disputed")
    hand_in(policy)
    _data, problems = look(policy, now=NOW)
    codes = sorted({problem.code for problem in problems})
    assert codes == ["missing_language", "old_source", "only_disputed"]
    with pytest.raises(GateRefused):
        approve(policy, reason="  ")
    edition = approve(policy, reason="It is what there is.")
    assert edition.accepted_warnings == codes
    assert edition.acceptance_reason == "It is what there is."


def test_a_new_host_has_to_be_cleared_by_its_name(policy: Policy) -> None:
    Source.objects.update(url="https://other.example/x")
    hand_in(policy)
    with pytest.raises(GateRefused) as refused:
        approve(policy, clear=False)
    assert [problem.clears for problem in refused.value.problems] == ["other.example"]
    approve(policy)
    second = make_faq()
    assert [problem for problem in look(second, now=NOW)[1] if problem.clears] == [], "it is known from now on"


# -- four eyes and the version that was seen --------------------------------------------------


@pytest.mark.parametrize("thing", ["policy", "question", "source"])
def test_whoever_edited_it_or_what_it_embeds_cannot_publish_it(policy: Policy, thing: str) -> None:
    things = {"policy": policy, "question": Question.objects.get(), "source": Source.objects.get()}
    both = make_user("both", REVIEWER)
    record_edit(things[thing], by=both, now=NOW)
    policy.refresh_from_db()
    hand_in(policy)
    with pytest.raises(FourEyes):
        approve(policy, by="both")
    assert approve(policy, by="other").four_eyes


def test_whoever_submitted_it_cannot_publish_it(policy: Policy) -> None:
    both = make_user("both", REVIEWER)
    record_edit(policy, by=make_user("writer"), now=NOW)
    submit(policy, version=policy.version, by=both, now=NOW)
    with pytest.raises(FourEyes):
        approve(policy, by="both")


def test_a_revert_is_an_edit(policy: Policy) -> None:
    publish_now(policy)
    both = make_user("both", REVIEWER)
    policy.refresh_from_db()
    policy.title = tr("Other")
    policy.save()
    publish_now(policy)
    later = NOW + timedelta(hours=1)
    restored = revert(policy, number=1, by=both, now=later)
    submit(restored, version=restored.version, by=make_user("writer"), now=later)
    with pytest.raises(FourEyes):
        approve(restored, by="both")


def test_an_editor_may_not_publish_nor_withdraw(policy: Policy) -> None:
    hand_in(policy)
    data = snapshot(policy)
    writer = make_user("someone")
    with pytest.raises(NotAllowed):
        publish(policy, version=policy.version, content_hash=content_hash(data), by=writer, now=NOW, reason="x")
    with pytest.raises(NotAllowed):
        withdraw(kind="operator", slug="claro", because=tr("x"), by=writer, now=NOW)
    with pytest.raises(NotAllowed):
        return_to_editor(policy, by=writer, now=NOW, message="x")


def test_one_person_publishes_where_four_eyes_are_off_and_the_edition_says_so(policy: Policy, settings: Any) -> None:
    settings.KB_FOUR_EYES = False
    record_edit(policy, by=make_user("one", REVIEWER), now=NOW)
    policy.refresh_from_db()
    assert approve(policy, by="one").four_eyes is False


def test_a_version_or_a_content_that_was_not_seen_is_refused(policy: Policy) -> None:
    hand_in(policy)
    with pytest.raises(StaleVersion):
        approve(policy, version=policy.version - 1)
    with pytest.raises(StaleVersion):
        approve(policy, content_hash="0" * 64)
    seen = content_hash(snapshot(policy))
    Question.objects.update(text=tr("Another wording?"))
    with pytest.raises(StaleVersion):
        approve(policy, content_hash=seen)
    with pytest.raises(StaleVersion, match="not been submitted"):
        approve(policy)
    with pytest.raises(StaleVersion):
        submit(policy, version=policy.version - 1, by=make_user("writer"), now=NOW)


def test_a_returned_submission_cannot_be_published(policy: Policy) -> None:
    hand_in(policy)
    with pytest.raises(WrongState):
        return_to_editor(policy, by=make_user("r", REVIEWER), now=NOW, message=" ")
    returned = return_to_editor(policy, by=make_user("r", REVIEWER), now=NOW, message="Cite the law.")
    assert (returned.state, returned.message) == ("returned", "Cite the law.")
    with pytest.raises(StaleVersion):
        approve(policy)
    with pytest.raises(WrongState):
        return_to_editor(policy, by=make_user("r", REVIEWER), now=NOW, message="Again.")


def test_a_newer_submission_supersedes_the_older_one(policy: Policy) -> None:
    hand_in(policy)
    hand_in(policy)
    assert list(Submission.objects.order_by("pk").values_list("state", flat=True))[-2:] == ["superseded", "open"]
    approve(policy)
    assert Submission.objects.order_by("pk").last().state == "published"  # type: ignore[union-attr]


# -- append-only ------------------------------------------------------------------------------


def test_what_is_printed_can_neither_be_changed_nor_deleted_through_the_orm(policy: Policy) -> None:
    edition = publish_now(policy)
    text = EditionText.objects.filter(edition=edition)[0]
    attempts = [
        lambda: edition.save(),
        lambda: edition.save(force_update=True),
        lambda: edition.delete(),
        lambda: text.save(update_fields=["document"]),
        lambda: text.delete(),
        lambda: Edition.objects.update(slug="x"),
        lambda: Edition.objects.filter(pk=edition.pk).delete(),
        lambda: Edition._base_manager.update(slug="x"),
        lambda: Edition._default_manager.all().delete(),
        lambda: Edition.objects.bulk_update([edition], ["slug"]),
        lambda: Edition.objects.update_or_create(pk=edition.pk, defaults={"slug": "x"}),
        lambda: Edition.objects.bulk_create(
            [edition], update_conflicts=True, update_fields=["slug"], unique_fields=["hash"]
        ),
        lambda: edition.texts.update(document=""),
        lambda: edition.texts.all().delete(),
        lambda: edition.texts.set([]),
        lambda: edition.texts.all()._raw_delete("default"),
    ]
    for attempt in attempts:
        with pytest.raises((AppendOnly, AttributeError)):
            attempt()
    assert audit() == []


# -- withdraw ---------------------------------------------------------------------------------


def test_withdrawing_says_why_and_what_to_read_instead(policy: Policy) -> None:
    publish_now(policy)
    other = publish_now(make_policy("pe-cancellation"))
    reviewer = make_user("r", REVIEWER)
    given: dict[str, Any] = {"kind": "policy", "slug": policy.slug, "by": reviewer, "now": NOW}
    for wrong in (
        {"because": {}},
        {"because": tr("Old."), "replaced_by": "nowhere"},
        {"because": tr("Old."), "replaced_by": policy.slug},
        {"because": tr("Old."), "from_day": date(2020, 1, 1)},
        {"because": tr("Old."), "slug": "nowhere"},
    ):
        with pytest.raises(WrongState):
            withdraw(**{**given, **wrong})
    with pytest.raises(WrongState, match=policy.slug):
        withdraw(**{**given, "kind": "operator", "slug": "claro", "because": tr("Old.")})
    grave = withdraw(**given, because=tr("Old."), replaced_by=other.slug)
    assert (grave.tombstone, grave.number, grave.replaced_by) == (True, 2, "pe-cancellation")
    assert (grave.effective_from, grave.significance) == (date(2025, 1, 1), "correction")
    with pytest.raises(WrongState):
        withdraw(**given, because=tr("Twice."))
    withdraw(**{**given, "kind": "operator", "slug": "claro", "because": tr("Gone.")})
    assert audit() == []


# -- revert -----------------------------------------------------------------------------------


def test_a_revert_brings_back_the_very_same_document(peru: None) -> None:
    editor = make_user("writer")
    for policy in Policy.objects.all():
        last = Edition.objects.filter(kind="policy", slug=policy.slug).order_by("-number").first()
        assert last is not None
        wanted = content_hash(snapshot(policy))
        Policy.objects.filter(pk=policy.pk).update(summary=tr("Spoiled"), topic="refund", country="CL", operator=None)
        for rows in ("cautions", "facts", "milestones", "routes", "steps", "conditions", "messages", "not_checked"):
            getattr(policy, rows).all().delete()
        restored = revert(policy, number=last.number, by=editor, now=NOW)
        assert content_hash(snapshot(restored)) == wanted == last.content_hash, policy.slug
        assert restored.version > policy.version


def test_a_revert_needs_an_edition_with_a_text(policy: Policy) -> None:
    publish_now(policy)
    withdraw(kind="policy", slug=policy.slug, because=tr("x"), by=make_user("r", REVIEWER), now=NOW)
    for number in (0, 2, 9):
        with pytest.raises(WrongState):
            revert(policy, number=number, by=make_user("writer"), now=NOW)


def test_a_revert_brings_deleted_sources_and_questions_back(policy: Policy) -> None:
    publish_now(policy)
    wanted = content_hash(snapshot(policy))
    policy.conditions.all().delete()
    Question.objects.all().delete()
    for rows in (policy.facts, policy.routes, policy.steps):
        rows.get().sources.set([make_source("other")])
    operator = policy.operator
    assert operator is not None
    for point in operator.contact_points.all():
        point.sources.clear()
    Source.objects.filter(key="press-1").delete()
    restored = revert(policy, number=1, by=make_user("writer"), now=NOW)
    assert content_hash(snapshot(restored)) == wanted


# -- checks -----------------------------------------------------------------------------------


def test_a_check_counts_once_another_reviewer_has_confirmed_it(policy: Policy) -> None:
    publish_now(policy)
    checker = make_user("checker", REVIEWER)
    number = ContentRevision.objects.get().number
    given: dict[str, Any] = {"policy": policy.slug, "outcome": VerificationOutcome.CONFIRMED, "by": checker, "now": NOW}
    found = verify(**given, day=TODAY)
    assert (Listing.objects.get(slug=policy.slug).verified_on, ContentRevision.objects.get().number) == (None, number)
    with pytest.raises(FourEyes):
        confirm(found, by=checker, now=NOW)
    with pytest.raises(NotAllowed):
        confirm(found, by=make_user("writer"), now=NOW)
    confirm(found, by=make_user("r", REVIEWER), now=NOW)
    row = Listing.objects.get(slug=policy.slug)
    assert (row.verified_on, row.review_due_on) == (TODAY, TODAY + timedelta(days=90))
    assert ContentRevision.objects.get().number == number + 1
    with pytest.raises(WrongState):
        confirm(found, by=make_user("r", REVIEWER), now=NOW)
    with pytest.raises(WrongState):
        verify(**given, day=TODAY + timedelta(days=1))
    with pytest.raises(WrongState):
        verify(**{**given, "policy": "nowhere"}, day=TODAY)
    assert Verification.objects.count() == 1
    assert audit() == []


# -- the revision -----------------------------------------------------------------------------


def test_the_revision_moves_by_one_with_every_public_change_and_with_no_other(policy: Policy) -> None:
    def number() -> int:
        return ContentRevision.objects.get().number

    start = number()
    hand_in(policy)
    return_to_editor(policy, by=make_user("r", REVIEWER), now=NOW, message="No.")
    assert number() == start
    publish_now(policy)
    assert number() == start + 1
    withdraw(kind="policy", slug=policy.slug, because=tr("x"), by=make_user("r", REVIEWER), now=NOW)
    assert number() == start + 2
    assert Edit.objects.filter(noun="policy").count() == 2
    assert ContentRevision.objects.get().head == Edition.objects.order_by("-revision")[0].hash
