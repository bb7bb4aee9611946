"""The result of a self-check as a page shows it: the headline, what stands in the way, the plan, whom to ask."""

from typing import Any

from operators.links import OfficialList
from operators.rendering import verdicts
from operators.rendering.cautions import caution
from operators.rendering.contacts import contact_points
from operators.rendering.footnotes import said
from operators.rendering.policy import message_said
from operators.rendering.scribe import Scribe
from operators.rendering.values import quantity
from operators.vocabulary import OUTCOME_SCALE, FindingStatus, Outcome

Data = dict[str, Any]

# A finding without effect on the outcome comes after those that have one.
SEVERITY = [*map(str, OUTCOME_SCALE[:1]), "unknown_effect", *map(str, OUTCOME_SCALE[1:])]


def result_page(
    assessment: Data, documents: list[Data], questions: list[Data], official: OfficialList, *, language: str
) -> Data:
    """``assessment`` is ``Assessment.to_dict()``, ``documents`` the policies that it was made from."""
    scribe = Scribe(language, official)
    asked = {question["key"]: question for question in questions}
    best, worst, route = assessment["best"], assessment["worst"], assessment["recommended_route"]
    findings = [_finding(finding, asked, scribe) for finding in assessment["findings"]]
    routes = [_route(route, scribe) for route in assessment["routes"]]
    return {
        "headline": verdicts.headline(best, worst, scribe.language),
        "has_data": best != Outcome.NO_DATA,
        "interval": [] if assessment["decided"] else verdicts.interval(best, worst, scribe.language),
        "because": because(assessment, asked, scribe),
        "online": verdicts.headline(**assessment["online"], language=scribe.language),
        "route": scribe.say("best_route", route=scribe.word("by_channel", route)) if route else "",
        "routes": routes,
        "cautions": [caution(row, scribe) | {"notes": row["sources"]} for row in assessment["cautions"]],
        "unmet": sorted((f for f in findings if f["status"] == FindingStatus.UNMET), key=_severity),
        "unknown": sorted((f for f in findings if f["status"] == FindingStatus.UNKNOWN), key=_severity),
        "met": _clear(findings),
        "plan": _plan(assessment["plan"], documents, asked, scribe),
        "earliest": scribe.day(assessment["earliest_cancellation_on"]),
        "closed_by": scribe.day(assessment["closed_by"]),
        "closed_by_label": closing(assessment, scribe),
        "as_of": scribe.say("result_of", day=scribe.day(assessment["as_of"])),
        "helps": _helps(assessment, scribe),
        "fallbacks": [
            {
                "channel": scribe.word("channel", row["channel"]),
                "note": scribe.inline(row["note"]),
                "our_advice": row["our_advice"],
                "notes": row["sources"],
            }
            for row in assessment["fallbacks"]
        ],
        "nothing": [
            {
                "when": scribe.say(
                    "from_day" if row["to_day"] is None else "from_to_day", first=row["from_day"], last=row["to_day"]
                ),
                "clock": scribe.word("clock", row["clock"]),
                "balance": scribe.word("balance", row["balance"]),
                "plan": row["plan"],
                "event": scribe.word("event", row["event"]),
                "standing": "" if row["standing"] == "adopted" else scribe.word("standing", row["standing"]),
                "our_advice": row["our_advice"],
                "notes": row["sources"],
            }
            for row in assessment["if_you_do_nothing"]
        ],
        "not_checked": [scribe.inline(text) for text in assessment["not_checked"]],
        "contact_points": contact_points(assessment["contact_points"], scribe),
        "messages": [
            message_said(row, index, Scribe.of(one, official))
            for one in documents
            for index, row in enumerate(one["messages"])
        ],
        "sources": [said(source, source["number"], scribe) for source in assessment["sources"]],
        "policies": [
            {"slug": one["slug"], "title": one["title"], "edition": one["edition"]["number"]} for one in documents
        ],
        "freshness": verdicts.freshness({"state": assessment["freshness"]}, scribe.language),
    }


def closing(assessment: Data, scribe: Scribe) -> str:
    """What ``closed_by`` is called: it counts from the first day on which the plan lets one ask, or from today."""
    earliest = assessment["earliest_cancellation_on"]
    if earliest in (None, assessment["as_of"]):
        return scribe.say("closed_by")
    return scribe.say("closed_by_then", day=scribe.day(earliest))


def because(assessment: Data, asked: dict[str, Data], scribe: Scribe) -> list[str]:
    """Why it is not decided: the answers that would narrow it most, and what nobody has published."""
    reasons = []
    left = [asked[key]["text"] for key in assessment["questions_left"] if key in asked][:3]
    if "answers" in assessment["undecided_because"] and left:
        reasons.append(scribe.say("depends_on", questions=" ".join(left)))
    if "rules" in assessment["undecided_because"]:
        reasons.append(scribe.say("depends_on_rules"))
    return reasons


def _route(route: Data, scribe: Scribe) -> Data:
    return {
        "channel": scribe.word("channel", route["channel"]),
        "support": verdicts.support(route["support"], scribe.language),
        "headline": verdicts.headline(route["best"], route["worst"], scribe.language),
    }


def _finding(finding: Data, asked: dict[str, Data], scribe: Scribe) -> Data:
    question: Data = asked.get(finding["question"], {"text": finding["question"], "options": []})
    labels = {option["code"]: option["label"] for option in question["options"]}
    return {
        "condition": finding["condition"],
        "status": finding["status"],
        "severity": finding["outcome"] or "advice",
        "outcome": verdicts.outcome(finding["outcome"], scribe.language),
        "question": question["text"],
        "answer": labels.get(finding["answer"], scribe.say("dont_know")),
        "channels": scribe.words("channel", finding["channels"]),
        "text": scribe.inline(finding["text"]),
        "remedy": scribe.inline(finding["remedy"]),
        "our_advice": finding["our_advice"],
        "notes": finding["sources"],
    }


def _clear(findings: list[Data]) -> list[Data]:
    """The answers that stand in no way at all, each once: where several conditions ask the same, all must be met."""
    held = {f["question"] for f in findings if f["status"] in (FindingStatus.UNMET, FindingStatus.UNKNOWN)}
    met = {f["question"]: f for f in findings if f["status"] == FindingStatus.MET and f["question"] not in held}
    return list(met.values())


def _severity(finding: Data) -> int:
    severity = finding["severity"]
    return SEVERITY.index(severity) if severity in SEVERITY else len(SEVERITY)


def _plan(items: list[Data], documents: list[Data], asked: dict[str, Data], scribe: Scribe) -> list[Data]:
    """The plan's parts in order, each with its items: ``[{"kind": "find_out", "title": …, "rows": […]}]``."""
    steps = {(one["slug"], step["key"]): step for one in documents for step in one["steps"]}
    parts: dict[str, list[Data]] = {}
    for item in items:
        step = steps.get((item["policy"], item["step"])) if item["kind"] == "step" else None
        row = {
            "text": scribe.inline(item["text"]),
            "question": asked[item["question"]]["text"] if item["kind"] == "find_out" else "",
            "body": scribe.block(step["body"]) if step else "",
            "prepare": scribe.inline(step["prepare"]) if step else "",
            "duration": scribe.inline(step["duration"]) if step else "",
            # Steps and proofs all begin on one day: it is said with the first of them.
            "when": _when(item, scribe) if item["kind"] == "remedy" or item["kind"] not in parts else "",
            "our_advice": item["our_advice"],
            "notes": item["sources"],
        }
        parts.setdefault(item["kind"], []).append(row)
    shown: list[Data] = []
    for kind, rows in parts.items():
        start = 1 + sum(len(part["rows"]) for part in shown)
        shown.append({"kind": kind, "title": scribe.say(f"plan_{kind}"), "rows": rows, "start": start})
    return shown


def _when(item: Data, scribe: Scribe) -> str:
    if item["kind"] == "find_out":
        return ""
    if item["lead_time_days"] is None:
        return scribe.say("lead_unknown")
    if not item["earliest_on"]:
        return ""
    if item["kind"] == "remedy" and item["lead_time_days"]:
        takes = quantity(item["lead_time_days"], "day", scribe.language)
        return scribe.say("takes_until", time=takes, day=scribe.day(item["earliest_on"]))
    return scribe.say("from_date", day=scribe.day(item["earliest_on"]))


def _helps(assessment: Data, scribe: Scribe) -> Data:
    """The remedies that lift the outcome: one of them alone, or the fewest together.

    Where one of those together does it alone already, they are said to do more, and not the same again.
    """
    remedies = {finding["condition"]: finding["remedy"] for finding in assessment["findings"]}
    help_ = assessment["what_would_help"]
    together = help_["smallest_set"] if len(help_["smallest_set"]) > 1 else []
    return {
        "single": [scribe.inline(remedies[key]) for key in help_["single"] if remedies.get(key)],
        "together": [scribe.inline(remedies[key]) for key in together if remedies.get(key)],
        "how": scribe.say("helps_more" if set(together) & set(help_["single"]) else "helps_together"),
    }
