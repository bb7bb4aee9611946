"""Questions in groups: the vocabulary's order, the order of before inside a group, children with their parents."""

from typing import Any

from operators.readiness import questionnaire
from tests.readiness.documents import condition, country, policy, question


def asked(*own: dict[str, Any], rules: tuple[dict[str, Any], ...] = ()) -> list[tuple[str, str | None]]:
    """The questions of an operator's policy and its country's, in order, each with its group."""
    found = questionnaire(_asking(policy, own), _asking(country, rules))
    return [(one["key"], one.get("group")) for one in found]


def _asking(make: Any, questions: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    conditions = [condition(f"no-{one['key']}", one["key"], ["no"], "advice") for one in questions]
    return dict(make(questions=list(questions), conditions=conditions))


def test_groups_come_in_the_order_of_the_vocabulary_and_questions_in_their_own() -> None:
    assert asked(
        question("bank", group="linked", order=1),
        question("paper", group="holder", order=2),
        question("chat", group="linked", order=3),
        question("name", group="holder", order=4),
    ) == [("paper", "holder"), ("name", "holder"), ("bank", "linked"), ("chat", "linked")]


def test_a_question_in_no_group_comes_last_and_says_none() -> None:
    assert asked(question("bare", order=1), question("name", group="holder", order=2)) == [
        ("name", "holder"),
        ("bare", None),
    ]


def test_a_child_is_asked_after_its_parent_in_its_parents_group() -> None:
    assert asked(
        question("bank", group="linked", order=1),
        question("sim", asked_when=("sms", ["no"]), group="holder", order=2),
        question("sms", asked_when=("abroad", ["yes"]), order=3),
        question("abroad", group="at_hand", order=4),
    ) == [("abroad", "at_hand"), ("sms", "at_hand"), ("sim", "at_hand"), ("bank", "linked")]
    # One whose parent is in no group is in none either, whatever its own says.
    assert asked(question("sms", order=1), question("sim", asked_when=("sms", ["no"]), group="holder", order=2)) == [
        ("sms", None),
        ("sim", None),
    ]


def test_an_edition_older_than_groups_takes_none_away() -> None:
    newer = question("debt", order=1)
    assert asked(newer, rules=(question("debt", group="line", order=1),)) == [("debt", "line")]


def test_a_group_that_this_code_does_not_know_comes_last() -> None:
    assert asked(question("later", group="from_later", order=1), question("name", group="willing", order=2)) == [
        ("name", "willing"),
        ("later", "from_later"),
    ]


def test_a_result_does_not_depend_on_groups() -> None:
    from datetime import date

    from operators.readiness import assess

    answers, day = {"debt": "yes"}, date(2026, 11, 22)
    plain, grouped = (
        [question("sms", order=1, group=first), question("debt", order=2, group=second)]
        for first, second in (("", ""), ("linked", "line"))
    )
    results = [
        assess(_asking(policy, tuple(one)), _asking(country, ()), answers, day).to_dict() for one in (plain, grouped)
    ]
    assert results[0] == results[1]
