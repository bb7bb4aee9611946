"""The answer space of two editions: how many complete answer sets come to something else in the second one.

Questions that hang together (a parent and its children) are a group, and groups do not touch each other: a route's
interval is the lowest of its cap and of its groups. So each group is looked at answer by answer, and the groups are
counted together by what they come to: the numbers are exact for spaces that nobody could walk through.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

from operators.readiness.asking import Asked, ask
from operators.readiness.documents import Condition, Document, Route, read
from operators.readiness.levels import Interval, cap, highest, lower, named
from operators.readiness.outlook import Outlook
from operators.readiness.rules import Rulebook, rulebook
from operators.vocabulary import ConditionOutcome, Outcome, RouteRole

Pair: TypeAlias = tuple[Mapping[str, Any] | None, Mapping[str, Any] | None]
"""An operator's policy and its country's rules, as ``assess`` takes them."""
Ends: TypeAlias = tuple[str, str]
"""``best`` and ``worst`` of an assessment."""
State: TypeAlias = tuple[tuple[Interval, ...], tuple[Interval, ...]]
"""The intervals of the routes before and after."""
Answers: TypeAlias = dict[str, str]

MOST_LOOKS = 8000
"""So many answer sets of single groups are looked at, at most; beyond it, a fixed sample stands for all."""
SAMPLE = 400
_JOINS = 5
"""Counting two groups together is so many times cheaper than looking at an answer set."""


@dataclass(frozen=True, slots=True)
class Turn:
    """``count`` answer sets go from ``old`` to ``new``, ``example`` is one of them."""

    old: Ends
    new: Ends
    count: int
    example: Answers


@dataclass(frozen=True, slots=True)
class Comparison:
    """``total`` answer sets over the questions that matter; ``looked_at`` is less where they were sampled."""

    total: int
    looked_at: int
    turns: tuple[Turn, ...]
    """The most frequent first."""

    @property
    def changed(self) -> int:
        return sum(turn.count for turn in self.turns)

    @property
    def sampled(self) -> bool:
        return self.looked_at < self.total


class Side:
    """One edition's way of answering. Without a document, a request route or a condition it has no data."""

    def __init__(self, pair: Pair) -> None:
        policy, country = pair
        self.documents: list[Document] = [read(one) for one in pair if one is not None]
        routes = read(policy)["routes"] if policy is not None else []
        self.routes: list[Route] = [route for route in routes if route["role"] == RouteRole.REQUEST]
        conditions = any(document["conditions"] for document in self.documents)
        self.has_data = policy is not None and country is not None and bool(self.routes) and conditions
        if not self.has_data:
            self.documents, self.routes = [], []
        self.caps = tuple(cap(route["support"], route["store_visit"]) for route in self.routes)
        self.questions: dict[str, Asked] = ask([_deciding(document) for document in self.documents])

    def ends(self, intervals: Sequence[Interval]) -> Ends:
        if not self.has_data:
            return str(Outcome.NO_DATA), str(Outcome.NO_DATA)
        best, worst = highest(intervals)
        return str(named(best)), str(named(worst))

    def group(self, keys: Sequence[str]) -> "Group":
        return Group(self, frozenset(keys))


class Group:
    """Some questions of a side, by themselves."""

    def __init__(self, side: Side, keys: frozenset[str]) -> None:
        documents = [_deciding(document, keys) for document in side.documents]
        self.side = side
        self.questions = ask(documents)
        self.book: Rulebook = rulebook(self.questions, documents)

    def outlook(self, answers: Answers) -> Outlook:
        """Of the answers that this side understands; the rest stays unanswered, as when a reader asks it."""
        known = {key: one.codes for key, one in self.questions.items()}
        return Outlook(
            self.book, self.side.routes, {key: code for key, code in answers.items() if code in known.get(key, ())}
        )

    def intervals(self, answers: Answers) -> tuple[Interval, ...]:
        if not self.questions:
            return self.side.caps
        return tuple(self.outlook(answers).intervals())


def _deciding(document: Document, keys: frozenset[str] | None = None) -> Document:
    """The document with nothing but what an outcome depends on (of these questions alone)."""
    conditions: list[Condition] = [
        condition
        for condition in document["conditions"]
        if condition["outcome"] != ConditionOutcome.ADVICE and (keys is None or condition["question"] in keys)
    ]
    return {**document, "conditions": conditions, "cautions": []}


def compare(before: Pair, after: Pair, *, looks: int = MOST_LOOKS) -> Comparison:
    """What of the answer space turns between two editions. Deterministic: a sample is the same one each time."""
    old, new = Side(before), Side(after)
    options = _options(old, new)
    groups = [(keys, old.group(keys), new.group(keys)) for keys in groups_of(options, old.questions, new.questions)]
    total = math.prod(len(codes) for codes in options.values())
    sizes = [math.prod(len(options[key]) for key in keys) for keys, _, _ in groups]
    states: dict[State, tuple[int, Answers]] | None = {(old.caps, new.caps): (1, {})}
    if sum(sizes) <= looks:
        for keys, one, other in groups:
            found: dict[State, tuple[int, Answers]] = {}
            for answers in every(keys, options):
                _add(found, (one.intervals(answers), other.intervals(answers)), 1, answers)
            states = _joined(states, found, looks * _JOINS) if states is not None else None
    else:
        states = None
    if states is None:
        states = _sampled(groups, options, old, new)
    turns: dict[tuple[Ends, Ends], tuple[int, Answers]] = {}
    for (was, is_now), (count, answers) in states.items():
        turn = (old.ends(was), new.ends(is_now))
        if turn[0] != turn[1]:
            _add(turns, turn, count, answers)
    looked_at = sum(count for count, _ in states.values())
    ordered = sorted(turns.items(), key=lambda one: (-one[1][0], one[0]))
    listed = (
        Turn(*turn, count, {key: code for key, code in example.items() if code}) for turn, (count, example) in ordered
    )
    return Comparison(total, looked_at, tuple(listed))


def _options(old: Side, new: Side) -> dict[str, list[str]]:
    """The questions that matter on either side, with the options of both; in alphabetical order."""
    options: dict[str, list[str]] = {}
    for side in (new, old):
        for key, question in side.questions.items():
            options[key] = list(dict.fromkeys([*options.get(key, []), *question.codes]))
    # A question without options is answered in one way: not at all.
    return {key: options[key] or [""] for key in sorted(options)}


def groups_of(keys: Mapping[str, Any], *sides: Mapping[str, Asked]) -> list[list[str]]:
    """The questions that hang together by what decides whether they are asked, on any of the sides."""
    group = {key: {key} for key in keys}
    for questions in sides:
        for key, question in questions.items():
            if question.parent in group and key in group:
                both = group[key] | group[question.parent]
                group.update(dict.fromkeys(both, both))
    return [sorted(one) for key, one in group.items() if key == min(one)]


def every(keys: Sequence[str], options: Mapping[str, Sequence[str]]) -> Iterator[Answers]:
    for codes in product(*(options[key] for key in keys)):
        yield dict(zip(keys, codes, strict=True))


def _add(found: dict[Any, tuple[int, Answers]], key: Any, count: int, answers: Answers) -> None:
    known = found.get(key)
    found[key] = (known[0] + count, known[1]) if known else (count, answers)


def _joined(
    one: dict[State, tuple[int, Answers]], other: dict[State, tuple[int, Answers]], most: int
) -> dict[State, tuple[int, Answers]] | None:
    """Two groups as one; None where that would take more than ``most`` steps."""
    if len(one) * len(other) > most:
        return None
    found: dict[State, tuple[int, Answers]] = {}
    for (old_a, new_a), (count_a, answers_a) in one.items():
        for (old_b, new_b), (count_b, answers_b) in other.items():
            state = (_lowest(old_a, old_b), _lowest(new_a, new_b))
            known = found.get(state)
            if known is None:
                found[state] = (count_a * count_b, {**answers_a, **answers_b})
            else:
                found[state] = (known[0] + count_a * count_b, known[1])
    return found


def _lowest(one: tuple[Interval, ...], other: tuple[Interval, ...]) -> tuple[Interval, ...]:
    return tuple(map(lower, one, other))


def _sampled(
    groups: Sequence[tuple[Sequence[str], Group, Group]], options: Mapping[str, list[str]], old: Side, new: Side
) -> dict[State, tuple[int, Answers]]:
    """A fixed sample. Half of it differs from the first answers in few places: that is where readers are."""
    chance = random.Random(1)  # noqa: S311 - a sample, not a secret; the same one each time
    keys = list(options)
    first = {key: options[key][0] for key in keys}
    chosen: dict[tuple[str, ...], None] = {}
    for number in range(SAMPLE):
        moved = chance.sample(keys, min(2, len(keys))) if number % 2 else keys
        chosen[tuple({**first, **{key: chance.choice(options[key]) for key in moved}}.values())] = None
    found: dict[State, tuple[int, Answers]] = {}
    for codes in chosen:
        answers = dict(zip(keys, codes, strict=True))
        state: State = (old.caps, new.caps)
        for part, one, other in groups:
            mine = {key: answers[key] for key in part}
            state = (_lowest(state[0], one.intervals(mine)), _lowest(state[1], other.intervals(mine)))
        _add(found, state, 1, answers)
    return found
