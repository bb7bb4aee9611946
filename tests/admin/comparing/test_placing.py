"""A place in a working copy is called as the form calls it, in the language of the door."""

from typing import Any

import pytest
from django.utils import translation

from operators.admin.comparing import place
from operators.admin.comparing.naming import Names

DOCUMENT: dict[str, Any] = {
    "kind": "policy",
    "title": "Cancel a line",
    "steps": [{"key": "ask", "title": "Ask for it"}],
    "facts": [{"key": "termination_deadline", "row": "deadline", "value": 1}],
    "conditions": [{"key": "no-sms", "question": "sms", "when": ["no"]}],
    "questions": [
        {"key": "sms", "text": "Do texts arrive?", "options": [{"code": "no", "label": "No"}], "order": 1},
    ],
    "sources": [{"key": "press-1", "title": "A report"}],
}


NAMES = Names.of("policy", DOCUMENT)


@pytest.mark.parametrize(
    ("where", "english", "chinese"),
    [
        ("", "", ""),
        ("effective_from", "Applies from", None),
        ("edition.note.es", "Note (Español)", None),
        ("title.en", "Title (English)", "标题 (English)"),
        ("steps[ask].body.es", "Steps: Ask for it · What to do (Español)", None),
        ("steps[gone].body", "Steps: gone · What to do", None),
        ("facts[deadline].value", "Facts: Time to cancel the line · Value", None),
        ("conditions[no-sms].remedy", "Conditions: Do texts arrive? → No · What to do about it", None),
        (
            "questions[sms].options[no].label.zh-hans",
            "Questions of the self-check: Do texts arrive? · Answer no · Label (简体中文)",
            None,
        ),
        ("sources[press-1].published_on", "Sources: A report · Published on", None),
        ("policies", "Policies", None),
    ],
)
def test_a_place_in_words(where: str, english: str, chinese: str | None) -> None:
    with translation.override("en"):
        assert place(where, DOCUMENT, NAMES) == english
    if chinese is not None:
        with translation.override("zh-hans"):
            assert place(where, DOCUMENT, NAMES) == chinese
