"""The questions of a self-check as a form shows them."""

from collections.abc import Mapping
from typing import Any

from operators.links import OfficialList
from operators.rendering.scribe import Scribe
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import UNKNOWN

Data = dict[str, Any]


def question_rows(
    questions: list[Data], answers: Mapping[str, str], language: str, official: OfficialList
) -> list[Data]:
    """``questions`` as ``readiness.questionnaire`` gives them; each gets "I don't know", which is where it starts.

    A question that hangs on another one's answer is shown all the same, and says when it counts: a page without
    scripts cannot hide it, and the self-check gives its answer no weight where it does not.
    """
    scribe = Scribe(language, official)
    asked = {question["key"]: question for question in questions}
    rows = []
    for question in questions:
        chosen = answers.get(question["key"], UNKNOWN)
        options = [*question["options"], {"code": UNKNOWN, "label": scribe.say("dont_know")}]
        rows.append(
            {
                "key": question["key"],
                "group": question.get("group", ""),
                "text": question["text"],
                "how_to_find_out": scribe.inline(question["how_to_find_out"]),
                "asked_when": question["asked_when"],
                "only_if": _only_if(question["asked_when"], asked, scribe),
                "options": [{**option, "chosen": option["code"] == chosen} for option in options],
            }
        )
    return rows


def question_groups(rows: list[Data], language: str) -> list[Data]:
    """The rows of ``question_rows`` under their headings, in their order: ``[{"code", "title", "rows"}]``.

    Questions in no group have a heading only where others stand before them.
    """
    groups: dict[str, list[Data]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    return [
        {"code": code or "other", "title": _heading(code, len(groups), language), "rows": rows}
        for code, rows in groups.items()
    ]


def _heading(code: str, groups: int, language: str) -> str:
    if code:
        return word(language, "question_group", code)
    return say(language, "other_questions") if groups > 1 else ""


def answered_rows(questions: list[Data], answers: Mapping[str, str]) -> list[Data]:
    """What was answered, in the words of the questions: ``[{"question", "answer"}]``. "I don't know" is no answer."""
    return [
        {"question": question["text"], "answer": option["label"]}
        for question in questions
        for option in question["options"]
        if option["code"] == answers.get(question["key"])
    ]


def _only_if(asked_when: Data | None, asked: Mapping[str, Data], scribe: Scribe) -> str:
    if not asked_when or asked_when["question"] not in asked:
        return ""
    parent = asked[asked_when["question"]]
    labels = {option["code"]: option["label"] for option in parent["options"]}
    answers = scribe.say("or").join(labels.get(code, code) for code in asked_when["options"])
    return scribe.say("child_only_if", answers=answers, question=parent["text"])
