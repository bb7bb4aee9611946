"""A policy document as a page shows it: every code said in words, every text rendered, every row with its footnotes.

What comes out holds strings and safe HTML only, so the template lays it out and decides nothing. The editor's preview
uses the same.
"""

from typing import Any

from operators.links import OfficialList
from operators.rendering import verdicts
from operators.rendering.cautions import caution
from operators.rendering.contacts import contact_points
from operators.rendering.facts import fact_groups
from operators.rendering.footnotes import Footnotes
from operators.rendering.scribe import Scribe
from operators.rendering.values import quantity
from operators.vocabulary import RouteRole

Data = dict[str, Any]


def policy_page(document: Data, official: OfficialList, country: Data | None = None) -> Data:
    """``document`` as ``editions.read`` gives it, with its country's own policy beside it where there is one."""
    scribe = Scribe.of(document, official)
    notes = Footnotes(scribe, document, *([country] if country else []))
    page = rules(document, scribe, notes) | {
        "slug": document["slug"],
        "title": scribe.plain(document["title"], "/title"),
        "summary": scribe.block(document["summary"], "/summary"),
        "description": document["summary"],
        "scope": scribe.block(document["scope"], "/scope"),
        "operator": document["operator"],
        "topic": scribe.word("topic", document["topic"]),
        "topic_code": document["topic"],
        "line_type": document["line_type"],
        "line_type_word": scribe.word("line_type", document["line_type"]),
        "country": scribe.word("country", document["country"]),
        "verdict": verdict(document),
        "checked": checked(document, scribe),
        "edition": edition_said(document["edition"], scribe),
        "not_checked": [scribe.inline(t, f"/not_checked/{i}") for i, t in enumerate(document["not_checked"])],
        "contact_points": contact_points(document["contact_points"], scribe),
        "country_rules": None,
    }
    if country:
        # Its texts are printed in a document of its own, so its fallbacks are its own too.
        theirs = Scribe.of(country, official)
        page["country_rules"] = rules(country, theirs, notes) | {
            "slug": country["slug"],
            "title": theirs.plain(country["title"], "/title"),
            "summary": theirs.block(country["summary"], "/summary"),
            "checked": checked(country, theirs),
            "not_checked": [
                theirs.inline(text, f"/not_checked/{index}") for index, text in enumerate(country["not_checked"])
            ],
        }
    page["sources"] = notes.listed()
    return page


def verdict(document: Data) -> list[dict[str, str]]:
    """Whether it can be done online, and whether a store visit follows; empty for policies that have no such thing."""
    if not document["online_support"]:
        return []
    language = document["language"]
    return [
        verdicts.online(document["online_support"], language),
        verdicts.store_visit(document["store_visit"], language),
    ]


def checked(document: Data, scribe: Scribe) -> Data:
    """When somebody last looked, and whether that is recent."""
    block = document["freshness"]
    said = scribe.say("checked_on", day=scribe.day(block["verified_on"])) if block["verified_on"] else ""
    return {"on": said, "day": scribe.day(block["verified_on"]), **verdicts.freshness(block, scribe.language)}


def edition_said(edition: Data, scribe: Scribe) -> Data:
    """Number, days and note of an edition in words."""
    basis = scribe.word("basis", edition["effective_basis"])
    since = scribe.say("applies_since", day=scribe.day(edition["effective_from"]))
    until = scribe.say("applied_until", day=scribe.day(edition["effective_to"])) if edition["effective_to"] else ""
    return {
        "number": edition["number"],
        "since": since + (f"{scribe.say('open')}{basis}{scribe.say('close')}" if basis else ""),
        "until": until,
        "printed": scribe.say("printed_on", day=scribe.day(edition["published_at"])),
        "significance": scribe.word("significance", edition["significance"]),
        "note": edition["note"],
        "withdrawn": edition.get("withdrawn", False),
        "four_eyes": edition["four_eyes"],
    }


def rules(document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    """The rows of a policy: cautions, facts, milestones, routes, steps, conditions, messages."""
    routes = [_route(route, index, document, scribe, notes) for index, route in enumerate(document["routes"])]
    cautions = [_caution(row, index, document, scribe, notes) for index, row in enumerate(document["cautions"])]
    return {
        "cautions": [row for row in cautions if not row["when"]],
        "cautions_if": [row for row in cautions if row["when"]],
        "facts": fact_groups(document, scribe, notes),
        "milestones": [_milestone(row, i, document, scribe, notes) for i, row in enumerate(document["milestones"])],
        "routes": [route for route in routes if route["role"] == RouteRole.REQUEST],
        "fallbacks": [route for route in routes if route["role"] == RouteRole.FALLBACK],
        "steps": [_step(step, index, document, scribe, notes) for index, step in enumerate(document["steps"])],
        "conditions": [_condition(row, i, document, scribe, notes) for i, row in enumerate(document["conditions"])],
        "messages": [message_said(row, index, scribe) for index, row in enumerate(document["messages"])],
    }


def _backed(row: Data, document: Data, notes: Footnotes) -> Data:
    return {"our_advice": row["our_advice"], "notes": notes.cite(document, row["sources"])}


def _caution(row: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    when = row["shown_when"]
    return caution(row, scribe, f"/cautions/{index}/text") | {
        "notes": notes.cite(document, row["sources"]),
        "when": answers_said(document, when["question"], when["options"], scribe) if when else None,
    }


def _milestone(row: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    key = "from_to_day" if row["to_day"] is not None else "from_day"
    return _backed(row, document, notes) | {
        "when": scribe.say(key, first=row["from_day"], last=row["to_day"]),
        "clock": scribe.word("clock", row["clock"]),
        "balance": scribe.word("balance", row["balance"]),
        "plan": scribe.plain(row["plan"], f"/milestones/{index}/plan"),
        "event": scribe.word("event", row["event"]),
        "standing": "" if row["standing"] == "adopted" else scribe.word("standing", row["standing"]),
    }


def _route(row: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    deadline = row["store_visit_deadline"]
    return _backed(row, document, notes) | {
        "role": row["role"],
        "channel": scribe.word("channel", row["channel"]),
        "support": verdicts.support(row["support"], scribe.language),
        "store_visit": verdicts.store_visit(row["store_visit"], scribe.language),
        "deadline": scribe.say("store_within", time=quantity(deadline["value"], deadline["unit"], scribe.language))
        if deadline
        else "",
        "note": scribe.inline(row["note"], f"/routes/{index}/note"),
    }


def _step(row: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    path = f"/steps/{index}"
    return _backed(row, document, notes) | {
        "key": row["key"],
        "number": row["number"],
        "channels": scribe.words("channel", row["channels"]),
        "title": scribe.plain(row["title"], f"{path}/title"),
        "body": scribe.block(row["body"], f"{path}/body"),
        "prepare": scribe.inline(row["prepare"], f"{path}/prepare"),
        "proof": scribe.inline(row["proof"], f"{path}/proof"),
        "duration": scribe.inline(row["duration"], f"{path}/duration"),
    }


def _condition(row: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    path, lead, valid = f"/conditions/{index}", row["lead_time_days"], row["valid_days"]
    return _backed(row, document, notes) | {
        **answers_said(document, row["question"], row["when"], scribe),
        "outcome": verdicts.outcome(row["outcome"], scribe.language),
        "channels": scribe.words("channel", row["channels"]),
        "text": scribe.inline(row["text"], f"{path}/text"),
        "remedy": scribe.inline(row["remedy"], f"{path}/remedy"),
        "lead": scribe.say("lead_time", time=quantity(lead, "day", scribe.language)) if lead else "",
        "valid": scribe.say("valid_for", time=quantity(valid, "day", scribe.language)) if valid else "",
        "irreversible": row["irreversible"],
    }


def message_said(row: Data, index: int, scribe: Scribe) -> Data:
    """A ready-made text with its translation; ``index`` is its place in the document."""
    return {
        "channel": scribe.word("channel", row["channel"]),
        "language": row["language"],
        "text": row["text"],
        "translation": scribe.plain(row["translation"], f"/messages/{index}/translation"),
    }


def answers_said(document: Data, key: str, codes: list[str], scribe: Scribe) -> Data:
    """The words of a question, and of the answers to it that a row names."""
    question: Data = next((one for one in document["questions"] if one["key"] == key), {"text": key, "options": []})
    labels = {option["code"]: option["label"] for option in question["options"]}
    return {"question": question["text"], "answers": [labels.get(code, code) for code in codes]}
