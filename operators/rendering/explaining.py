"""The result of a self-check in sentences that can be quoted as they are: for whoever reads it to somebody."""

from typing import Any

from operators.links import OfficialList
from operators.rendering import verdicts
from operators.rendering.result import because
from operators.rendering.scribe import Scribe

Data = dict[str, Any]


def explained(assessment: Data, questions: list[Data], *, language: str) -> Data:
    """``headline`` says the whole interval, never its best end; ``explanation`` says why it is open and which way is
    the best. Both are what the page of the result says, without Markdown."""
    scribe = Scribe(language, OfficialList())
    asked = {question["key"]: question for question in questions}
    route = assessment["recommended_route"]
    sentences = because(assessment, asked, scribe)
    if route:
        sentences.append(scribe.say("best_route", route=scribe.word("by_channel", route)))
    return {
        "headline": verdicts.headline(assessment["best"], assessment["worst"], language)["word"],
        "explanation": sentences,
    }
