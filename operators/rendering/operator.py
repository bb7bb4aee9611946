"""An operator as its page shows it, and a policy as lists do."""

from typing import Any

from operators.links import OfficialList
from operators.rendering.contacts import contact_points
from operators.rendering.facts import disagreement
from operators.rendering.footnotes import Footnotes
from operators.rendering.policy import checked, edition_said, verdict
from operators.rendering.scribe import Scribe
from operators.rendering.values import fact_value
from operators.vocabulary import Standing, Topic

Data = dict[str, Any]

KEEP_FACTS = ("keep_alive_without_balance", "keep_alive_with_balance")


def operator_page(document: Data, policies: list[Data], official: OfficialList) -> Data:
    """An operator, its policies in the list form, its contact points and sources."""
    scribe = Scribe.of(document, official)
    notes = Footnotes(scribe, document)
    points = contact_points(document["contact_points"], scribe)
    for point, row in zip(points, document["contact_points"], strict=True):
        point["notes"] = notes.cite(document, row["sources"])
    return {
        "slug": document["slug"],
        "name": document["name"],
        "legal_name": document["legal_name"],
        "kind": document["operator_kind"],
        "kind_word": scribe.word("operator_kind", document["operator_kind"]),
        "country": scribe.word("country", document["country"]),
        "host_network": document["host_network"],
        "succeeded_by": document["succeeded_by"],
        "summary": scribe.block(document["summary"], "/summary"),
        "description": document["summary"],
        "notes": notes.cite(document, document["cited"]),
        "contact_points": points,
        "policies": [policy_row(policy, official) for policy in policies],
        "edition": edition_said(document["edition"], scribe),
        "sources": notes.listed(),
    }


def policy_row(document: Data, official: OfficialList) -> Data:
    """A policy in a list: what it is about, its verdict, when it was checked."""
    scribe = Scribe.of(document, official)
    return {
        "slug": document["slug"],
        "title": scribe.plain(document["title"], "/title"),
        "topic": scribe.word("topic", document["topic"]),
        "topic_code": document["topic"],
        "line_type": document["line_type"],
        "line_type_word": scribe.word("line_type", document["line_type"]),
        "verdict": verdict(document),
        "keep": kept_for(document, scribe) if document["topic"] == Topic.KEEP_ALIVE else [],
        "checked": checked(document, scribe),
    }


def kept_for(document: Data, scribe: Scribe) -> list[Data]:
    """How long the number is kept after a top-up: ``[{"label", "values": ["240 days", "255 days"], "differ": "…"}]``.

    Every value that is not superseded is shown, so that no disagreement is hidden behind one number.
    """
    rows = []
    for key in KEEP_FACTS:
        facts = [fact for fact in document["facts"] if fact["key"] == key and fact["standing"] != Standing.SUPERSEDED]
        values = dict.fromkeys(fact_value(fact, scribe.language) for fact in sorted(facts, key=lambda f: f["value"]))
        if facts:
            balance = "without" if key.endswith("without_balance") else "with"
            rows.append(
                {
                    "label": scribe.word("balance", balance),
                    "values": list(values),
                    "differ": disagreement(facts, document, scribe),
                }
            )
    return rows
