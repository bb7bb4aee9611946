"""Nothing is unrecoverable: any version of anything comes back, as an edit that is reviewed like every other."""

import json
from datetime import timedelta
from typing import Any

import pytest

from operators.models.working import Condition, Edit, NotChecked, Option, Policy, Question, Source, Step
from operators.publishing import (
    FourEyes,
    NotAllowed,
    StaleVersion,
    WrongState,
    content_hash,
    look,
    publish,
    record_edit,
    recover,
    snapshot,
    submit,
)
from operators.publishing.edits import content_of
from operators.roles import REVIEWER
from tests.factories import NOW, make_operator, make_policy, make_question, make_source, make_user, publish_now, tr


@pytest.fixture
def policy(db: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    policy.refresh_from_db()
    return policy


def edit(policy: Policy, number: int, by: Any) -> Edit:
    """The number decides what is edited: a text, a row that comes or goes, the order, what is not checked."""
    if number % 5 == 0:
        Policy.objects.filter(pk=policy.pk).update(title=tr(f"Title {number}"), review_every_days=30 + number)
    elif number % 5 == 1:
        step = Step.objects.create(
            policy=policy, key=f"s{number}", position=number, title=tr(f"Step {number}"), our_advice=True
        )
        step.sources.add(make_source(f"source-{number}"))
    elif number % 5 == 2:
        Step.objects.filter(policy=policy, key=f"s{number - 1}").update(position=200 - number)
    elif number % 5 == 3:
        NotChecked.objects.create(policy=policy, key=f"n{number}", position=number, text=tr(f"Debt {number}"))
    else:
        Step.objects.filter(policy=policy, key=f"s{number - 3}").delete()
    record_edit(policy, by=by, now=NOW + timedelta(minutes=number))
    return Edit.objects.filter(noun="policy", key=policy.slug).order_by("-id")[0]


def test_fifty_edits_by_three_people_are_fifty_versions_that_come_back_byte_for_byte(policy: Policy) -> None:
    people = [make_user(f"editor-{number}") for number in range(3)]
    edits = [edit(policy, number, people[number % 3]) for number in range(50)]
    assert [(one.by.username, one.at) for one in edits] == [
        (f"editor-{number % 3}", NOW + timedelta(minutes=number)) for number in range(50)
    ]
    assert len({one.version for one in edits}) == 50
    # Taking a row away again, ten times, leads back to a content that was there before.
    assert len({one.content for one in edits}) == 40
    restored = 0
    for one in reversed(edits):
        now = Policy.objects.get()
        recover(one, version=now.version, by=people[0], now=NOW + timedelta(hours=2))
        restored += content_of(now) == one.content
    assert restored == 50


def test_what_is_restored_goes_through_review_like_any_other_edit(policy: Policy) -> None:
    first = edit(policy, 0, make_user("ed"))
    edit(policy, 5, make_user("ed"))
    rev = make_user("rev", REVIEWER)
    policy = recover(first, version=Policy.objects.get().version, by=rev, now=NOW + timedelta(hours=1))  # type: ignore[assignment]
    submit(policy, version=policy.version, by=make_user("ed"), now=NOW + timedelta(hours=1))
    data, _problems = look(policy, now=NOW)
    seen = {"version": policy.version, "content_hash": content_hash(data), "now": NOW + timedelta(hours=2)}
    with pytest.raises(FourEyes):
        publish(policy, by=rev, **seen)
    assert publish(policy, by=make_user("rev2", REVIEWER), **seen).number == 2


def test_a_deleted_policy_comes_back_with_what_it_cites_and_asks(db: None) -> None:
    policy = make_policy()
    before = snapshot(policy)
    record_edit(policy, by=make_user(), now=NOW, what="deleted", bump=False)
    policy.delete()
    Question.objects.all().delete()
    Source.objects.all().delete()
    deletion = Edit.objects.get(what="deleted")
    with pytest.raises(StaleVersion):
        recover(deletion, version=1, by=make_user(), now=NOW)
    restored = recover(deletion, version=0, by=make_user(), now=NOW)
    assert snapshot(Policy.objects.get()) == before
    assert restored.version == deletion.version + 1
    assert Condition.objects.get().question.key == "debt"


def test_questions_and_sources_come_back_too(db: None) -> None:
    ed = make_user()
    source, question = make_source(), make_question()
    record_edit(source, by=ed, now=NOW)
    record_edit(question, by=ed, now=NOW)
    then = {edit.noun: edit for edit in Edit.objects.all()}
    Source.objects.update(quote="otra cosa", version=7)
    Option.objects.filter(code="no").delete()
    for thing in (Source.objects.get(), Question.objects.get()):
        noun = str(thing._meta.model_name)
        assert content_of(thing) != then[noun].content
        recover(then[noun], version=thing.version, by=ed, now=NOW)
        assert content_of(thing) == then[noun].content


def test_a_question_whose_parent_is_gone_says_so(db: None) -> None:
    parent = make_question("abroad")
    child = make_question("visa", parent=parent, asked_when=["yes"])
    record_edit(child, by=make_user(), now=NOW)
    child.delete()
    parent.delete()
    with pytest.raises(WrongState, match="“abroad”"):
        recover(Edit.objects.get(), version=0, by=make_user(), now=NOW)


def test_nothing_is_done_for_a_stale_page_an_edit_without_content_or_a_stranger(policy: Policy) -> None:
    one = edit(policy, 0, make_user("ed"))
    version = Policy.objects.get().version
    before = content_of(policy)
    with pytest.raises(StaleVersion):
        recover(one, version=version - 1, by=make_user("ed"), now=NOW)
    stranger = make_user("stranger")
    stranger.groups.clear()
    with pytest.raises(NotAllowed):
        recover(one, version=version, by=stranger, now=NOW)
    Edit.objects.filter(pk=one.pk).update(content="")
    one.refresh_from_db()
    with pytest.raises(WrongState):
        recover(one, version=version, by=make_user("ed"), now=NOW)
    assert content_of(policy) == before
    assert json.loads(before)["entry"]["slug"] == policy.slug
