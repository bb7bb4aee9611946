"""The Markdown twins of a policy, a FAQ entry and a result: the same for a reader, or a program, that takes text."""

from collections.abc import Sequence
from typing import Any

from operators.links import OfficialList
from operators.rendering.footnotes import Footnotes
from operators.rendering.markdown import escaped
from operators.rendering.policy import answers_said, checked, edition_said
from operators.rendering.result import closing
from operators.rendering.scribe import Scribe
from operators.rendering.twin import Twin, link
from operators.rendering.values import fact_value, quantity
from operators.rendering.verdicts import headline
from operators.vocabulary import FindingStatus, RouteRole

Data = dict[str, Any]


def policy_twin(
    document: Data,
    official: OfficialList,
    country: Data | None = None,
    unlinking: Data | None = None,
    *,
    banner: str = "",
    history: Sequence[Data] = (),
) -> str:
    """A policy, with its country's rules after its own and the way to what has to be unlinked before.

    ``banner`` says, above everything else, that this is not what applies today; ``history`` as ``history_rows`` gives
    it.
    """
    scribe = Scribe.of(document, official)
    notes = Footnotes(scribe, document, *([country] if country else []))
    twin = Twin(scribe)
    twin.heading(1, document["title"])
    if banner:
        twin.line(f"> {escaped(banner)} {link(scribe.say('read_today'), document['url'])}")
        twin.line("")
    _cautions(twin, document, notes)
    if document["online_support"]:
        twin.line(f"**{scribe.word('online_support', document['online_support'])}**")
        twin.line(f"**{scribe.word('store_visit', document['store_visit'])}**")
    twin.line("")
    twin.line(twin.text(document["summary"]))
    twin.line("")
    said = edition_said(document["edition"], scribe)
    twin.line(f"{said['since']} {said['until']}".strip())
    twin.line(checked(document, scribe)["on"] or scribe.word("freshness", document["freshness"]["state"]))
    _unlink(twin, unlinking)
    _rules(twin, document, notes)
    if country:
        twin.heading(1, scribe.say("country_rules"))
        _cautions(twin, country, notes)
        twin.line(twin.text(country["summary"]))
        _rules(twin, country, notes)
    twin.contacts(document["contact_points"])
    twin.bullets("not_known", [twin.flat(text) for text in document["not_checked"]])
    twin.bullets("history", [_edition(row, document, scribe) for row in history])
    twin.sources(notes.listed())
    return twin.written()


def _edition(row: Data, document: Data, scribe: Scribe) -> str:
    """An edition of the history: where it is to be read, what it is, and what changed in it."""
    number, older = row["number"], row["compare_with"]
    title = f"{scribe.say('edition')} {number}"
    parts = [
        escaped(title) if row["withdrawn"] else link(title, f"{document['url']}editions/{number}/"),
        row["significance"],
        row["since"],
        row["printed"],
        scribe.say("withdrawn") if row["withdrawn"] else "",
        scribe.say("this_one") if number == document["edition"]["number"] else "",
        escaped(row["note"]),
        link(scribe.say("what_changed"), f"{document['url']}diff/", f"?from={older}&to={number}") if older else "",
    ]
    return " · ".join(part for part in parts if part)


def _rules(twin: Twin, document: Data, notes: Footnotes) -> None:
    scribe, word, flat = twin.scribe, twin.scribe.word, twin.flat

    def mark(row: Data) -> str:
        return twin.marks(notes.cite(document, row["sources"]), row["our_advice"])

    twin.bullets(
        "facts",
        [
            f"{word('fact', row['key'])}: **{fact_value(row, scribe.language)}** ({word('standing', row['standing'])}) "
            f"{flat(row['qualifier'])} {word('in_force', row['in_force'])}{mark(row)}"
            for row in document["facts"]
        ],
    )
    twin.bullets(
        "milestones",
        [
            f"{_span(row, scribe)} {word('clock', row['clock'])} ({word('balance', row['balance'])}): "
            f"{word('event', row['event'])} ({word('standing', row['standing'])}){mark(row)}"
            for row in document["milestones"]
        ],
    )
    for role, key in ((RouteRole.REQUEST, "routes"), (RouteRole.FALLBACK, "fallbacks")):
        twin.bullets(
            key,
            [
                f"**{word('channel', row['channel'])}**: {word('support', row['support'])}. "
                f"{word('store_visit', row['store_visit'])}. {flat(row['note'])}{mark(row)}"
                for row in document["routes"]
                if row["role"] == role
            ],
        )
    if document["steps"]:
        twin.heading(2, scribe.say("steps"))
    for step in document["steps"]:
        twin.line(f"{step['number']}. **{escaped(step['title'])}** {flat(step['body'])}{mark(step)}")
    twin.bullets(
        "conditions",
        [
            f"**{word('outcome', row['outcome'])}** {flat(row['text'])} {flat(row['remedy'])}{mark(row)}"
            for row in document["conditions"]
        ],
    )
    _messages(twin, document)


def _messages(twin: Twin, document: Data) -> None:
    for message in document["messages"]:
        twin.heading(3, f"{twin.scribe.say('messages')}: {twin.scribe.word('channel', message['channel'])}")
        twin.line(f"> {escaped(message['text'])}")
        twin.line("")
        twin.line(escaped(message["translation"]))


def _cautions(twin: Twin, document: Data, notes: Footnotes) -> None:
    """Above the verdict, which they do not touch. One that is for some answers alone says for which."""
    scribe = twin.scribe
    for row in document["cautions"]:
        when = row["shown_when"]
        said = answers_said(document, when["question"], when["options"], scribe) if when else None
        case = f"({scribe.say('only_if')} {said['question']} {scribe.say('or').join(said['answers'])}) " if said else ""
        marks = twin.marks(notes.cite(document, row["sources"]), row["our_advice"])
        twin.line(f"- **{scribe.word('caution', row['kind'])}** {escaped(case)}{twin.flat(row['text'])}{marks}")
    twin.line("")


def _unlink(twin: Twin, unlinking: Data | None) -> None:
    if unlinking:
        twin.line("")
        twin.line(
            f"{twin.scribe.say('unlink_first')}{twin.scribe.say('colon')}{link(unlinking['title'], unlinking['url'])}"
        )


def _span(row: Data, scribe: Scribe) -> str:
    key = "from_day" if row["to_day"] is None else "from_to_day"
    return scribe.say(key, first=row["from_day"], last=row["to_day"])


def faq_twin(document: Data, official: OfficialList) -> str:
    """An entry of the FAQ."""
    scribe = Scribe.of(document, official)
    twin = Twin(scribe)
    twin.heading(1, document["question"])
    twin.line(twin.text(document["answer"]))
    twin.bullets("related", [escaped(policy["title"]) for policy in document["policies"]])
    twin.sources(Footnotes(scribe, document).listed())
    return twin.written()


def result_twin(
    assessment: Data,
    documents: list[Data],
    questions: list[Data],
    official: OfficialList,
    unlinking: Data | None = None,
    *,
    language: str,
) -> str:
    """The result of a self-check: the same headline, findings and plan as the page's."""
    scribe = Scribe(language, official)
    twin, word = Twin(scribe), scribe.word
    twin.heading(1, scribe.say("result_title"))
    for row in assessment["cautions"]:
        marks = twin.marks(row["sources"], row["our_advice"])
        twin.line(f"- **{word('caution', row['kind'])}** {twin.flat(row['text'])}{marks}")
    twin.heading(2, headline(assessment["best"], assessment["worst"], language)["word"])
    twin.line(f"best: `{assessment['best']}`")
    twin.line(f"worst: `{assessment['worst']}`")
    if assessment["recommended_route"]:
        twin.line(scribe.say("best_route", route=word("by_channel", assessment["recommended_route"])))
    if assessment["closed_by"]:
        twin.line(f"{closing(assessment, scribe)}: {scribe.day(assessment['closed_by'])}")
    texts = {question["key"]: question["text"] for question in questions}
    for key, status in (("stands_in_way", FindingStatus.UNMET), ("still_open", FindingStatus.UNKNOWN)):
        twin.bullets(
            key,
            [
                f"**{word('outcome', row['outcome'] or 'advice')}** {escaped(texts.get(row['question'], ''))} "
                f"{twin.flat(row['text'])} {twin.flat(row['remedy'])}{twin.marks(row['sources'], row['our_advice'])}"
                for row in assessment["findings"]
                if row["status"] == status
            ],
        )
    if assessment["plan"]:
        twin.heading(2, scribe.say("plan"))
        _unlink(twin, unlinking)
        twin.line("")
    for number, item in enumerate(assessment["plan"], start=1):
        lead = item["lead_time_days"]
        takes = f" ({quantity(lead, 'day', language)})" if lead else ""
        twin.line(f"{number}. {twin.flat(item['text'])}{takes}{twin.marks(item['sources'], item['our_advice'])}")
    twin.contacts(assessment["contact_points"])
    for document in documents:
        _messages(twin, document)
    twin.bullets("not_checked", [twin.flat(text) for text in assessment["not_checked"]])
    twin.sources(Footnotes(scribe, {"slug": "result", "sources": assessment["sources"]}).listed())
    return twin.written()
