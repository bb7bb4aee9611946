"""What holds for every policy and every answer."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from operators.readiness import assess, questionnaire
from tests.readiness import oracle
from tests.readiness.documents import condition, country, fact, policy, route
from tests.readiness.oracle import LEVELS
from tests.readiness.strategies import answers, conditions, pairs, routes

ON = date(2026, 11, 22)
# Generating two documents takes far longer than assessing them.
READINESS = settings(max_examples=60, deadline=None)
LEVEL = {name: level for level, name in enumerate(LEVELS)}

Pair = tuple[dict[str, Any], dict[str, Any]]


def check(pair: Pair, given_answers: dict[str, str]) -> dict[str, Any]:
    return assess(*pair, given_answers, ON).to_dict()


def ends(result: dict[str, Any]) -> tuple[int, int]:
    return LEVEL[result["best"]], LEVEL[result["worst"]]


@st.composite
def cases(draw: st.DrawFn) -> tuple[Pair, list[dict[str, Any]], dict[str, str]]:
    pair = draw(pairs())
    asked = questionnaire(*pair)
    return pair, asked, draw(answers(asked))


@given(cases())
@settings(max_examples=150, deadline=None)
def test_assess_agrees_with_brute_force(case: Any) -> None:
    pair, asked, given_answers = case
    result = check(pair, given_answers)
    every = oracle.completions(asked, given_answers)
    exact = []
    for row, shown in zip(pair[0]["routes"], result["routes"], strict=True):
        intervals = [oracle.of_route(pair, asked, row, complete) for complete in every]
        exact.append(intervals)
        assert ends(shown) == (max(b for b, _ in intervals), min(w for _, w in intervals))
    best, worst = ends(result)
    assert (best, worst) == (
        max(LEVEL[row["best"]] for row in result["routes"]),
        max(LEVEL[row["worst"]] for row in result["routes"]),
    )
    assert result["decided"] == (best == worst)
    # What each completion comes to, over the routes.
    together = {(max(b for b, _ in one), max(w for _, w in one)) for one in zip(*exact, strict=True)}
    assert all(worst <= w <= b <= best for b, w in together)
    assert bool(result["undecided_because"]) == (best != worst)
    if best != worst:
        assert "answers" in result["undecided_because"] or len(together) == 1
        assert "rules" in result["undecided_because"] or all(b == w for b, w in together)
    if len(pair[0]["routes"]) == 1:
        assert ("answers" in result["undecided_because"]) == (len(together) > 1 and best != worst)
        assert ("rules" in result["undecided_because"]) == any(b != w for b, w in together)


@given(cases())
@READINESS
def test_assess_is_deterministic_and_blind_to_the_order_of_answers(case: Any) -> None:
    pair, _, given_answers = case
    backwards = dict(reversed(given_answers.items()))
    assert check(pair, given_answers) == check(pair, backwards) == check(pair, given_answers)


@given(cases(), st.randoms(use_true_random=False))
@READINESS
def test_order_of_rows_changes_no_outcome(case: Any, random: Any) -> None:
    pair, _, given_answers = case

    def shuffled(document: dict[str, Any]) -> dict[str, Any]:
        rows = {name: random.sample(document[name], len(document[name])) for name in ("conditions", "questions")}
        return {**document, **rows}

    before, after = check(pair, given_answers), check((shuffled(pair[0]), shuffled(pair[1])), given_answers)
    for name in ("best", "worst", "undecided_because", "online", "routes", "recommended_route", "questions_left"):
        assert before[name] == after[name], name
    assert before["earliest_cancellation_on"] == after["earliest_cancellation_on"]
    assert sorted(map(str, before["findings"])) == sorted(map(str, after["findings"]))

    turned = {**pair[0], "routes": list(reversed(pair[0]["routes"]))}
    after = check((turned, pair[1]), given_answers)
    assert ends(before) == ends(after)
    assert sorted(map(str, before["routes"])) == sorted(map(str, after["routes"]))


@given(cases(), st.data())
@READINESS
def test_answering_never_widens_the_interval(case: Any, data: st.DataObject) -> None:
    pair, asked, given_answers = case
    item = data.draw(st.sampled_from(asked))
    code = data.draw(st.sampled_from([option["code"] for option in item["options"]]))
    before = {key: value for key, value in given_answers.items() if key != item["key"]}
    best, worst = ends(check(pair, before))
    narrowed_best, narrowed_worst = ends(check(pair, {**before, item["key"]: code}))
    assert worst <= narrowed_worst <= narrowed_best <= best
    assert check(pair, before) == check(pair, {**before, item["key"]: "unknown"})


@given(cases(), st.data())
@READINESS
def test_adding_a_condition_never_improves(case: Any, data: st.DataObject) -> None:
    pair, _, given_answers = case
    place = data.draw(st.sampled_from([0, 1]))
    more = data.draw(conditions(pair[place]["questions"], "more"))
    changed = list(pair)
    changed[place] = {**pair[place], "conditions": [*pair[place]["conditions"], more]}
    best, worst = ends(check(pair, given_answers))
    new_best, new_worst = ends(check((changed[0], changed[1]), given_answers))
    assert new_best <= best
    assert new_worst <= worst


@given(cases(), routes)
@READINESS
def test_adding_a_route_never_worsens(case: Any, more: dict[str, Any]) -> None:
    pair, _, given_answers = case
    longer = ({**pair[0], "routes": [*pair[0]["routes"], {**more, "key": "more"}]}, pair[1])
    best, worst = ends(check(pair, given_answers))
    new_best, new_worst = ends(check(longer, given_answers))
    assert new_best >= best
    assert new_worst >= worst


@given(cases(), st.data())
@READINESS
def test_a_hidden_question_has_no_effect_at_all(case: Any, data: st.DataObject) -> None:
    pair, asked, _ = case
    states = oracle.visibility(pair, asked, {item["key"]: item["options"][0]["code"] for item in asked})
    answered = {item["key"]: item["options"][0]["code"] for item in asked if states[item["key"]] != "no"}
    hidden = {item["key"]: item for item in asked if states[item["key"]] == "no"}
    result = check(pair, answered)
    assert {f["question"] for f in result["findings"] if f["status"] == "not_applicable"} <= set(hidden)
    more = data.draw(answers(list(hidden.values())))
    assert check(pair, {**answered, **more}) == result


@given(cases())
@READINESS
def test_outcome_can_be_recomputed_from_findings_and_routes(case: Any) -> None:
    pair, _, given_answers = case
    result = check(pair, given_answers)
    for row in result["routes"]:
        caps = [oracle.SUPPORT[row["support"]], oracle.VISIT[row["store_visit"]]]
        mine = [f for f in result["findings"] if row["channel"] in (f["channels"] or [row["channel"]])]
        imposed = [(f["status"], oracle.IMPOSED[f["outcome"] or "advice"]) for f in mine]
        best = min(b for b, _ in [*caps, *(e for status, e in imposed if status == "unmet")])
        worst = min(w for _, w in [*caps, *(e for status, e in imposed if status in ("unmet", "unknown"))])
        assert LEVEL[row["worst"]] == worst
        # An open question of which every option stands in the way lowers the best end as well.
        open_findings = [f for f in mine if f["status"] == "unknown"]
        assert LEVEL[row["best"]] <= best
        if not open_findings:
            assert LEVEL[row["best"]] == best
    for bound in ("best", "worst"):
        assert LEVEL[result[bound]] == max(LEVEL[row[bound]] for row in result["routes"])


@given(cases())
@READINESS
def test_every_condition_on_a_request_route_gives_one_finding(case: Any) -> None:
    pair, _, given_answers = case
    channels = {row["channel"] for row in pair[0]["routes"]}
    expected = [
        (document["slug"], row["key"])
        for document in pair
        for row in document["conditions"]
        if not row["channels"] or channels & set(row["channels"])
    ]
    assert [(f["policy"], f["condition"]) for f in check(pair, given_answers)["findings"]] == expected


@given(cases())
@READINESS
def test_help_lifts_the_outcome(case: Any) -> None:
    """Taking away the smallest set lifts one end; so does each single one."""
    pair, _, given_answers = case
    result = check(pair, given_answers)

    def without(keys: list[str]) -> tuple[int, int]:
        kept = [
            # A condition that is met leaves the rest of the check as it is: as advice it imposes nothing.
            {
                **document,
                "conditions": [
                    {**row, "outcome": "advice"} if row["key"] in keys else row for row in document["conditions"]
                ],
            }
            for document in pair
        ]
        return ends(check((kept[0], kept[1]), given_answers))

    help_ = result["what_would_help"]
    for key in help_["single"]:
        assert without([key]) != ends(result)
    if help_["smallest_set"]:
        assert without(help_["smallest_set"]) != ends(result)
    if result["recommended_route"]:
        chosen = next(row for row in result["routes"] if row["channel"] == result["recommended_route"])
        assert chosen["worst"] == result["worst"]


@given(cases(), st.lists(st.integers(1, 40), max_size=3))
@READINESS
def test_the_last_day_is_the_longest_term_from_the_first_day_on_which_one_may_ask(case: Any, terms: list[int]) -> None:
    (own, rules), _, given_answers = case
    result = check(
        (own, {**rules, "facts": [fact("termination_deadline", term, "day") for term in terms]}), given_answers
    )
    asked_on = date.fromisoformat(result["earliest_cancellation_on"] or result["as_of"])
    assert result["closed_by"] == ((asked_on + timedelta(days=max(terms))).isoformat() if terms else None)


@given(cases())
@READINESS
def test_no_data_without_conditions_routes_or_documents(case: Any) -> None:
    (own, rules), _, given_answers = case
    empty = [
        ({**own, "routes": []}, rules),
        ({**own, "conditions": []}, {**rules, "conditions": []}),
        ({**own, "routes": [{**row, "role": "fallback"} for row in own["routes"]]}, rules),
        (None, rules),
        (own, None),
        (None, None),
    ]
    for pair in empty:
        result = assess(*pair, given_answers, ON).to_dict()
        assert (result["best"], result["worst"]) == ("no_data", "no_data")
        assert result["findings"] == result["plan"] == result["routes"] == []


def test_a_question_that_nobody_embeds_is_never_ready() -> None:
    lost = condition("lost", "nobody-asks", ["yes"], "blocked")
    own = policy(routes=[route("store")], conditions=[lost])
    result = check((own, country()), {})
    assert (result["best"], result["worst"]) == ("ready", "blocked")
    assert questionnaire(own, country()) == []
