"""The answer space is counted as if every answer set had been assessed one by one."""

from collections import Counter
from datetime import date
from itertools import pairwise, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operators.readiness import assess, questionnaire
from operators.readiness.idle import idle
from operators.readiness.space import SAMPLE, compare
from tests.readiness.documents import condition, country, document, policy, question, route
from tests.readiness.strategies import pairs

ON = date(2026, 11, 22)
Pair = tuple[Any, Any]


def complete(*sides: Pair) -> list[dict[str, str]]:
    """Every way to answer every question that an outcome on any side can depend on."""
    options: dict[str, list[str]] = {}
    for pair in sides:
        named = {row["question"] for one in pair if one for row in one["conditions"] if row["outcome"] != "advice"}
        asked = {item["key"]: item for item in questionnaire(*pair)}
        for key in list(named):
            while key in asked and asked[key]["asked_when"]:
                key = asked[key]["asked_when"]["question"]
                named.add(key)
        for key in named & set(asked):
            codes = [option["code"] for option in asked[key]["options"]]
            options[key] = list(dict.fromkeys([*options.get(key, []), *codes]))
    return [dict(zip(options, codes, strict=True)) for codes in product(*options.values())]


def understood(pair: Pair, answers: dict[str, str]) -> dict[str, str]:
    codes = {item["key"]: {option["code"] for option in item["options"]} for item in questionnaire(*pair)}
    return {key: code for key, code in answers.items() if code in codes.get(key, ())}


def ends(pair: Pair, answers: dict[str, str]) -> tuple[str, str]:
    found = assess(*pair, understood(pair, answers), ON)
    return str(found.best), str(found.worst)


@given(pairs(), pairs())
@settings(max_examples=60, deadline=None)
def test_every_answer_set_that_turns_is_counted(before: Pair, after: Pair) -> None:
    every = complete(before, after)
    turns = [(ends(before, answers), ends(after, answers)) for answers in every]
    found = compare(before, after)
    assert (found.total, found.looked_at, found.sampled) == (len(every), len(every), False)
    assert {(turn.old, turn.new): turn.count for turn in found.turns} == Counter(
        turn for turn in turns if turn[0] != turn[1]
    )
    for turn in found.turns:
        assert (ends(before, turn.example), ends(after, turn.example)) == (turn.old, turn.new)


@given(pairs())
@settings(max_examples=30, deadline=None)
def test_an_edition_compared_with_itself_turns_nothing(pair: Pair) -> None:
    assert compare(pair, pair).turns == ()
    assert [(turn.old, turn.count) for turn in compare((None, pair[1]), pair).turns if turn.old[0] != "no_data"] == []


def wide(number: int, outcome: str) -> Pair:
    """A policy with ``number`` questions of three answers each; one of them decides."""
    keys = [f"q{place:02}" for place in range(number)]
    rows = [condition(key, key, ["b"], "blocked") for key in keys[1:]]
    rows.append(condition("first", keys[0], ["c"], outcome))
    return (
        policy(questions=[question(key, "a", "b", "c") for key in keys], conditions=rows, routes=[route("app")]),
        country(),
    )


def test_a_space_that_nobody_could_walk_through_is_counted_exactly() -> None:
    found = compare(wide(30, "advice"), wide(30, "not_possible"))
    assert found.total == 3**30
    assert not found.sampled
    # The first question's third answer, the others not "b" (else it was blocked before): and those that were blocked.
    assert {(turn.old[0], turn.new[0]): turn.count for turn in found.turns} == {
        ("ready", "not_possible"): 2**29,
        ("blocked", "not_possible"): 3**29 - 2**29,
    }


def test_a_space_that_hangs_together_is_sampled_alike_each_time() -> None:
    def chained(outcome: str) -> Pair:
        keys = [f"q{place:02}" for place in range(12)]
        asked = [question(keys[0], "a", "b", order=0)]
        asked += [
            question(key, "a", "b", asked_when=(above, ["a", "b"]), order=place)
            for place, (above, key) in enumerate(pairwise(keys), start=1)
        ]
        rows = [condition(key, key, ["b"], outcome if key == keys[-1] else "prepare_first") for key in keys]
        return policy(questions=asked, conditions=rows, routes=[route("app")]), country()

    exact = compare(chained("blocked"), chained("not_possible"))
    assert (exact.total, exact.sampled, exact.changed) == (4096, False, 2048)
    found = compare(chained("blocked"), chained("not_possible"), looks=1000)
    assert found.sampled
    assert 0 < found.changed < found.looked_at <= SAMPLE
    assert found.total == 4096
    assert found == compare(chained("blocked"), chained("not_possible"), looks=1000)


@pytest.mark.parametrize("side", [0, 1])
def test_without_data_on_one_side_everything_turns(side: int) -> None:
    there = wide(2, "blocked")
    nothing: Pair = (None, country())
    found = compare(*((nothing, there) if side else (there, nothing)))
    assert found.changed == found.total == 9
    assert {turn.old[0] if side else turn.new[0] for turn in found.turns} == {"no_data"}


def routes_of(pair: Pair, answers: dict[str, str]) -> list[tuple[str, str]]:
    return [(row["best"], row["worst"]) for row in assess(*pair, understood(pair, answers), ON).to_dict()["routes"]]


def all_answers(pair: Pair) -> list[dict[str, str]]:
    asked = questionnaire(*pair)
    codes = [[option["code"] for option in item["options"]] for item in asked]
    return [dict(zip([item["key"] for item in asked], one, strict=True)) for one in product(*codes)]


def said(pair: Pair, answers: dict[str, str]) -> set[tuple[str, str, str]]:
    """The advice that an answer brings up on a request route, and the cautions that hang on an answer."""
    found = assess(*pair, answers, ON).to_dict()
    channels = {row["channel"] for row in pair[0]["routes"]}
    rows = {(one["slug"], row["key"]): row for one in pair for row in one["conditions"]}
    return {
        (finding["policy"], "advice", finding["condition"])
        for finding in found["findings"]
        if finding["outcome"] is None
        and finding["status"] in ("unmet", "unknown")
        and finding["answer"] in rows[finding["policy"], finding["condition"]]["when"]
        and channels & set(rows[finding["policy"], finding["condition"]]["channels"] or channels)
    } | {(caution["policy"], "caution", caution["key"]) for caution in found["cautions"]}


@given(pairs(), st.sampled_from([0, 1]), st.booleans())
@settings(max_examples=60, deadline=None)
def test_what_is_idle_is_what_brute_force_finds_idle(pair: Pair, side: int, cautious: bool) -> None:
    if cautious and pair[0]["questions"]:
        first = pair[0]["questions"][-1]
        when = {"question": first["key"], "options": [first["options"][0]["code"]]}
        caution = {"key": "careful", "kind": "legal", "text": "!", "shown_when": when, "sources": []}
        pair = ({**pair[0], "cautions": [caution]}, pair[1])
    whose = pair[side]
    every = all_answers(pair)
    with_all = [routes_of(pair, answers) for answers in every]
    heard = [said(pair, answers) for answers in every]
    sleeping = set()
    for row in whose["conditions"]:
        if row["outcome"] == "advice":
            bites = any((whose["slug"], "advice", row["key"]) in one for one in heard)
        else:
            # Without effect, but still there: a policy without any condition would have no data.
            gone = [{**one, "outcome": "advice"} if one is row else one for one in whose["conditions"]]
            without = {**whose, "conditions": gone}
            changed = (without, pair[1]) if side == 0 else (pair[0], without)
            bites = [routes_of(changed, answers) for answers in every] != with_all
        if not bites:
            sleeping.add(row["key"])
    deaf = set()
    for key in {item["key"] for item in questionnaire(*pair)} & {item["key"] for item in whose["questions"]}:
        groups: dict[Any, list[Any]] = {}
        for answers, intervals, found in zip(every, with_all, heard, strict=True):
            others = tuple(code for name, code in answers.items() if name != key)
            groups.setdefault(others, []).append((intervals, found))
        if all(one == effects[0] for effects in groups.values() for one in effects):
            deaf.add(key)
    found_idle = idle(pair, whose["slug"])
    assert found_idle is not None
    assert (found_idle.conditions, found_idle.questions) == (sleeping, deaf)


def test_a_hidden_and_a_covered_condition_and_a_question_for_nothing_are_found() -> None:
    pair = (
        policy(
            questions=[
                question("abroad", "no", "yes"),
                question("visa", "no", "yes", asked_when=("abroad", ["yes"]), order=1),
                question("mood", "good", "bad", order=2),
            ],
            conditions=[
                condition("abroad", "abroad", ["yes"], "blocked"),
                condition("covered", "visa", ["no"], "prepare_first"),
                condition("worse", "visa", ["yes"], "not_possible"),
                condition("mood", "mood", ["good", "bad"], "ready_then_store"),
            ],
            routes=[route("app")],
        ),
        country(),
    )
    found = idle(pair, "claro-cancellation-prepaid")
    assert found is not None
    assert found.conditions == {"covered"}
    assert found.questions == {"mood"}


def test_nothing_is_said_where_there_is_no_data() -> None:
    assert idle((None, country()), "pe-cancellation") is None
    assert idle((document("x", routes=[route("app")]), country()), "x") is None
