"""The questionnaire of a policy together with its country's rules."""

from collections.abc import Mapping
from typing import Any

from operators.readiness.asking import ask, grouped
from operators.readiness.documents import read


def questionnaire(policy: Mapping[str, Any] | None, country: Mapping[str, Any] | None) -> list[dict[str, Any]]:
    """The questions that the self-check asks, group by group, parents before children.

    ``group`` is left out of a question that is in none.
    ``[{"key": "sim_in_hand", "group": "at_hand", "text": "…", "how_to_find_out": "…",
    "asked_when": {"question": "sms_reachable", "options": ["no"]}, "options": [{"code": "yes", "label": "…"}, …]}]``
    """
    questions = ask([read(document) for document in (policy, country) if document is not None])
    return [
        {
            "key": question.key,
            **({"group": question.group} if question.group else {}),
            "text": question.text,
            "how_to_find_out": question.how_to_find_out,
            "asked_when": None if question.asked_when is None else dict(question.asked_when),
            "options": [{"code": option["code"], "label": option["label"]} for option in question.options],
        }
        for question in grouped(questions)
        if question.options
    ]
