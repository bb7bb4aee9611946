"""What each condition comes to, given the answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from operators.readiness.asking import Shown
from operators.readiness.citing import Citations
from operators.readiness.rules import Rule
from operators.vocabulary import UNKNOWN, ConditionOutcome, FindingStatus


@dataclass(frozen=True, slots=True)
class Finding:
    rule: Rule
    answer: str
    status: FindingStatus

    @property
    def is_advice(self) -> bool:
        return self.rule.condition["outcome"] == ConditionOutcome.ADVICE

    def to_dict(self, citations: Citations) -> dict[str, Any]:
        condition, document = self.rule.condition, self.rule.document
        return {
            "condition": condition["key"],
            "question": condition["question"],
            "answer": self.answer,
            "status": str(self.status),
            "outcome": None if self.is_advice else condition["outcome"],
            "channels": list(condition["channels"]),
            "policy": document["slug"],
            "text": condition["text"],
            "remedy": condition["remedy"],
            "our_advice": condition.get("our_advice", False),
            "sources": citations.cite(document, condition["sources"]),
        }


def find(
    rules: Sequence[Rule], channels: Sequence[str], answers: Mapping[str, str], states: Mapping[str, Shown]
) -> list[Finding]:
    """One finding for every condition that names one of the ``channels`` or none."""
    return [
        _find(rule, answers, states[rule.condition["question"]])
        for rule in rules
        if not rule.channels or any(channel in rule.channels for channel in channels)
    ]


def _find(rule: Rule, answers: Mapping[str, str], shown: Shown) -> Finding:
    if shown is Shown.NO:
        # What was answered to a question that is not asked is not even repeated: it has no effect at all.
        return Finding(rule, UNKNOWN, FindingStatus.NOT_APPLICABLE)
    answer = answers.get(rule.condition["question"], UNKNOWN)
    if answer == UNKNOWN or not rule.knows(answer):
        return Finding(rule, answer, FindingStatus.UNKNOWN)
    if answer not in rule.when:
        return Finding(rule, answer, FindingStatus.MET)
    return Finding(rule, answer, FindingStatus.UNMET if shown is Shown.YES else FindingStatus.UNKNOWN)
