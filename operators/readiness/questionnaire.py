"""The questionnaire of a policy together with its country's rules."""

from collections.abc import Mapping
from typing import Any

from operators.readiness.asking import ask
from operators.readiness.documents import read


def questionnaire(policy: Mapping[str, Any] | None, country: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The questions that the self-check asks, parents before children.

    ``[{"key": "sim_in_hand", "text": "…", "how_to_find_out": "…",
    "asked_when": {"question": "sms_reachable", "options": ["no"]}, "options": [{"code": "yes", "label": "…"}, …]}]``
    """
    questions = ask([read(document) for document in (policy, country) if document is not None])
    return [
        {
            "key": question.key,
            "text": question.text,
            "how_to_find_out": question.how_to_find_out,
            "asked_when": None if question.asked_when is None else dict(question.asked_when),
            "options": [{"code": option["code"], "label": option["label"]} for option in question.options],
        }
        for question in questions.values()
        if question.options
    ]
