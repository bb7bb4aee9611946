"""Every property of the self-check, on Peru's published policies: random answer sets, and whole answer spaces."""

import random
from datetime import date
from itertools import product
from typing import Any

import pytest

from operators import editions
from operators.readiness import assess, questionnaire
from tests.factories import NOW, TODAY
from tests.readiness import oracle

pytestmark = pytest.mark.usefixtures("peru")

OPERATORS = ("claro", "movistar", "entel", "bitel")
LEVEL = {name: level for level, name in enumerate(oracle.LEVELS)}
# The questions on which an outcome at a Peruvian operator turns; the rest are answered and stay so, which keeps the
# space small enough to look at whole: 4 x 2 x 4 x 2 x 2 x 2 x 2 x 2.
TURNING = (
    "line_holder",
    "data_match",
    "id_document",
    "in_peru",
    "sms_reachable",
    "sim_in_hand",
    "cross_border_service",
    "bank_linked",
)
# The parents of hidden questions and a few others: left open, all their combinations with "I don't know".
OPEN = ("line_holder", "in_peru", "sms_reachable", "sim_in_hand", "bank_linked")


def documents(operator: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = editions.check_documents(operator=operator, line_type="prepaid", language="en", now=NOW)
    assert found.policy is not None
    assert found.country is not None
    return found.policy, found.country


def ends(result: dict[str, Any]) -> tuple[int, int]:
    return LEVEL[result["best"]], LEVEL[result["worst"]]


def check(pair: Any, answers: dict[str, str], on: date = TODAY) -> dict[str, Any]:
    return assess(*pair, answers, on).to_dict()


def requests(pair: Any) -> list[dict[str, Any]]:
    return [route for route in pair[0]["routes"] if route["role"] == "request"]


@pytest.mark.parametrize("operator", OPERATORS)
@pytest.mark.parametrize("seed", range(25))
def test_random_answers_hold_every_property(operator: str, seed: int) -> None:
    chance = random.Random(f"{operator} {seed}")
    pair = documents(operator)
    asked = questionnaire(*pair)
    complete = {item["key"]: chance.choice([option["code"] for option in item["options"]]) for item in asked}
    known = chance.sample(sorted(complete), chance.randint(0, len(complete)))
    answers = {key: complete[key] for key in known}
    result = check(pair, answers)
    best, worst = ends(result)

    # Deterministic, blind to the order of answers and rows.
    assert check(pair, dict(reversed(answers.items()))) == result
    shuffled = tuple({**one, "conditions": chance.sample(one["conditions"], len(one["conditions"]))} for one in pair)
    assert ends(check(shuffled, answers)) == (best, worst)

    # The interval holds the outcome of each completion, and brute force agrees on each completion.
    for _ in range(8):
        whole = {
            item["key"]: answers.get(item["key"]) or chance.choice([o["code"] for o in item["options"]])
            for item in asked
        }
        exact = [oracle.of_route(pair, asked, row, whole) for row in requests(pair)]
        inner = ends(check(pair, whole))
        assert inner == (max(b for b, _ in exact), max(w for _, w in exact))
        assert worst <= inner[1] <= inner[0] <= best

    # Answering never widens; a condition more never improves; a route more never worsens.
    unanswered = [item for item in asked if item["key"] not in answers]
    if unanswered:
        item = chance.choice(unanswered)
        code = chance.choice([option["code"] for option in item["options"]])
        narrow = ends(check(pair, {**answers, item["key"]: code}))
        assert worst <= narrow[1] <= narrow[0] <= best
        assert check(pair, {**answers, item["key"]: "unknown"}) == result
    harder = {**pair[0]["conditions"][0], "key": "more", "outcome": chance.choice(["blocked", "prepare_first"])}
    more = ends(check(({**pair[0], "conditions": [*pair[0]["conditions"], harder]}, pair[1]), answers))
    assert more[0] <= best
    assert more[1] <= worst
    chat = {**requests(pair)[0], "key": "more", "channel": "chat", "support": "partial"}
    longer = ends(check(({**pair[0], "routes": [*pair[0]["routes"], chat]}, pair[1]), answers))
    assert longer[0] >= best
    assert longer[1] >= worst

    # A hidden question has no effect.
    if answers.get("sms_reachable") == "yes":
        assert ends(check(pair, {**answers, "sim_in_hand": "no"})) == ends(
            check(pair, {**answers, "sim_in_hand": "yes"})
        )

    # The outcome can be recomputed from findings and routes alone.
    for row in result["routes"]:
        caps = [oracle.SUPPORT[row["support"]], oracle.VISIT[row["store_visit"]]]
        mine = [f for f in result["findings"] if row["channel"] in (f["channels"] or [row["channel"]])]
        open_or_unmet = [oracle.IMPOSED[f["outcome"] or "advice"] for f in mine if f["status"] in ("unmet", "unknown")]
        assert LEVEL[row["worst"]] == min(w for _, w in [*caps, *open_or_unmet])
    assert best == max(LEVEL[row["best"]] for row in result["routes"])
    assert worst == max(LEVEL[row["worst"]] for row in result["routes"])

    # Every claim that a finding makes is cited, or is said to be our advice; what is not checked is always shown.
    assert all(finding["sources"] or finding["our_advice"] for finding in result["findings"])
    assert result["not_checked"]
    assert result["contact_points"]

    # Nothing to check is never "ready".
    empty = ({**pair[0], "conditions": []}, {**pair[1], "conditions": []})
    assert check(empty, answers)["best"] == "no_data"
    assert check(({**pair[0], "routes": []}, pair[1]), answers)["worst"] == "no_data"


@pytest.mark.slow
@pytest.mark.parametrize("operator", OPERATORS)
def test_every_combination_of_the_answers_that_turn_the_outcome(operator: str) -> None:
    pair = documents(operator)
    asked = questionnaire(*pair)
    options = {item["key"]: [option["code"] for option in item["options"]] for item in asked}
    rest = {key: codes[0] for key, codes in options.items() if key not in TURNING}
    seen = 0
    for codes in product(*(options[key] for key in TURNING)):
        whole = {**rest, **dict(zip(TURNING, codes, strict=True))}
        exact = [oracle.of_route(pair, asked, row, whole) for row in requests(pair)]
        assert ends(check(pair, whole)) == (max(b for b, _ in exact), max(w for _, w in exact))
        seen += 1
    assert seen == 1024


@pytest.mark.slow
@pytest.mark.parametrize("operator", OPERATORS)
def test_every_partial_set_contains_its_completions(operator: str) -> None:
    pair = documents(operator)
    options = {item["key"]: [o["code"] for o in item["options"]] for item in questionnaire(*pair)}
    rest = {key: codes[0] for key, codes in options.items() if key not in OPEN}
    whole = {
        codes: ends(check(pair, {**rest, **dict(zip(OPEN, codes, strict=True))}))
        for codes in product(*(options[key] for key in OPEN))
    }
    for partial in product(*([*options[key], "unknown"] for key in OPEN)):
        best, worst = ends(check(pair, {**rest, **dict(zip(OPEN, partial, strict=True))}))
        inside = [
            value
            for codes, value in whole.items()
            if all(a in (b, "unknown") for a, b in zip(partial, codes, strict=True))
        ]
        assert all(worst <= w <= b <= best for b, w in inside)


@pytest.mark.parametrize("operator", OPERATORS)
def test_somebody_who_knows_nothing_is_never_told_ready(operator: str) -> None:
    pair = documents(operator)
    keys = [item["key"] for item in questionnaire(*pair)]
    assert check(pair, {})["worst"] not in ("ready", "ready_then_store")
    assert check(pair, dict.fromkeys(keys, "unknown"))["worst"] not in ("ready", "ready_then_store")
