"""A plan for keeping a number, as a page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from operators.links import OfficialList
from operators.readiness import YearlyCost
from operators.rendering.contacts import contact_points
from operators.rendering.footnotes import Footnotes
from operators.rendering.scribe import Scribe
from operators.rendering.values import fact_value, money, quantity
from operators.vocabulary import Standing

Data = dict[str, Any]


def keep_page(
    plan: Data, document: Data, official: OfficialList, cost: YearlyCost, others: Sequence[Data] = ()
) -> Data:
    """``plan`` is ``KeepPlan.to_dict()``, made from ``document``; ``cost`` is by it and ``others``."""
    scribe = Scribe.of(document, official)
    cited = [one for one in others if one["slug"] == cost.policy]
    notes = Footnotes(scribe, document, *cited)
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
        "events": [dated(event, document, scribe, notes) for event in plan["events"]],
        "special_plans": [dated(event, document, scribe, notes) for event in plan["special_plans"]],
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
        "year": year_said(cost, [document, *cited], scribe, notes),
        "contact_points": contact_points(document["contact_points"], scribe),
        "not_checked": [scribe.inline(text, f"/not_checked/{i}") for i, text in enumerate(document["not_checked"])],
        "sources": notes.listed(),
    }


def year_said(cost: YearlyCost, documents: Sequence[Data], scribe: Scribe, notes: Footnotes) -> Data:
    """What a number costs a year, as a sum that is shown, or what of it nobody has published.

    ``{"text": "S/ 3.00 before each 90 days are up: 5 × S/ 3.00 = about S/ 15.00 a year.", "basis": [{"text", …}]}``:
    under ``basis`` the published rows that it rests on. The first of ``documents`` is the policy of the plan.
    """
    event, top_up = cost.event, cost.top_up
    time = quantity(event["from_day"], "day", scribe.language) if event else ""
    amount = fact_value(top_up, scribe.language) if top_up else ""
    if top_up and event:
        total = money(cost.total, top_up.get("currency", ""))
        text = scribe.say("year_cost", amount=amount, time=time, times=cost.times, total=total)
    elif event:
        text = scribe.say("year_no_amount", time=time, times=cost.times)
    else:
        text = scribe.say("year_no_days", amount=amount) if top_up else scribe.say("year_unknown")
    basis = []
    if top_up:
        said = f"{scribe.word('fact', top_up['key'])}{scribe.say('colon')}{amount}"
        policy = next(one for one in documents if one["slug"] == cost.policy)
        basis.append(_basis(said, top_up, policy, scribe, notes))
    if event:
        said = f"{scribe.say('day_number', number=event['from_day'])}{scribe.say('colon')}"
        said += scribe.word("event", event["event"])
        basis.append(_basis(said, event, documents[0], scribe, notes))
    return {"text": text, "basis": basis}


def _basis(text: str, row: Mapping[str, Any], document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    return {
        "text": text,
        "qualifier": row.get("qualifier", ""),
        "standing": "" if row["standing"] == Standing.ADOPTED else scribe.word("standing", row["standing"]),
        "in_force": scribe.word("in_force", row["in_force"]) if "in_force" in row else "",
        "our_advice": row.get("our_advice", False),
        "notes": notes.cite(document, row["sources"]),
    }


def dated(event: Data, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    """An event of a plan on its day, with the other days that were named for it."""
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
