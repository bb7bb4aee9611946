"""The Markdown twins of the pages with a form: the questions of the self-check, the planner for keepers.

A form cannot be filled in as text, so its twin says what it would ask and how to answer it by POST.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from operators.links import OfficialList
from operators.readiness import YearlyCost
from operators.rendering.footnotes import Footnotes
from operators.rendering.keeping import dated, keep_page, year_said
from operators.rendering.markdown import escaped
from operators.rendering.questions import question_groups, question_rows
from operators.rendering.scribe import Scribe
from operators.rendering.twin import Twin, link

Data = dict[str, Any]


def choose_twin(choices: Sequence[Data], url: str, language: str) -> str:
    """Which lines can be checked: ``choices`` are operators and line types, ``url`` is the page's own address."""
    twin = Twin(Scribe(language, OfficialList()))
    twin.heading(1, twin.scribe.say("check_title"))
    twin.line(twin.scribe.say("check_lead"))
    twin.heading(2, twin.scribe.say("choose_operator"))
    for one in choices:
        query = f"?operator={one['operator']}&line_type={one['line_type']}"
        line = f"{one['name']} · {one['line_type_word']}"
        twin.line(f"- {link(line, url, query)}")
    if not choices:
        twin.line(twin.scribe.say("nothing_yet"))
    return twin.written()


def questions_twin(title: str, questions: list[Data], official: OfficialList, language: str) -> str:
    """The questions of one line with their answers, each with its code, and how to find out."""
    twin = Twin(Scribe(language, official))
    say = twin.scribe.say
    twin.heading(1, title)
    twin.line(say("questions_lead"))
    twin.line("")
    first = questions[0]
    twin.line(say("check_how", answer=f"answer.{first['key']}={first['options'][0]['code']}"))
    raw = {question["key"]: question["how_to_find_out"] for question in questions}
    for group in question_groups(question_rows(questions, {}, language, official), language):
        if group["title"]:
            twin.heading(2, group["title"])
        for row in group["rows"]:
            twin.heading(3, row["text"])
            twin.line(f"`answer.{row['key']}`")
            if row["only_if"]:
                twin.line("")
                twin.line(escaped(row["only_if"]))
            twin.line("")
            twin.lines += [f"- `{option['code']}`: {escaped(option['label'])}" for option in row["options"]]
            if how := raw[row["key"]]:
                twin.line("")
                twin.line(f"{say('how_to_find_out')}{say('colon')}{twin.flat(how)}")
    return twin.written()


def keep_form_twin(
    planned: Sequence[tuple[Data, Data, YearlyCost, list[Data]]],
    ways: Sequence[Data],
    official: OfficialList,
    *,
    language: str,
) -> str:
    """What the planner goes by. ``planned``: of each operator a plan that starts today, the policy that it was made
    from, what it costs a year, and the policies that say so."""
    scribe = Scribe(language, official)
    notes = Footnotes(scribe, *(one for _plan, document, _cost, others in planned for one in (document, *others)))
    twin = Twin(scribe)
    twin.heading(1, scribe.say("keep_title"))
    twin.line(scribe.say("keep_lead"))
    twin.line("")
    twin.line(scribe.say("keep_how"))
    twin.heading(2, scribe.say("keep_covers"))
    for plan, document, cost, others in planned:
        own = Scribe.of(document, official)
        twin.heading(3, document["operator"]["name"])
        twin.line(f"`operator={document['operator']['slug']}` {link(document['title'], document['url'])}")
        twin.line("")
        events = [dated(event, document, own, notes) for event in plan["events"]]
        twin.lines += [_event(event, twin, with_day=False) for event in events]
        _year(twin, year_said(cost, [document, *others], scribe, notes), level=4)
    if not planned:
        twin.line(scribe.say("nothing_yet"))
    _ways(twin, ways)
    twin.sources(notes.listed())
    return twin.written()


def keep_twin(
    plan: Data,
    document: Data,
    official: OfficialList,
    cost: YearlyCost,
    others: Sequence[Data],
    ways: Sequence[Data],
) -> str:
    """A plan as Markdown: the same days and sentences as the page's."""
    scribe = Scribe.of(document, official)
    say, shown = scribe.say, keep_page(plan, document, official, cost, others)
    twin = Twin(scribe)
    twin.heading(1, say("keep_title"))
    twin.line(" · ".join(part for part in (shown["operator"]["name"], shown["since"], shown["balance"]) if part))
    twin.heading(2, say("lost_already") if shown["lost_already"] else shown["top_up_by"] or say("keep_unknown"))
    for key in ("service_cut", "number_lost"):
        if shown[key]:
            twin.line(f"- {say(key)} {shown[key]}")
    twin.line("")
    twin.lines += [_event(event, twin) for event in shown["events"]]
    twin.bullets(
        "special_plans",
        [f"**{escaped(one['plan'])}** {_event(one, twin).removeprefix('- ')}" for one in shown["special_plans"]],
    )
    twin.bullets(
        "undated",
        [
            f"{row['event']}{say('colon')}{row['when']} {escaped(row['plan'])}".strip() + twin.marks(row["notes"])
            for row in shown["undated"]
        ],
    )
    if shown["notice"]:
        twin.line("")
        twin.line(shown["notice"]["text"] + twin.marks(shown["notice"]["notes"]))
    twin.line("")
    twin.line(link(document["title"], document["url"]))
    _year(twin, shown["year"], level=2)
    _ways(twin, ways)
    twin.bullets("not_checked", [twin.flat(text) for text in document["not_checked"]])
    twin.contacts(document["contact_points"])
    twin.sources(shown["sources"])
    return twin.written()


def _event(event: Mapping[str, Any], twin: Twin, *, with_day: bool = True) -> str:
    """``- **2 December 2026** (day 60): the number is lost[^1]``; without a day of its own by its count alone."""
    say = twin.scribe.say

    def when(one: Mapping[str, Any], mark: str = "") -> str:
        if not with_day:
            return f"{mark}{one['count']}{mark}"
        return f"{mark}{one['day']}{mark}{say('open')}{one['count']}{say('close')}"

    latest = event["latest"] if with_day and not event["differ"] else ""
    about = [event["balance"], escaped(event["plan"]), say("past") if event["past"] else "", latest]
    said = " · ".join([event["event"], *(part for part in about if part)])
    line = f"- {when(event, '**')}{say('colon')}{said}{twin.marks(event['notes'], event['our_advice'])}"
    if not event["differ"]:
        return line
    days = [f"{when(one)} {one['standing']}{twin.marks(one['notes'])}" for one in event["differ"]]
    return f"{line} {say('keep_differ')} {'; '.join(days)}"


def _year(twin: Twin, year: Data, level: int) -> None:
    twin.heading(level, twin.scribe.say("keep_year"))
    twin.line(year["text"])
    twin.line("")
    twin.lines += [f"- {_basis(row, twin)}" for row in year["basis"]]


def _basis(row: Data, twin: Twin) -> str:
    said = " ".join(part for part in (row["text"], row["qualifier"], row["standing"], row["in_force"]) if part)
    return twin.flat(said) + twin.marks(row["notes"], row["our_advice"])


def _ways(twin: Twin, ways: Sequence[Data]) -> None:
    if ways:
        twin.heading(2, twin.scribe.say("keep_change"))
        twin.line(twin.scribe.say("keep_change_why"))
        twin.line("")
        twin.lines += [f"- {link(one['title'], one['url'])}" for one in ways]
