"""What a reader answered, held against what may be answered."""

from collections.abc import Mapping, Sequence

from operators.readiness.asking import Asked
from operators.vocabulary import UNKNOWN


class UnknownQuestion(ValueError):
    """An answer to a question that is not asked here."""

    def __init__(self, key: str, allowed: Sequence[str]) -> None:
        super().__init__(f"Unknown question {key!r}. Allowed: {', '.join(allowed)}.")
        self.key = key
        self.allowed = list(allowed)


class UnknownOption(ValueError):
    """An answer that is none of the question's options."""

    def __init__(self, question: str, code: object, allowed: Sequence[str]) -> None:
        super().__init__(f"Unknown option {code!r} for {question!r}. Allowed: {', '.join(allowed)}.")
        self.question = question
        self.code = code
        self.allowed = list(allowed)


def given(questions: Mapping[str, Asked], answers: Mapping[str, str]) -> dict[str, str]:
    """The answers that say something: ``{"debt": "yes", "in_peru": "unknown"}`` gives ``{"debt": "yes"}``.

    The first fault in alphabetical order is raised, so that the same answers always fail in the same way.
    """
    askable = [question.key for question in questions.values() if question.options]
    for key in sorted(answers):
        if key not in askable:
            raise UnknownQuestion(key, askable)
        allowed = [*questions[key].codes, UNKNOWN]
        if answers[key] not in allowed:
            raise UnknownOption(key, answers[key], allowed)
    return {key: code for key, code in answers.items() if code != UNKNOWN}
