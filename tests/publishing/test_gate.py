"""The gate collects every reason at once, each naming the field to mend."""

from datetime import date
from typing import Any

import pytest

from operators.models.printed import Edition
from operators.models.working import Condition, Fact, Operator, Policy, Question, Route
from operators.publishing import GateRefused, content_hash, look, publish, submit
from tests.factories import (
    NOW,
    make_faq,
    make_operator,
    make_policy,
    make_question,
    make_source,
    make_user,
    publish_now,
    tr,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Operator:
    operator = make_operator()
    publish_now(operator)
    return operator


@pytest.fixture
def policy(operator: Operator) -> Policy:
    return make_policy(operator=operator)


def refusals(subject: Any) -> dict[str, str]:
    """Field -> code of everything that stops a publication."""
    return {problem.field: problem.code for problem in look(subject, now=NOW)[1] if problem.refuses}


def warnings(subject: Any) -> dict[str, str]:
    return {problem.field: problem.code for problem in look(subject, now=NOW)[1] if not problem.refuses}


def test_sound_policy_has_nothing_against_it(policy: Policy) -> None:
    assert refusals(policy) == {}
    assert publish_now(policy).number == 1


def test_everything_is_said_at_once(policy: Policy) -> None:
    policy.summary, policy.title, policy.effective_from = {}, {}, None
    policy.save()
    Fact.objects.get().sources.clear()
    Route.objects.get().sources.clear()
    condition = Condition.objects.get()
    condition.remedy, condition.when = {}, ["maybe"]
    condition.save()
    assert refusals(policy) == {
        "title": "no_title",
        "summary": "no_summary",
        "effective_from": "no_effective_from",
        "facts[deadline].sources": "no_source",
        "routes[app].sources": "no_source",
        "conditions[debt].when": "foreign_option",
        "conditions[debt].remedy": "no_remedy",
    }
    before = look(policy, now=NOW)[0]
    with pytest.raises(GateRefused) as refused:
        publish_now(policy)
    assert {problem.field for problem in refused.value.problems} >= {"title", "summary", "conditions[debt].remedy"}
    assert look(Policy.objects.get(), now=NOW)[0] == before
    assert not Edition.objects.filter(kind="policy").exists()


def test_our_advice_stands_in_for_a_source(policy: Policy) -> None:
    fact = Fact.objects.get()
    fact.sources.clear()
    fact.our_advice = True
    fact.save()
    assert refusals(policy) == {}


def test_not_possible_needs_no_remedy(policy: Policy) -> None:
    Condition.objects.update(outcome="not_possible", remedy={})
    assert refusals(policy) == {}


def test_question_needs_options_and_parents_that_end(policy: Policy) -> None:
    question = Question.objects.get()
    question.options.all().delete()
    assert refusals(policy)["questions[debt].options"] == "no_options"
    other = make_question("other", ("a", "b"))
    Question.objects.filter(pk=question.pk).update(parent=other, asked_when=["a"])
    Question.objects.filter(pk=other.pk).update(parent=question, asked_when=["no"])
    assert refusals(policy)["questions[debt].asked_when"] == "question_cycle"


def test_second_policy_for_the_same_place_is_refused(policy: Policy, operator: Operator) -> None:
    publish_now(policy)
    # The constraint stops a second working copy; a first one that moved away still has its edition.
    Policy.objects.filter(pk=policy.pk).update(line_type="postpaid")
    rival = make_policy("claro-again", operator=operator)
    assert refusals(rival) == {"slug": "second_policy"}


def test_operator_comes_before_its_policies() -> None:
    policy = make_policy(operator=make_operator("entel"))
    assert refusals(policy) == {"operator": "operator_not_live"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("See https://evil.example/ now", "bad_link"),
        ("Call 999 888 777 now", "bad_link"),
        ("<script>alert(1)</script>", "forbidden_tag"),
        ("![x](https://www.claro.com.pe/a.png)", "forbidden_image"),
        ("a" * 20_001, "too_long"),
    ],
)
def test_texts_are_held_to_the_rules(policy: Policy, text: str, code: str) -> None:
    Policy.objects.update(scope={"es": text})
    policy.refresh_from_db()
    assert refusals(policy)["scope.es"] == code


def test_sources_are_held_to_their_kind_and_host(policy: Policy) -> None:
    source = make_source()
    source.kind = "operator"
    source.save()
    assert refusals(policy) == {"sources[press-1].url": "host_not_theirs"}
    source.kind, source.url = "press", "https://claro.com.pe.ayuda.net/x"
    source.save()
    assert refusals(policy) == {"sources[press-1].url": "borrowed_name"}
    source.url, source.quote = "https://user@news.example/x", "one " * 31
    source.save()
    assert refusals(policy)["sources[press-1].url"] == "bad_link"


def test_facts_are_held_to_the_registry(policy: Policy) -> None:
    Fact.objects.update(unit="money", value=5)
    found = look(policy, now=NOW)[1]
    assert [problem.code for problem in found if problem.refuses] == ["wrong_unit", "wrong_value", "no_currency"]


def test_warnings_name_what_a_reason_must_cover(policy: Policy) -> None:
    Policy.objects.update(title={"es": "Solo español"})
    policy.refresh_from_db()
    Fact.objects.update(standing="disputed")
    make_source().__class__.objects.update(published_on="2024")
    assert warnings(policy) == {
        "title": "missing_language",
        "sources[press-1].published_on": "old_source",
        "facts[termination_deadline]": "only_disputed",
    }


def test_a_source_is_old_a_year_after_the_last_day_it_may_mean(policy: Policy) -> None:
    source = make_source()
    for published, old in (("2025", False), ("2025-11", False), ("2025-10", True), ("2025-11-22", False)):
        source.published_on = published
        source.save()
        assert ("old_source" in warnings(policy).values()) == old, published


def publish_as_reviewer(policy: Policy, **choices: Any) -> Edition:
    writer, reviewer = make_user("writer"), make_user("reviewer", "Reviewer")
    submit(policy, version=policy.version, by=writer, now=NOW)
    data = look(policy, now=NOW)[0]
    return publish(policy, version=policy.version, content_hash=content_hash(data), by=reviewer, now=NOW, **choices)


def test_warning_passes_with_a_typed_reason_alone(policy: Policy) -> None:
    Fact.objects.update(standing="disputed")
    with pytest.raises(GateRefused) as refused:
        publish_as_reviewer(policy, reason="   ")
    assert [problem.code for problem in refused.value.problems] == ["only_disputed"]
    edition = publish_as_reviewer(policy, reason="Nobody adopted a value yet.")
    assert (edition.accepted_warnings, edition.acceptance_reason) == (["only_disputed"], "Nobody adopted a value yet.")


def test_new_host_is_cleared_by_name_and_by_nothing_else(policy: Policy) -> None:
    make_source("new", url="https://unheard.example/a")
    Fact.objects.get().sources.add(make_source("new"))
    for choices in ({}, {"reason": "Yes."}, {"cleared": ["news.example"]}):
        with pytest.raises(GateRefused) as refused:
            publish_as_reviewer(policy, **choices)
        assert [problem.clears for problem in refused.value.problems] == ["unheard.example"]
    publish_as_reviewer(policy, cleared=["unheard.example"])
    # Once cleared it is known, in any policy.
    other = make_policy("pe-cancellation")
    Fact.objects.get(policy=other).sources.add(make_source("new"))
    assert "new_host" not in warnings(other).values()


def test_new_contact_point_is_cleared_by_name() -> None:
    operator = make_operator("entel", number="(01) 611 7777")
    found = {problem.clears for problem in look(operator, now=NOW)[1] if problem.code == "new_channel"}
    assert found == {"www.entel.com.pe", "(01) 611 7777"}


def test_faq_entry_rests_on_sources_and_on_live_policies(policy: Policy) -> None:
    entry = make_faq()
    entry.policies.add(policy)
    entry.sources.clear()
    assert refusals(entry) == {"sources": "no_source", "policies": "policy_not_live"}


def test_change_that_turns_outcomes_is_said_with_numbers_and_examples(policy: Policy) -> None:
    publish_now(make_policy("pe-cancellation", line_type="any"))
    publish_now(policy)
    Condition.objects.filter(policy=policy).update(outcome="blocked")
    problem = next(one for one in look(policy, now=NOW)[1] if one.code == "turns_outcomes")
    assert problem.message == (
        "claro-cancellation-prepaid: 1 of 2 answer sets change: 1 from prepare_first to blocked (for example debt=yes)."
    )
    # A word that changes turns nothing.
    Condition.objects.filter(policy=policy).update(outcome="prepare_first", text=tr("Another word."))
    assert "turns_outcomes" not in [one.code for one in look(policy, now=NOW)[1]]


def test_day_must_be_near_enough_to_be_meant(policy: Policy) -> None:
    Policy.objects.update(effective_from=date(2206, 1, 1))
    policy.refresh_from_db()
    assert refusals(policy) == {"effective_from": "odd_effective_from"}
