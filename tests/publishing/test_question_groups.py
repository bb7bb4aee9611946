"""The group of a question on its way through snapshot, document, merge and restore; without one nothing changes."""

import json

import pytest
from django.db import IntegrityError, transaction

from operators.models.printed import Edition, EditionText
from operators.models.working import Policy, Question
from operators.publishing import content_hash, snapshot
from operators.publishing.auditing import audit
from operators.publishing.effect import effect
from operators.publishing.merge import entry_of
from operators.publishing.restore import BadContent, restore_question
from operators.publishing.snapshot import Data, question_data
from operators.vocabulary import LANGUAGES, QuestionGroup
from tests.factories import NOW, make_operator, make_policy, make_question, publish_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def policy() -> Policy:
    operator = make_operator()
    publish_now(operator)
    return make_policy(operator=operator)


def printed(edition: Edition) -> dict[str, Data]:
    return {text.language: json.loads(text.document) for text in EditionText.objects.filter(edition=edition)}


def test_an_edition_without_groups_is_what_it_was_before_there_were_any(policy: Policy) -> None:
    data = snapshot(policy)
    assert [list(one) for one in data["questions"]] == [["key", "text", "position", "options"]]
    edition = publish_now(policy)
    documents = printed(edition)
    assert {tuple(document["questions"][0]) for document in documents.values()} == {
        ("key", "text", "how_to_find_out", "order", "asked_when", "options")
    }
    assert content_hash(entry_of(documents, edition)) == edition.content_hash
    assert audit() == []


def test_a_group_is_printed_in_every_language_and_comes_back(policy: Policy) -> None:
    Question.objects.update(group="line")
    edition = publish_now(policy)
    documents = printed(edition)
    assert {language: one["questions"][0]["group"] for language, one in documents.items()} == dict.fromkeys(
        LANGUAGES, "line"
    )
    merged = entry_of(documents, edition)
    assert merged["questions"][0]["group"] == "line"
    assert content_hash(merged) == edition.content_hash
    assert audit() == []
    Question.objects.update(group="")
    restore_question(merged["questions"][0])
    assert Question.objects.get().group == "line"


def test_a_question_brought_back_from_before_groups_has_none(policy: Policy) -> None:
    before = question_data(Question.objects.get())
    Question.objects.update(group="line")
    restore_question(before)
    assert Question.objects.get().group == ""


def test_a_group_alone_is_a_change_and_turns_nothing(policy: Policy) -> None:
    publish_now(make_policy("pe-cancellation", line_type="any"))
    publish_now(policy)
    live = content_hash(snapshot(policy))
    Question.objects.update(group="line")
    again = snapshot(Policy.objects.get(pk=policy.pk))
    assert content_hash(again) != live
    assert effect(again, now=NOW).changed == 0


def test_a_group_is_one_of_the_vocabulary_or_none() -> None:
    question = make_question()
    for group in ("", *QuestionGroup):
        Question.objects.filter(pk=question.pk).update(group=group)
    with pytest.raises(IntegrityError), transaction.atomic():
        Question.objects.filter(pk=question.pk).update(group="shoes")
    with pytest.raises(BadContent, match="shoes"):
        restore_question(question_data(question) | {"group": "shoes"})
