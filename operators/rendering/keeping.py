"""A plan for keeping a number, as a page shows it."""

from typing import Any

from operators.links import OfficialList
from operators.rendering.contacts import contact_points
from operators.rendering.footnotes import Footnotes
from operators.rendering.scribe import Scribe
from operators.rendering.values import quantity

Data = dict[str, Any]


def keep_page(plan: Data, document: Data, official: OfficialList) -> Data:
    """``plan`` is ``KeepPlan.to_dict()``, made from ``document``."""
    scribe = Scribe.of(document, official)
    notes = Footnotes(scribe, document)
    notice, before = plan["prior_notice"], plan["advise_top_up_before"]
    return {
        "operator": document["operator"],
        "policy": {"slug": document["slug"], "title": document["title"]},
        "top_up_by": scribe.say("top_up_by", day=scribe.day(before)) if before else "",
        "service_cut": scribe.day(plan["service_cut_on"]),
        "number_lost": scribe.day(plan["number_lost_on"]),
        "lost_already": bool(plan["number_lost_on"]) and plan["number_lost_on"] <= plan["as_of"],
        "since": scribe.say(
            "since_top_up",
            day=scribe.day(plan["last_top_up"]),
            time=quantity(plan["days_since_top_up"], "day", scribe.language),
        ),
        "balance": "" if plan["balance"] == "unknown" else scribe.word("balance", plan["balance"]),
        "events": [_event(event, document, scribe, notes) for event in plan["events"]],
        "special_plans": [_event(event, document, scribe, notes) for event in plan["special_plans"]],
        "undated": [
            {
                "event": scribe.word("event", row["event"]),
                "when": f"{quantity(row['value'], row['unit'], scribe.language)} {scribe.word('clock', row['clock'])}",
                "plan": row["plan"],
                "notes": notes.cite(document, row["sources"]),
            }
            for row in plan["undated"]
        ],
        "notice": {
            "text": scribe.say("prior_notice", time=quantity(notice["value"], notice["unit"], scribe.language)),
            "notes": notes.cite(document, notice["sources"]),
        }
        if notice
        else None,
        "contact_points": contact_points(document["contact_points"], scribe),
        "not_checked": [scribe.inline(text, f"/not_checked/{i}") for i, text in enumerate(document["not_checked"])],
        "sources": notes.listed(),
    }


def _event(event: Data, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    return {
        "event": scribe.word("event", event["event"]),
        "code": event["event"],
        "day": scribe.day(event["on"]),
        "on": event["on"],
        "latest": scribe.say("at_the_latest", day=scribe.day(event["latest_on"])) if event["latest_on"] else "",
        "count": scribe.say("day_number", number=event["from_day"]),
        "balance": "" if event["balance"] == "any" else scribe.word("balance", event["balance"]),
        "plan": event["plan"],
        "past": event["past"],
        "our_advice": event["our_advice"],
        "differ": [
            {
                "day": scribe.day(one["on"]),
                "count": scribe.say("day_number", number=one["from_day"]),
                "standing": scribe.word("standing", one["standing"]),
                "notes": notes.cite(document, one["sources"]),
            }
            for one in event["disagreement"]
        ],
        "notes": notes.cite(document, event["sources"]),
    }
