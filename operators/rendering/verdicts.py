"""A verdict at a glance: a word, a shape and a tone together, so that none of the three is needed alone.

Shapes are named after what they look like (`templates/_shape.html`), tones after what they mean (`site.css`).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import Outcome

Data = dict[str, Any]

# code -> (shape, tone)
ONLINE = {
    "full": ("tick", "good"),
    "partial": ("half", "part"),
    "none": ("cross", "bad"),
    "unknown": ("question", "open"),
}
STORE = {
    "never": ("tick", "good"),
    "sometimes": ("half", "part"),
    "always": ("door", "part"),
    "unknown": ("question", "open"),
}
SUPPORT = {"yes": ONLINE["full"], "partial": ONLINE["partial"], "no": ONLINE["none"], "unknown": ONLINE["unknown"]}
OUTCOME = {
    "ready": ("tick", "good"),
    "ready_then_store": ("door", "good"),
    "prepare_first": ("half", "part"),
    "blocked": ("bar", "bad"),
    "not_possible": ("cross", "bad"),
    "unknown_effect": ("question", "open"),
    "advice": ("note", "open"),
    "no_data": ("question", "open"),
}
UNDECIDED = ("half", "open")
FRESHNESS = {"fresh": "good", "due": "part", "overdue": "bad", "never": "open"}


def _verdict(language: str, table: str, code: str, shape: str, tone: str) -> dict[str, str]:
    return {"code": code, "word": word(language, table, code), "shape": shape, "tone": tone}


def online(code: str, language: str) -> dict[str, str]:
    """``online("partial", "en")`` -> ``{"code": "partial", "word": "Partly online", "shape": "half", …}``."""
    return _verdict(language, "online_support", code, *ONLINE[code])


def store_visit(code: str, language: str) -> dict[str, str]:
    return _verdict(language, "store_visit", code, *STORE[code])


def support(code: str, language: str) -> dict[str, str]:
    return _verdict(language, "support", code, *SUPPORT[code])


def outcome(code: str | None, language: str) -> dict[str, str]:
    """The outcome of a condition or of a whole check; none is advice."""
    code = code or "advice"
    return _verdict(language, "outcome", code, *OUTCOME[code])


def freshness(block: Mapping[str, Any], language: str) -> dict[str, str]:
    return {"word": word(language, "freshness", block["state"]), "tone": FRESHNESS[block["state"]]}


def headline(best: str, worst: str, language: str) -> dict[str, str]:
    """The sentence for the interval, never for its best end.

    ``headline("ready", "blocked", "en")["word"]`` -> ``Not decided: something may still block the request``.
    """
    if best == worst:
        shape, tone = OUTCOME[best]
        return {"code": best, "word": say(language, f"headline_{best}"), "shape": shape, "tone": tone}
    # "ready, perhaps a store visit" is an answer; every wider interval from there is open.
    shape, tone = UNDECIDED
    if worst == Outcome.READY_THEN_STORE or best in (Outcome.PREPARE_FIRST, Outcome.BLOCKED):
        shape, tone = OUTCOME[worst if worst == Outcome.READY_THEN_STORE else best]
    return {"code": "undecided", "word": say(language, f"headline_{best}_{worst}"), "shape": shape, "tone": tone}


def interval(best: str, worst: str, language: str) -> list[dict[str, str]]:
    """Both ends as verdicts, the better first; one when they are equal."""
    ends: Sequence[str] = [best] if best == worst else [best, worst]
    return [outcome(end, language) for end in ends]
