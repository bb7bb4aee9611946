"""Operators side by side: the same topic for the same kind of line, by verdict, fact, way and condition.

The rules of the whole country stand in a column of their own, since they hold at each operator. Every cell carries the
footnotes of the policy that it comes from; an empty one says that there is nothing of the operator's own, since a gap
is no "no". A row that the country alone has something about is ``shared``: one cell below all operators.
"""

from collections.abc import Callable, Sequence
from typing import Any

from operators.links import OfficialList
from operators.rendering import verdicts
from operators.rendering.facts import disagreement
from operators.rendering.footnotes import Footnotes
from operators.rendering.policy import checked
from operators.rendering.policy import verdict as online_verdict
from operators.rendering.scribe import Scribe
from operators.rendering.values import fact_value
from operators.vocabulary import FACTS, Channel, LineType, RouteRole, Standing, Topic

Data = dict[str, Any]
Column = tuple[str, Data | None]
"""A name, and the policy of the section that stands below it, or None."""


def compare_page(operators: Sequence[Data], policies: Sequence[Data], official: OfficialList, *, language: str) -> Data:
    """``operators`` in their order, and whole policies of theirs and of their country.

    ``{"columns", "sections": [{"title", "rows"}], "sources"}``. A section is a topic and a kind of line that two
    operators at least have published something about.
    """
    scribe = Scribe(language, official)
    notes = Footnotes(scribe, *policies)
    by_place = {(one["topic"], one["line_type"], (one["operator"] or {}).get("slug")): one for one in policies}
    places = sorted({(topic, line) for topic, line, operator in by_place if operator}, key=_order)
    sections = []
    for topic, line in places:
        columns: list[Column] = [(one["name"], by_place.get((topic, line, one["slug"]))) for one in operators]
        if sum(document is not None for _name, document in columns) >= 2:
            whole = by_place.get((topic, line, None)) or by_place.get((topic, str(LineType.ANY), None))
            columns.append((scribe.say("whole_country"), whole))
            title = f"{scribe.word('topic', topic)}{scribe.say('colon')}{scribe.word('line_type', line)}"
            rows = _rows(columns, notes, official, scribe)
            sections.append({"anchor": f"{topic}-{line}", "title": title, "rows": rows})
    return {
        "columns": [{"slug": one["slug"], "name": one["name"]} for one in operators],
        "sections": sections,
        "sources": notes.listed(),
    }


def _order(place: tuple[str, str]) -> tuple[int, str]:
    return list(Topic).index(Topic(place[0])), place[1]


def _rows(columns: list[Column], notes: Footnotes, official: OfficialList, scribe: Scribe) -> list[Data]:
    documents = [document for _name, document in columns if document]

    def row(label: str, entries: Callable[[Data], list[Data]], kind: str = "") -> Data:
        cells = [
            {
                "name": name,
                "policy": document["slug"] if document else "",
                "entries": entries(document) if document else [],
            }
            for name, document in columns
        ]
        *own, whole = cells
        shared = bool(whole["entries"]) and not any(cell["entries"] for cell in own)
        return {"label": label, "kind": kind, "cells": cells, "shared": whole if shared else None}

    rows = []
    if any(document["online_support"] for document in documents):
        rows.append(row(scribe.say("col_online"), lambda one: [{"verdict": v} for v in online_verdict(one)]))
    there = {fact["key"] for document in documents for fact in document["facts"]}
    for key in FACTS:
        if key in there:
            rows.append(row(scribe.word("fact", key), lambda one, key=key: _facts(one, key, notes, official)))  # type: ignore[misc]
    ways = {route["channel"] for document in documents for route in _requests(document)}
    for channel in Channel:
        if channel in ways:
            rows.append(
                row(
                    scribe.word("channel", channel),
                    lambda one, channel=channel: _routes(one, channel, notes, scribe),  # type: ignore[misc]
                    kind=scribe.say("routes"),
                )
            )
    questions = {question["key"]: question["text"] for document in documents for question in document["questions"]}
    asked = [key for key in questions if any(_conditions(one, key) for one in documents)]
    rows += [
        row(
            questions[key],
            lambda one, key=key: _outcomes(one, key, notes, scribe),  # type: ignore[misc]
            kind=scribe.say("conditions"),
        )
        for key in asked
    ]
    rows.append(row(scribe.say("checked"), lambda one: [{"text": checked(one, scribe)["day"]}]))
    return rows


def _facts(document: Data, key: str, notes: Footnotes, official: OfficialList) -> list[Data]:
    scribe = Scribe.of(document, official)
    facts = [fact for fact in document["facts"] if fact["key"] == key and fact["standing"] != Standing.SUPERSEDED]
    differ = bool(disagreement(facts, document, scribe))
    return [
        {
            "text": fact_value(fact, scribe.language),
            "more": scribe.inline(fact["qualifier"], f"/facts/{document['facts'].index(fact)}/qualifier"),
            "tag": "" if fact["standing"] == Standing.ADOPTED else scribe.word("standing", fact["standing"]),
            "differ": differ,
            "our_advice": fact["our_advice"],
            "notes": notes.cite(document, fact["sources"]),
        }
        for fact in facts
    ]


def _requests(document: Data) -> list[Data]:
    return [route for route in document["routes"] if route["role"] == RouteRole.REQUEST]


def _routes(document: Data, channel: str, notes: Footnotes, scribe: Scribe) -> list[Data]:
    return [
        {
            "verdict": verdicts.support(route["support"], scribe.language),
            "our_advice": route["our_advice"],
            "notes": notes.cite(document, route["sources"]),
        }
        for route in _requests(document)
        if route["channel"] == channel
    ]


def _conditions(document: Data, question: str) -> list[Data]:
    return [condition for condition in document["conditions"] if condition["question"] == question]


def _outcomes(document: Data, question: str, notes: Footnotes, scribe: Scribe) -> list[Data]:
    asked: Data = next((one for one in document["questions"] if one["key"] == question), {"options": []})
    labels = {option["code"]: option["label"] for option in asked["options"]}
    return [
        {
            "answer": scribe.say("or").join(labels.get(code, code) for code in condition["when"]),
            "channels": scribe.words("channel", condition["channels"]),
            "verdict": verdicts.outcome(condition["outcome"], scribe.language),
            "our_advice": condition["our_advice"],
            "notes": notes.cite(document, condition["sources"]),
        }
        for condition in _conditions(document, question)
    ]
