"""From a snapshot to the document a reader gets, in one language. Pure: no database, no clock.

What changes without a publication (``url``, ``freshness``, ``contact_points`` of a policy, ``edition``) is not in it:
``operators.editions`` adds that when it is read.
"""

from collections.abc import Mapping
from typing import Any

from operators.vocabulary import (
    FALLBACK_ORDER,
    ONLINE_CHANNELS,
    OnlineSupport,
    RouteRole,
    StoreVisit,
    Support,
    Topic,
    Unit,
)

FORMAT = 1
"""The format of the documents written here. Readers of older formats are pure upgraders in ``editions``."""

LIST_LEAVES_OUT = ("conditions", "steps", "messages", "questions")

Data = dict[str, Any]


class _Writer:
    """Takes texts in one language and notes which had to come from another."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.fallbacks: list[dict[str, str]] = []

    def text(self, texts: Mapping[str, str] | None, path: str) -> str:
        texts = texts or {}
        if self.language in texts:
            return texts[self.language]
        for language in FALLBACK_ORDER:
            if language in texts:
                self.fallbacks.append({"path": path, "language": language})
                return texts[language]
        return ""


def document(snapshot: Data, language: str, names: Mapping[str, str]) -> Data:
    """The document of a snapshot. ``names`` gives the published name of each operator that it mentions."""
    writer = _Writer(language)
    make = {"operator": _operator, "policy": _policy, "faq": _faq}[snapshot["kind"]]
    body = make(snapshot, writer, names)
    return {
        "kind": snapshot["kind"],
        "format": FORMAT,
        "slug": snapshot["entry"]["slug"],
        "language": language,
        "fallbacks": writer.fallbacks,
        **body,
    }


def list_form(full: Data) -> Data:
    """What a list shows of a document: the same without its long rows, and without fallbacks inside those."""
    fallbacks = [one for one in full["fallbacks"] if one["path"].split("/")[1] not in LIST_LEAVES_OUT]
    return {key: value for key, value in full.items() if key not in LIST_LEAVES_OUT} | {"fallbacks": fallbacks}


def _named(slug: str | None, names: Mapping[str, str]) -> dict[str, str] | None:
    return {"slug": slug, "name": names.get(slug, slug)} if slug else None


class _Footnotes:
    """Numbers the sources in the order in which the rows cite them."""

    def __init__(self, sources: list[Data]) -> None:
        self.by_key = {source["key"]: source for source in sources}
        self.numbers: dict[str, int] = {}

    def cite(self, keys: list[str]) -> list[int]:
        for key in keys:
            self.numbers.setdefault(key, len(self.numbers) + 1)
        return sorted(self.numbers[key] for key in keys)

    def listed(self) -> list[Data]:
        columns = ("url", "title", "publisher", "kind", "language", "published_on", "retrieved_on", "quote")
        return [
            {"number": number, "key": key} | {column: self.by_key[key].get(column) or None for column in columns}
            for key, number in self.numbers.items()
        ]


def _operator(snapshot: Data, writer: _Writer, names: Mapping[str, str]) -> Data:
    entry, notes = snapshot["entry"], _Footnotes(snapshot["sources"])
    own = notes.cite(entry.get("sources", []))
    points = []
    for index, point in enumerate(entry.get("contact_points", [])):
        path = f"/contact_points/{index}"
        points.append(
            {
                "key": point["key"],
                "channel": point["channel"],
                "label": writer.text(point.get("label"), f"{path}/label"),
                "value": point["value"],
                "reach": point["reach"],
                "hours": writer.text(point.get("hours"), f"{path}/hours"),
                "sources": notes.cite(point.get("sources", [])),
            }
        )
    return {
        "name": entry["name"],
        "legal_name": entry.get("legal_name", ""),
        "country": entry["country"],
        "operator_kind": entry["kind"],
        "host_network": _named(entry.get("host_network"), names),
        "succeeded_by": _named(entry.get("succeeded_by"), names),
        "homepage": entry.get("homepage", ""),
        "summary": writer.text(entry.get("summary"), "/summary"),
        "cited": own,
        "contact_points": points,
        "sources": notes.listed(),
    }


def _faq(snapshot: Data, writer: _Writer, names: Mapping[str, str]) -> Data:
    entry, notes = snapshot["entry"], _Footnotes(snapshot["sources"])
    notes.cite(entry.get("sources", []))
    return {
        "faq_kind": entry["kind"],
        "country": entry["country"],
        "operator": _named(entry.get("operator"), names),
        "category": entry["category"],
        "order": entry.get("position", 0),
        "question": writer.text(entry.get("question"), "/question"),
        "answer": writer.text(entry.get("answer"), "/answer"),
        "policies": entry.get("policies", []),
        "sources": notes.listed(),
    }


def derived_support(routes: list[Data]) -> tuple[str, str]:
    """``online_support`` and ``store_visit`` of a cancellation policy, from the routes by which a request is made.

    ``full`` promises that the whole thing is done online, so it takes a route that works and that never ends in a
    store; a route that works but may send one to a store is ``partial``. ``unknown`` is a value: with no online route
    written down, nothing is known of it, which is not a ``no``.

    >>> derived_support([{"channel": "app", "role": "request", "support": "yes", "store_visit": "unknown"}])
    ('partial', 'unknown')
    >>> derived_support([{"channel": "app", "role": "request", "support": "yes", "store_visit": "never"}])
    ('full', 'never')
    """
    online = [route for route in routes if route["role"] == RouteRole.REQUEST and route["channel"] in ONLINE_CHANNELS]
    working = [route for route in online if route["support"] in (Support.YES, Support.PARTIAL)]
    if any(route["support"] == Support.YES and route["store_visit"] == StoreVisit.NEVER for route in working):
        support = OnlineSupport.FULL
    elif working:
        support = OnlineSupport.PARTIAL
    elif online and all(route["support"] == Support.NO for route in online):
        support = OnlineSupport.NONE
    else:
        support = OnlineSupport.UNKNOWN
    visits = {route["store_visit"] for route in working or online}
    if len(visits) == 1:
        visit = StoreVisit(visits.pop())
    elif not visits or StoreVisit.UNKNOWN in visits:
        visit = StoreVisit.UNKNOWN
    else:
        visit = StoreVisit.SOMETIMES
    return str(support), str(visit)


def _policy(snapshot: Data, writer: _Writer, names: Mapping[str, str]) -> Data:
    entry, notes, text = snapshot["entry"], _Footnotes(snapshot["sources"]), writer.text

    def backed(row: Data) -> Data:
        return {"our_advice": row.get("our_advice", False), "sources": notes.cite(row.get("sources", []))}

    def rows(name: str) -> list[tuple[Data, str]]:
        return [(row, f"/{name}/{index}") for index, row in enumerate(entry.get(name, []))]

    cautions = [
        {"key": row["key"], "kind": row["kind"], "text": text(row.get("text"), f"{path}/text"),
         "shown_when": row.get("shown_when")} | backed(row)
        for row, path in rows("cautions")
    ]  # fmt: skip
    facts = [_fact(row, path, writer) | backed(row) for row, path in rows("facts")]
    milestones = [
        {"key": row["key"], "clock": row["clock"], "balance": row["balance"],
         "plan": text(row.get("plan"), f"{path}/plan"), "from_day": row["from_day"], "to_day": row.get("to_day"),
         "event": row["event"], "standing": row["standing"]} | backed(row)
        for row, path in rows("milestones")
    ]  # fmt: skip
    routes = [
        {"key": row["key"], "channel": row["channel"], "role": row["role"], "support": row["support"],
         "store_visit": row["store_visit"], "store_visit_deadline": row.get("store_visit_deadline"),
         "note": text(row.get("note"), f"{path}/note")} | backed(row)
        for row, path in rows("routes")
    ]  # fmt: skip
    steps = [
        {"key": row["key"], "number": number, "channels": row.get("channels", [])}
        | {column: text(row.get(column), f"{path}/{column}")
           for column in ("title", "body", "prepare", "proof", "duration")} | backed(row)
        for number, (row, path) in enumerate(rows("steps"), start=1)
    ]  # fmt: skip
    conditions = [
        {"key": row["key"], "question": row["question"], "when": row["when"], "outcome": row["outcome"],
         "channels": row.get("channels", []), "text": text(row.get("text"), f"{path}/text"),
         "remedy": text(row.get("remedy"), f"{path}/remedy"), "lead_time_days": row.get("lead_time_days"),
         "valid_days": row.get("valid_days"), "irreversible": row.get("irreversible", False)} | backed(row)
        for row, path in rows("conditions")
    ]  # fmt: skip
    messages = [
        {"key": row["key"], "channel": row["channel"], "language": row["language"], "text": row["text"],
         "translation": text(row.get("translation"), f"{path}/translation")}
        for row, path in rows("messages")
    ]  # fmt: skip
    support, visit = derived_support(entry.get("routes", []))
    cancels = entry["topic"] == Topic.CANCELLATION and entry.get("operator") is not None
    return {
        "operator": _named(entry.get("operator"), names),
        "country": entry["country"],
        "topic": entry["topic"],
        "line_type": entry["line_type"],
        "title": text(entry.get("title"), "/title"),
        "summary": text(entry.get("summary"), "/summary"),
        "scope": text(entry.get("scope"), "/scope"),
        "not_checked": [text(row.get("text"), path) for row, path in rows("not_checked")],
        "cautions": cautions,
        "online_support": support if cancels else None,
        "store_visit": visit if cancels else None,
        "facts": facts,
        "milestones": milestones,
        "routes": routes,
        "steps": steps,
        "conditions": conditions,
        "messages": messages,
        "questions": [_question(question, index, writer) for index, question in enumerate(snapshot["questions"])],
        "sources": notes.listed(),
    }


def _fact(row: Data, path: str, writer: _Writer) -> Data:
    fact = {
        "row": row["key"],
        "key": row["fact"],
        "value": row["value"],
        "unit": row["unit"],
        "qualifier": writer.text(row.get("qualifier"), f"{path}/qualifier"),
        "standing": row["standing"],
        "applies_from": row.get("applies_from"),
        "applies_until": row.get("applies_until"),
        "in_force": row["in_force"],
        "area": writer.text(row.get("area"), f"{path}/area"),
    }
    if row["unit"] == Unit.MONEY:
        fact["currency"] = row["currency"]
    return fact


def _question(question: Data, index: int, writer: _Writer) -> Data:
    path = f"/questions/{index}"
    # Editions printed before there were groups have no such key, and print the same again without one.
    group = {"group": question["group"]} if question.get("group") else {}
    return {
        "key": question["key"],
        **group,
        "text": writer.text(question.get("text"), f"{path}/text"),
        "how_to_find_out": writer.text(question.get("how_to_find_out"), f"{path}/how_to_find_out"),
        "order": question.get("position", 0),
        "asked_when": question.get("asked_when"),
        "options": [
            {"code": option["code"], "label": writer.text(option.get("label"), f"{path}/options/{number}/label")}
            for number, option in enumerate(question.get("options", []))
        ],
    }
