"""Plans as calendar files (RFC 5545): whole days, with reminders where a day must not be missed.

A file holds what the page says and nothing that was typed but the days it leads to. Texts are words alone: a calendar
shows them without our link policy, so the only address in an event is this site's own page.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from icalendar import Alarm, Calendar, Event

from operators.links import OfficialList
from operators.rendering.markdown import plain_text
from operators.rendering.result import closing
from operators.rendering.scribe import Scribe
from operators.rendering.values import quantity

Data = dict[str, Any]

REMIND_DAYS_BEFORE = (14, 3)
LONGEST_SUMMARY = 120


@dataclass(frozen=True, slots=True)
class Entry:
    """A day, what it is about, more on it, and whether to be reminded before it."""

    day: date
    summary: str
    description: str = ""
    remind: bool = False


def keep_entries(plan: Data, document: Data, official: OfficialList) -> list[Entry]:
    """The days of ``KeepPlan.to_dict()`` that are still to come, the one to top up by first."""
    scribe = Scribe.of(document, official)
    name = document["operator"]["name"]
    entries = []
    before = plan["advise_top_up_before"]
    if before:
        said = scribe.say("top_up_by", day=scribe.day(before))
        entries.append(Entry(date.fromisoformat(before), f"{name}{scribe.say('colon')}{said}", remind=True))
    for event in plan["events"]:
        if not event["past"]:
            entries.append(
                Entry(
                    date.fromisoformat(event["on"]),
                    f"{name}{scribe.say('colon')}{scribe.word('event', event['event'])}",
                    "\n".join(_circumstances(event, scribe)),
                )
            )
    return entries


def _circumstances(event: Data, scribe: Scribe) -> list[str]:
    lines = [scribe.say("day_number", number=event["from_day"])]
    if event["balance"] != "any":
        lines.append(scribe.word("balance", event["balance"]))
    if event["latest_on"]:
        lines.append(scribe.say("at_the_latest", day=scribe.day(event["latest_on"])))
    if event["disagreement"]:
        days = ", ".join(scribe.day(one["on"]) for one in event["disagreement"])
        lines.append(f"{scribe.say('keep_differ')} {days}")
    return lines


def check_entries(
    assessment: Data, documents: list[Data], questions: list[Data], official: OfficialList, *, language: str
) -> list[Entry]:
    """The plan of ``Assessment.to_dict()``: what to find out, each remedy on its day, the request with its steps."""
    scribe = Scribe(language, official)
    operator = next((one["operator"]["name"] for one in documents if one["operator"]), "")
    start = date.fromisoformat(assessment["as_of"])
    texts = {question["key"]: question["text"] for question in questions}
    entries = []
    asked = [texts.get(item["question"], "") for item in assessment["plan"] if item["kind"] == "find_out"]
    if asked:
        entries.append(Entry(start, f"{operator}{scribe.say('colon')}{scribe.say('plan_find_out')}", _numbered(asked)))
    for item in assessment["plan"]:
        if item["kind"] == "remedy" and item["earliest_on"]:
            takes = quantity(item["lead_time_days"], "day", language) if item["lead_time_days"] else ""
            said = _words(item["text"])
            more = [said, scribe.say("lead_time", time=takes) if takes else ""]
            entries.append(
                Entry(
                    date.fromisoformat(item["earliest_on"]),
                    f"{operator}{scribe.say('colon')}{_cut(said)}",
                    _lines(more),
                )
            )
    earliest = assessment["earliest_cancellation_on"]
    if earliest:
        steps = [_words(item["text"]) for item in assessment["plan"] if item["kind"] == "step"]
        proofs = [_words(item["text"]) for item in assessment["plan"] if item["kind"] == "keep_proof"]
        kept = f"{scribe.say('plan_keep_proof')}:\n{_numbered(proofs)}" if proofs else ""
        text = _lines([_numbered(steps), kept])
        day = date.fromisoformat(earliest)
        entries.append(
            Entry(day, f"{operator}{scribe.say('colon')}{scribe.say('plan_step')}", text, remind=day > start)
        )
        if assessment["closed_by"]:
            said = f"{operator}{scribe.say('colon')}{closing(assessment, scribe)}"
            entries.append(Entry(date.fromisoformat(assessment["closed_by"]), said, scribe.say("closed_by_how")))
    return entries


def calendar_file(entries: Sequence[Entry], *, name: str, url: str, language: str, now: datetime) -> bytes:
    """The file. ``url`` is this site's page that the plan rests on; the same plan has the same events' ids again, so
    that a calendar updates them and does not show them twice."""
    calendar = Calendar()
    calendar.add("prodid", "-//operators-kb//plan//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    for number, entry in enumerate(entries):
        event = Event()
        event.add("uid", hashlib.sha256(f"{url} {number} {entry.day}".encode()).hexdigest()[:32])
        event.add("dtstamp", now)
        event.add("dtstart", entry.day)
        event.add("dtend", entry.day + timedelta(days=1))
        event.add("summary", entry.summary, parameters={"language": language})
        event.add("description", _lines([entry.description, url]), parameters={"language": language})
        event.add("url", url)
        event.add("transp", "TRANSPARENT")
        for days in REMIND_DAYS_BEFORE if entry.remind else ():
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", entry.summary)
            alarm.add("trigger", timedelta(days=-days))
            event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _words(text: str) -> str:
    return " ".join(plain_text(text).split())


def _numbered(texts: Sequence[str]) -> str:
    return "\n".join(f"{number}. {text}" for number, text in enumerate(texts, start=1))


def _lines(parts: Sequence[str]) -> str:
    return "\n".join(part for part in parts if part)


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else f"{text[: LONGEST_SUMMARY - 1].rstrip()}…"
