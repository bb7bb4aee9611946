"""Every question of Peru's policies is asked in a group, and one that waits for another comes after it."""

from typing import Any

import pytest

from operators import editions
from operators.readiness import questionnaire
from operators.vocabulary import LineType, QuestionGroup, SubjectKind
from tests.factories import NOW
from tests.peru import peru_pack

pytestmark = pytest.mark.usefixtures("peru")
ORDER = list(map(str, QuestionGroup))


def every_questionnaire() -> dict[str, list[dict[str, Any]]]:
    """Of every line of every operator as it is asked, and of every policy with questions by itself."""
    found = {}
    for operator in (one["slug"] for one in peru_pack().operators):
        for line in set(LineType) - {LineType.ANY}:
            pair = editions.check_documents(operator=operator, line_type=line, language="en", now=NOW)
            found[f"{operator} {line}"] = questionnaire(pair.policy, pair.country)
    for slug in sorted({one["slug"] for one in peru_pack().policies}):
        policy = editions.read(SubjectKind.POLICY, slug, language="en", now=NOW)
        found[slug] = questionnaire(policy, None)
    return {name: questions for name, questions in found.items() if questions}


def test_every_question_of_the_pack_says_its_group() -> None:
    assert {one["key"]: one.get("group") for one in peru_pack().questions if one.get("group") not in ORDER} == {}


def test_every_policy_asks_group_by_group_with_children_after_their_parents() -> None:
    every = every_questionnaire()
    assert {"claro prepaid", "movistar prepaid", "entel prepaid", "bitel prepaid", "pe-cancellation"} <= set(every)
    places = {one["key"]: place for place, one in enumerate(peru_pack().questions)}
    for name, questions in every.items():
        asked = [(ORDER.index(one["group"]), places[one["key"]]) for one in questions]
        assert asked == sorted(asked), name
        keys = [one["key"] for one in questions]
        groups = {one["key"]: one["group"] for one in questions}
        for one in questions:
            parent = (one["asked_when"] or {}).get("question")
            if parent in keys:
                assert keys.index(parent) < keys.index(one["key"]), (name, one["key"])
                assert groups[parent] == groups[one["key"]], (name, one["key"])
