"""Generated policies: two documents that share some questions, and answers to them."""

from typing import Any

from hypothesis import strategies as st

from operators.vocabulary import ConditionOutcome, StoreVisit, Support
from tests.readiness.documents import condition, country, policy, question, route

CHANNELS = ("website", "app", "phone", "store")
QUESTIONS = ("q0", "q1", "q2", "q3")
CODES = ("a", "b", "c")

outcomes = st.sampled_from([str(outcome) for outcome in ConditionOutcome])
routes = st.builds(
    route,
    st.sampled_from(CHANNELS),
    st.sampled_from([str(support) for support in Support]),
    st.sampled_from([str(visit) for visit in StoreVisit]),
)


@st.composite
def questions(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Each with two or three options; a child names an earlier question, so there are no circles."""
    result: list[dict[str, Any]] = []
    for order, key in enumerate(QUESTIONS):
        codes = draw(st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True))
        asked_when = None
        nested = draw(st.booleans())
        if result and nested:
            parent = draw(st.sampled_from(result))
            known = [option["code"] for option in parent["options"]]
            asked_when = (parent["key"], draw(st.lists(st.sampled_from(known), min_size=1, unique=True)))
        result.append(question(key, *codes, asked_when=asked_when, order=order))
    return result


@st.composite
def conditions(draw: st.DrawFn, asked: list[dict[str, Any]], key: str) -> dict[str, Any]:
    about = draw(st.sampled_from(asked))
    codes = [option["code"] for option in about["options"]]
    return condition(
        key,
        about["key"],
        draw(st.lists(st.sampled_from(codes), min_size=1, unique=True)),
        draw(outcomes),
        channels=draw(st.lists(st.sampled_from(CHANNELS), max_size=2, unique=True)),
        lead_time_days=draw(st.sampled_from([None, 0, 1, 5])),
        valid_days=draw(st.sampled_from([None, 30])),
        irreversible=draw(st.booleans()),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A policy and its country's rules, with at least one condition and one request route."""
    here, there = draw(questions()), draw(questions())
    mine = [draw(conditions(here, f"p{n}")) for n in range(draw(st.integers(1, 4)))]
    theirs = [draw(conditions(there, f"c{n}")) for n in range(draw(st.integers(0, 4)))]
    editions = [
        {"number": 1, "effective_from": day, "published_at": "2026-01-01T00:00:00Z"}
        for day in draw(st.sampled_from([("2026-01-01", "2025-01-01"), ("2025-01-01", "2026-01-01")]))
    ]
    chosen = draw(st.lists(routes, min_size=1, max_size=3, unique_by=lambda row: str(row["channel"])))
    return (
        policy(questions=here, conditions=mine, routes=chosen, edition=editions[0]),
        country(questions=there, conditions=theirs, edition=editions[1]),
    )


def answers(asked: list[dict[str, Any]]) -> st.SearchStrategy[dict[str, str]]:
    """Some of the questions answered, some with "I don't know"."""
    each = {
        item["key"]: st.sampled_from([*(option["code"] for option in item["options"]), "unknown"]) for item in asked
    }
    return st.fixed_dictionaries({}, optional=each)
