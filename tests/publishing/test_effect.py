"""What an edit changes for readers, and what in it changes nothing."""

from time import process_time
from typing import Any

import pytest

from operators.models.working import Condition, Policy, Route
from operators.publishing import look, snapshot
from operators.publishing.effect import Effect, effect, turned, turned_outcomes
from tests.factories import NOW, make_operator, make_policy, make_question, publish_now, tr


@pytest.fixture
def rules(db: None) -> Policy:
    """Two operators with a cancellation policy each, and their country's rules: all are live."""
    rules = make_policy("pe-cancellation", line_type="any")
    publish_now(rules)
    for slug in ("claro", "movistar"):
        operator = make_operator(slug, number=f"0800 0012{len(slug)}")
        publish_now(operator)
        publish_now(make_policy(f"{slug}-cancellation-prepaid", operator=operator))
    return rules


def of(policy: Policy, **given: Any) -> Effect:
    return effect(snapshot(Policy.objects.get(pk=policy.pk)), now=NOW, **given)


def add(policy: Policy, key: str, question: Any, when: list[str], outcome: str, **columns: Any) -> Condition:
    position = policy.conditions.count()
    values = {"text": tr(key), "remedy": tr("Mend it."), "our_advice": True, "position": position, **columns}
    return Condition.objects.create(policy=policy, key=key, question=question, when=when, outcome=outcome, **values)


def test_an_edit_of_a_countrys_rules_is_counted_at_every_operator(rules: Policy) -> None:
    add(rules, "company", make_question("holder", ("mine", "company")), ["company"], "not_possible")
    found = of(rules, language="en")
    assert (found.compared, found.left_out) == (2, 0)
    assert [(one.slug, one.comparison.changed, one.comparison.total) for one in found.policies] == [
        ("claro-cancellation-prepaid", 2, 4),
        ("movistar-cancellation-prepaid", 2, 4),
    ]
    assert (found.changed, found.total) == (4, 8)
    assert found.policies[0].words["holder"] == ("holder? (en)", {"mine": "mine (en)", "company": "company (en)"})
    assert of(rules, language="es").policies[0].words["holder"][0] == "holder? (es)"


def test_what_turns_is_the_same_in_every_language(rules: Policy) -> None:
    add(rules, "company", make_question("holder", ("mine", "company")), ["company"], "not_possible")
    found = [turned(of(rules, language=language)) for language in ("zh-hans", "es", "en")]
    assert found[0] == found[1] == found[2] == turned_outcomes(snapshot(rules), now=NOW)
    assert len(found[0]) == 2


def test_rules_for_another_line_type_change_nothing_here(rules: Policy) -> None:
    """An operator's prepaid policy goes with the rules for prepaid lines, once there are some."""
    publish_now(make_policy("pe-cancellation-prepaid", line_type="prepaid"))
    add(rules, "debt-more", make_question(), ["yes"], "not_possible")
    assert of(rules) == Effect()


def test_what_can_never_bite_is_named_and_refuses_nothing(rules: Policy) -> None:
    policy = Policy.objects.get(slug="claro-cancellation-prepaid")
    holder = make_question("holder", ("mine", "other"))
    letter = make_question("letter", ("no", "yes"), parent=holder, asked_when=["other"])
    add(policy, "other", holder, ["other"], "not_possible")
    add(policy, "no-letter", letter, ["no"], "blocked")
    found = of(policy)
    # The debt stands in the country's rules as well.
    assert (found.idle_conditions, found.idle_questions) == (("debt", "no-letter"), ("letter",))
    problems = look(policy, now=NOW)[1]
    assert {problem.code for problem in problems} == {"turns_outcomes"}
    # Where the other's line can be cancelled with a letter, it bites.
    Condition.objects.filter(key="other").update(outcome="prepare_first")
    assert (of(policy).idle_conditions, of(policy).idle_questions) == (("debt",), ())


def test_a_row_of_a_country_is_idle_only_if_it_is_so_at_every_operator(rules: Policy) -> None:
    add(rules, "by-phone", make_question("voice", ("no", "yes")), ["no"], "blocked", channels=["phone"])
    # The debt is a condition of both operators as well: theirs covers it.
    assert of(rules).idle_conditions == ("debt", "by-phone")
    movistar = Policy.objects.get(slug="movistar-cancellation-prepaid")
    route = Route.objects.create(
        policy=movistar, key="phone", position=1, channel="phone", support="yes", store_visit="never"
    )
    route.sources.add(*movistar.routes.get(key="app").sources.all())
    publish_now(movistar)
    assert of(rules).idle_conditions == ("debt",)


def test_a_policy_that_was_never_published_turns_nothing_but_may_be_idle(rules: Policy) -> None:
    operator = make_operator("bitel", number="0800 00129")
    policy = make_policy("bitel-cancellation-prepaid", operator=operator)
    Route.objects.filter(policy=policy).update(support="no")
    found = of(policy)
    assert (found.policies, found.idle_conditions) == ((), ("debt",))


def test_perus_rules_are_compared_at_every_operator_exactly_and_quickly(peru: None) -> None:
    rules = Policy.objects.get(operator=None, topic="cancellation")
    blocked = rules.conditions.filter(outcome="blocked").first()
    assert blocked is not None
    Condition.objects.filter(pk=blocked.pk).update(outcome="not_possible")
    start = process_time()
    found = of(rules)
    assert process_time() - start < 2
    operators = sorted(Policy.objects.filter(topic="cancellation").exclude(pk=rules.pk).values_list("slug", flat=True))
    assert [one.slug for one in found.policies] == operators
    for one in found.policies:
        assert one.comparison.total > 10_000
        assert not one.comparison.sampled
        assert {turn.new for turn in one.comparison.turns} == {("not_possible", "not_possible")}
        for turn in one.comparison.turns:
            assert turn.example[blocked.question.key] in blocked.when


def test_more_policies_than_can_be_looked_at_are_said_to_be_left_out(rules: Policy) -> None:
    add(rules, "company", make_question("holder", ("mine", "company")), ["company"], "not_possible")
    found = of(rules, looks=200)
    assert (found.compared, found.left_out) == (1, 1)
    assert [one.slug for one in found.policies] == ["claro-cancellation-prepaid"]
