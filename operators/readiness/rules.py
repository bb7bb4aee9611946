"""The conditions of the documents, and what each answer does to a route."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from operators.readiness.asking import Asked
from operators.readiness.documents import Condition, Document
from operators.readiness.levels import FREE, READY, Interval, imposed, lower, span


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One condition of one document. Two are the same only if they are the same row."""

    document: Document
    condition: Condition
    when: frozenset[str]
    channels: frozenset[str]
    interval: Interval
    # The options of its question that its document knows; None where the document does not embed the question.
    known: frozenset[str] | None

    def on(self, channel: str) -> bool:
        return not self.channels or channel in self.channels

    def knows(self, code: str) -> bool:
        return self.known is None or code in self.known


RulesOfOneQuestion: TypeAlias = list[list[Rule]]
"""Document by document, because each document is read over the options that it knows."""


@dataclass(frozen=True, slots=True)
class Rulebook:
    questions: Mapping[str, Asked]
    rules: Sequence[Rule]
    by_question: Mapping[str, RulesOfOneQuestion]

    def effect(self, question: Asked, code: str, channel: str, without: Collection[Rule]) -> Interval:
        """What answering ``code`` does on a channel: the lowest of all conditions that it triggers.

        A document that does not know the option reads it as "unknown": as any of the options that it does know.
        """
        result = FREE
        for rules in self.by_question.get(question.key, ()):
            active = [rule for rule in rules if rule.on(channel) and rule not in without]
            if not active:
                continue
            known = active[0].known
            if known is None or code in known:
                result = lower(result, _at(active, code))
            elif known:
                result = lower(result, span(_at(active, option) for option in known))
            else:
                result = lower(result, (READY, min(rule.interval[1] for rule in active)))
        return result

    def unanswerable(self, question: Asked, channel: str, without: Collection[Rule]) -> Interval:
        """What a question that offers no options may do: nothing at best, all of its conditions at worst."""
        worst = READY
        for rules in self.by_question.get(question.key, ()):
            for rule in rules:
                if rule.on(channel) and rule not in without:
                    worst = min(worst, rule.interval[1])
        return READY, worst


def _at(rules: Sequence[Rule], code: str) -> Interval:
    best = worst = READY
    for rule in rules:
        if code in rule.when:
            high, low = rule.interval
            if high < best:
                best = high
            if low < worst:
                worst = low
    return best, worst


def rulebook(questions: Mapping[str, Asked], documents: Sequence[Document]) -> Rulebook:
    """The conditions of the documents, in their order, each kept with the document that says it."""
    rules: list[Rule] = []
    by_question: dict[str, RulesOfOneQuestion] = {}
    for document in documents:
        known = {
            question["key"]: frozenset(option["code"] for option in question["options"])
            for question in document["questions"]
        }
        mine: dict[str, list[Rule]] = {}
        for condition in document["conditions"]:
            rule = Rule(
                document=document,
                condition=condition,
                when=frozenset(condition["when"]),
                channels=frozenset(condition["channels"]),
                interval=imposed(condition["outcome"]),
                known=known.get(condition["question"]),
            )
            rules.append(rule)
            mine.setdefault(condition["question"], []).append(rule)
        for key, group in mine.items():
            by_question.setdefault(key, []).append(group)
    return Rulebook(questions, rules, by_question)
