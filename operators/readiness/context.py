"""What stands around the verdict: cautions, fallbacks, deadlines, what happens if one does nothing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from operators.readiness.asking import Shown
from operators.readiness.citing import Citations
from operators.readiness.days import later
from operators.readiness.documents import Document, applies
from operators.vocabulary import UNKNOWN, Freshness, RouteRole, Standing

# The least trustworthy first: an answer is as fresh as the stalest document that it rests on.
STALEST_FIRST = (Freshness.NEVER, Freshness.OVERDUE, Freshness.DUE, Freshness.FRESH)


def freshness(documents: Sequence[Document]) -> str:
    states = {block["state"] for document in documents if (block := document.get("freshness"))}
    return str(next((state for state in STALEST_FIRST if state in states), Freshness.NEVER))


def cautions(
    documents: Sequence[Document], answers: Mapping[str, str], states: Mapping[str, Shown], citations: Citations
) -> list[dict[str, Any]]:
    """The cautions shown always, and those for an answer that was given to a question that is, or may be, asked."""
    result = []
    for document in documents:
        for caution in document["cautions"]:
            when = caution["shown_when"]
            if when is not None and (
                states.get(when["question"], Shown.NO) is Shown.NO
                or answers.get(when["question"], UNKNOWN) not in when["options"]
            ):
                continue
            result.append(
                {
                    "key": caution["key"],
                    "kind": caution["kind"],
                    "text": caution["text"],
                    "policy": document["slug"],
                    "our_advice": caution.get("our_advice", False),
                    "sources": citations.cite(document, caution["sources"]),
                }
            )
    return result


def fallbacks(documents: Sequence[Document], citations: Citations) -> list[dict[str, Any]]:
    """What to do when the request is refused or ignored."""
    return [
        {
            "key": route["key"],
            "channel": route["channel"],
            "support": route["support"],
            "note": route["note"],
            "policy": document["slug"],
            "our_advice": route.get("our_advice", False),
            "sources": citations.cite(document, route["sources"]),
        }
        for document in documents
        for route in document["routes"]
        if route["role"] == RouteRole.FALLBACK
    ]


def closed_by(documents: Sequence[Document], requested: date) -> date | None:
    """The request day plus the longest deadline that is not superseded on it; None where none is known.

    A deadline counts from the request, so the request day is the first on which the plan lets one ask. Public holidays
    are not counted (see ``days.later``).
    """
    day = requested.isoformat()
    return max(
        (
            later(requested, int(fact["value"]), fact["unit"])
            for document in documents
            for fact in document["facts"]
            if fact["key"] == "termination_deadline" and fact["standing"] != Standing.SUPERSEDED and applies(fact, day)
        ),
        default=None,
    )


def if_you_do_nothing(keep_alive: Document | None, citations: Citations) -> list[dict[str, Any]]:
    """The milestones of the operator's keep-alive policy, superseded ones left out."""
    if keep_alive is None:
        return []
    return [
        {
            **{
                name: milestone.get(name)
                for name in ("key", "clock", "balance", "plan", "from_day", "to_day", "event", "standing")
            },
            "our_advice": milestone.get("our_advice", False),
            "policy": keep_alive["slug"],
            "sources": citations.cite(keep_alive, milestone["sources"]),
        }
        for milestone in keep_alive["milestones"]
        if milestone["standing"] != Standing.SUPERSEDED
    ]


def not_checked(documents: Sequence[Document]) -> list[str]:
    return list(dict.fromkeys(line for document in documents for line in document["not_checked"]))


def contact_points(policy: Document | None) -> list[dict[str, Any]]:
    """The operator's official contact points. Their sources stand in the operator's own document, not in this one."""
    points = policy.get("contact_points", []) if policy else []
    return [{name: value for name, value in point.items() if name != "sources"} for point in points]
