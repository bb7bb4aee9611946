"""The facts of a policy as a table: one group a key, every standing shown, disagreements said in words."""

from typing import Any

from operators.rendering.footnotes import Footnotes
from operators.rendering.scribe import Scribe
from operators.rendering.values import fact_value
from operators.vocabulary import TIME_UNITS, InForce, Standing

Data = dict[str, Any]

# Where sources disagree, what to reckon with: the shorter time to keep a number, the longer time to wait.
PLAN_ON_LEAST = (
    "keep_alive_without_balance",
    "keep_alive_with_balance",
    "suspension_without_balance",
    "suspension_with_balance",
    "prior_notice",
    "number_quarantine",
)
PLAN_ON_MOST = ("termination_deadline",)
# How many days of the calendar a unit is at most, to compare lengths given in different ones.
CALENDAR_DAYS = {"hour": 1 / 24, "day": 1.0, "business_day": 1.4, "month": 30.0}


def fact_groups(document: Data, scribe: Scribe, notes: Footnotes) -> list[Data]:
    """``[{"label", "rows": [{"value", "standing", …}], "differ": "Sources differ: …"}]``, as printed."""
    groups: dict[str, list[Data]] = {}
    for index, fact in enumerate(document["facts"]):
        groups.setdefault(fact["key"], []).append({"fact": fact, "index": index})
    return [
        {
            "key": key,
            "label": scribe.word("fact", key),
            "rows": [_row(one["fact"], one["index"], document, scribe, notes) for one in group],
            "differ": disagreement([one["fact"] for one in group], document, scribe),
        }
        for key, group in groups.items()
    ]


def _row(fact: Data, index: int, document: Data, scribe: Scribe, notes: Footnotes) -> Data:
    return {
        "value": fact_value(fact, scribe.language),
        "qualifier": scribe.inline(fact["qualifier"], f"/facts/{index}/qualifier"),
        "standing": "" if fact["standing"] == Standing.ADOPTED else scribe.word("standing", fact["standing"]),
        "superseded": fact["standing"] == Standing.SUPERSEDED,
        "in_force": scribe.word("in_force", fact["in_force"]),
        "since": scribe.say("applies_from", day=scribe.day(fact["applies_from"])) if fact["applies_from"] else "",
        "until": scribe.say("applies_until", day=scribe.day(fact["applies_until"])) if fact["applies_until"] else "",
        "area": scribe.plain(fact["area"], f"/facts/{index}/area"),
        "our_advice": fact["our_advice"],
        "notes": notes.cite(document, fact["sources"]),
    }


def disagreement(facts: list[Data], document: Data, scribe: Scribe) -> str:
    """Said where rows of one key differ in value and one is disputed; for a deadline also where nobody knows since
    when the newer one is in force. Other rows that differ hold for different cases, which their qualifiers tell.

    ``Sources differ: 240 days (La República, 25 August 2025) and 255 days (OSIPTEL, October 2025). Plan on 240 days.``
    """
    standing = [fact for fact in facts if fact["standing"] != Standing.SUPERSEDED]
    by_value: dict[str, list[Data]] = {}
    for fact in standing:
        by_value.setdefault(fact_value(fact, scribe.language), []).append(fact)
    open_question = any(
        fact["standing"] == Standing.DISPUTED or (fact["key"] in PLAN_ON_MOST and fact["in_force"] == InForce.UNKNOWN)
        for fact in standing
    )
    if len(by_value) < 2 or not open_question:
        return ""
    sources = {source["number"]: source for source in document["sources"]}
    said = [
        scribe.say("value_by", value=value, by=_by([sources[n] for f in rows for n in f["sources"]], scribe))
        for value, rows in by_value.items()
    ]
    text = scribe.say("sources_differ", values=scribe.say("and").join(said))
    plan = _plan_on(standing)
    if plan is None:
        return text
    key = "plan_on_most" if plan["key"] in PLAN_ON_MOST else "plan_on"
    return text + scribe.say(key, value=fact_value(plan, scribe.language))


def _by(sources: list[Data], scribe: Scribe) -> str:
    """Who says so and when: the first source, since the rest stand in the footnotes."""
    if not sources:
        return scribe.say("our_advice")
    first = sources[0]
    name = first["publisher"] or scribe.word("source_kind", first["kind"])
    return (
        scribe.say("name_and_day", name=name, day=scribe.day(first["published_on"])) if first["published_on"] else name
    )


def _plan_on(facts: list[Data]) -> Data | None:
    if not all(fact["unit"] in TIME_UNITS for fact in facts):
        return None

    def length(fact: Data) -> float:
        return float(fact["value"]) * CALENDAR_DAYS[fact["unit"]]

    if facts[0]["key"] in PLAN_ON_LEAST:
        return min(facts, key=length)
    return max(facts, key=length) if facts[0]["key"] in PLAN_ON_MOST else None
