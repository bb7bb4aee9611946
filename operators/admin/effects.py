"""What an edition would change for readers, in the words that readers are asked and answered in."""

from typing import Any

from django.utils.translation import gettext as _

from operators.admin.comparing.naming import Names
from operators.admin.status import Status
from operators.publishing.effect import Effect, PolicyEffect
from operators.readiness.space import Ends, Turn
from operators.rendering.words import word

Data = dict[str, Any]

SHOWN = 5
"""So many kinds of turn are shown of a policy; the rest is summed up."""


def said_effect(status: Status, language: str) -> Data:
    """``{"policies": [{"slug", "changed", "total", "turns"}, …], "conditions": [{"key", "text"}], "questions": …}``."""
    found = status.effect_in(language)
    return {
        "policies": [_policy(one, language) for one in found.policies],
        "compared": found.compared,
        "left_out": found.left_out,
        **_idle(found, status, language),
    }


def _policy(one: PolicyEffect, language: str) -> Data:
    turns = one.comparison.turns
    return {
        "slug": one.slug,
        "changed": grouped(one.comparison.changed),
        "total": grouped(one.comparison.total),
        "looked_at": grouped(one.comparison.looked_at),
        "sampled": one.comparison.sampled,
        "turns": [_turn(turn, one, language) for turn in turns[:SHOWN]],
        "rest": grouped(sum(turn.count for turn in turns[SHOWN:])) if turns[SHOWN:] else "",
    }


def grouped(number: int) -> str:
    """``65536`` -> ``65 536``, with narrow spaces that no line breaks at."""
    return f"{number:,}".replace(",", "\u202f")


def _turn(turn: Turn, one: PolicyEffect, language: str) -> Data:
    example = []
    for key, code in turn.example.items():
        text, labels = one.words.get(key, (key, {}))
        example.append({"question": text or key, "answer": labels.get(code) or code})
    return {
        "count": grouped(turn.count),
        "old": ends(turn.old, language),
        "new": ends(turn.new, language),
        "example": example,
    }


def ends(found: Ends, language: str) -> str:
    """An outcome in words, or the two between which it lies."""
    best, worst = (word(language, "outcome", code) for code in found)
    if best == worst:
        return best
    return _("between “%(worst)s” and “%(best)s”") % {"worst": worst, "best": best}


def _idle(found: Effect, status: Status, language: str) -> Data:
    document = status.documents.get(language, {})
    names = Names.of(str(status.subject.KIND), document)
    rows = {row["key"]: row for row in document.get("conditions", [])}
    return {
        "conditions": [
            {"key": key, "text": names.row("conditions", rows[key])} for key in found.idle_conditions if key in rows
        ],
        "questions": [{"key": key, "text": names.questions[key][0]} for key in found.idle_questions],
    }
