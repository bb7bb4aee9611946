"""What of a policy can never make a difference: conditions that never bite, questions whose answers change nothing.

A condition that no answer brings up, because its question is then not asked, or that something worse always covers,
is seldom meant. An editor is told; nothing is refused for it.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from operators.readiness.asking import Asked, Shown, ask, shown
from operators.readiness.documents import Condition, Document
from operators.readiness.levels import Interval
from operators.readiness.space import Answers, Group, Pair, Side, every, groups_of
from operators.vocabulary import ConditionOutcome

MOST_LOOKS = 2000
"""A group of questions with more answer sets than this is left alone: nothing is said of it."""


@dataclass(frozen=True, slots=True)
class Idle:
    """Keys of conditions and of questions."""

    conditions: frozenset[str]
    questions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Said:
    """An advice or a caution: what is said to whoever answers so."""

    name: tuple[str, str, str]
    question: str
    when: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Part:
    """A group of questions with all of its answer sets, and route by route what everything else allows at best."""

    questions: Mapping[str, Asked]
    group: Group
    answers: Sequence[Answers]
    limit: Sequence[Interval]

    def seen(self, intervals: Sequence[Interval]) -> tuple[Interval, ...]:
        """What shows of the group's intervals: a difference above the limit never does."""
        return tuple((min(a, c), min(b, d)) for (a, b), (c, d) in zip(intervals, self.limit, strict=True))

    def heard(self, said: _Said, answers: Answers) -> bool:
        """Whether an answer set brings it up: the question is, or may be, asked."""
        if answers.get(said.question) not in said.when:
            return False
        return shown(self.questions, answers)[said.question] is not Shown.NO

    def bites(self, document: Document, condition: Condition) -> bool:
        """Whether some answer set comes to something else without the condition."""
        rule = next(one for one in self.group.book.rules if _is(one.document, one.condition, document, condition))
        return any(
            self.seen(outlook.without([rule])) != self.seen(outlook.intervals())
            for outlook in map(self.group.outlook, self.answers)
        )

    def idle_questions(self, spoken: Sequence[_Said]) -> Iterator[str]:
        effects = [
            (
                answers,
                self.seen(self.group.intervals(answers)),
                frozenset(said.name for said in spoken if self.heard(said, answers)),
            )
            for answers in self.answers
        ]
        for key in self.questions:
            by_the_others: dict[tuple[str, ...], set[object]] = {}
            for answers, intervals, said in effects:
                others = tuple(code for name, code in answers.items() if name != key)
                by_the_others.setdefault(others, set()).add((intervals, said))
            if all(len(found) == 1 for found in by_the_others.values()):
                yield key


def idle(pair: Pair, whose: str) -> Idle | None:
    """What of the document with the slug ``whose`` changes nothing; None where the pair has no data to judge by.

    A condition changes something if, for some complete answer set, some route's interval is another without it; one
    that is advice, if some answer set brings it up. A question changes something if, for some answers to the others,
    its own answer moves a route's interval, an advice or a caution.
    """
    side = Side(pair)
    if not side.has_data:
        return None
    conditions: set[str] = set()
    questions: set[str] = set()
    spoken = list(_spoken(side))
    for part in _parts(side):
        for document in side.documents:
            for condition in document["conditions"]:
                if document["slug"] != whose or condition["question"] not in part.questions:
                    continue
                if condition["outcome"] == ConditionOutcome.ADVICE:
                    name = (document["slug"], "advice", condition["key"])
                    mine = [said for said in spoken if said.name == name]
                    bites = any(part.heard(said, answers) for said in mine for answers in part.answers)
                else:
                    bites = part.bites(document, condition)
                if not bites:
                    conditions.add(condition["key"])
        questions.update(part.idle_questions(spoken))
    own = {question["key"] for one in side.documents if one["slug"] == whose for question in one["questions"]}
    return Idle(frozenset(conditions), frozenset(questions & own))


def _is(document: Document, condition: Condition, other: Document, wanted: Condition) -> bool:
    return document["slug"] == other["slug"] and condition["key"] == wanted["key"]


def _parts(side: Side) -> Iterator[_Part]:
    questions = ask(side.documents)
    options = {key: question.codes or ("",) for key, question in questions.items()}
    groups: list[tuple[list[str], Group, list[Answers]]] = []
    for keys in groups_of(options, questions):
        few = math.prod(len(options[key]) for key in keys) <= MOST_LOOKS
        groups.append((keys, side.group(keys), list(every(keys, options)) if few else []))
    ceilings = [_ceiling(group, answers) for _, group, answers in groups]
    for place, (keys, group, answers) in enumerate(groups):
        others = [one for number, one in enumerate(ceilings) if number != place]
        limit = [
            (min([best, *(one[route][0] for one in others)]), min([worst, *(one[route][1] for one in others)]))
            for route, (best, worst) in enumerate(side.caps)
        ]
        if answers:
            # Parents stand before their children, as ``shown`` needs them.
            yield _Part({key: questions[key] for key in questions if key in keys}, group, answers, limit)


def _ceiling(group: Group, answers: Sequence[Answers]) -> list[Interval]:
    """Route by route the highest that each end comes to."""
    found = [group.intervals(one) for one in answers] or [group.side.caps]
    return [
        (max(one[route][0] for one in found), max(one[route][1] for one in found))
        for route in range(len(group.side.caps))
    ]


def _spoken(side: Side) -> Iterator[_Said]:
    channels = {route["channel"] for route in side.routes}
    for document in side.documents:
        for row in document["conditions"]:
            reaches = not row["channels"] or channels & set(row["channels"])
            if row["outcome"] == ConditionOutcome.ADVICE and reaches:
                yield _Said((document["slug"], "advice", row["key"]), row["question"], row["when"])
        for caution in document["cautions"]:
            when = caution["shown_when"]
            if when is not None:
                yield _Said((document["slug"], "caution", caution["key"]), when["question"], when["options"])
