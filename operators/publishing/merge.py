"""The documents of an edition, in all languages, back into one snapshot. Pure: the inverse of ``document``."""

from typing import Any

from operators.models.fields import normal_translations
from operators.models.printed import Edition
from operators.publishing.snapshot import compact
from operators.vocabulary import LANGUAGES

Data = dict[str, Any]


class _Merger:
    """Puts the languages of a text side by side again; what had fallen back is left out."""

    def __init__(self, documents: dict[str, Data]) -> None:
        self.documents = {language: documents[language] for language in LANGUAGES if language in documents}
        self.fell_back = {
            language: {one["path"] for one in document["fallbacks"]} for language, document in documents.items()
        }

    def text(self, path: str) -> dict[str, str]:
        texts = {}
        for language, document in self.documents.items():
            value: Any = document
            for part in path.strip("/").split("/"):
                value = value[int(part)] if isinstance(value, list) else value[part]
            if value and path not in self.fell_back[language]:
                texts[language] = value
        return texts


def entry_of(documents: dict[str, Data], edition: Edition) -> Data:
    """The snapshot that an edition was printed from. ``documents`` maps each language to its document."""
    one = next(iter(documents.values()))
    merger = _Merger(documents)
    keys = {source["number"]: source["key"] for source in one["sources"]}
    make = {"operator": _operator, "policy": _policy, "faq": _faq}[edition.kind]
    entry = make(one, merger, keys)
    if edition.review_every_days:
        entry["review_every_days"] = edition.review_every_days
    questions = [_question(question, index, merger) for index, question in enumerate(one.get("questions", []))]
    return {
        "kind": edition.kind,
        "entry": entry,
        "edition": compact(
            {
                "effective_from": edition.effective_from.isoformat(),
                "effective_basis": edition.effective_basis,
                "significance": edition.significance,
                # PostgreSQL gives the languages in an order of its own.
                "note": normal_translations(edition.note),
            }
        ),
        "questions": questions,
        "sources": sorted(
            (compact({key: value for key, value in source.items() if key != "number"}) for source in one["sources"]),
            key=lambda source: str(source["key"]),
        ),
    }


def _operator(one: Data, merger: _Merger, keys: dict[int, str]) -> Data:
    points = []
    for index, point in enumerate(one["contact_points"]):
        points.append(
            compact(
                {
                    "key": point["key"],
                    "channel": point["channel"],
                    "label": merger.text(f"/contact_points/{index}/label"),
                    "value": point["value"],
                    "reach": point["reach"],
                    "hours": merger.text(f"/contact_points/{index}/hours"),
                    "sources": sorted(keys[number] for number in point["sources"]),
                }
            )
        )
    return compact(
        {
            "slug": one["slug"],
            "name": one["name"],
            "legal_name": one["legal_name"],
            "country": one["country"],
            "kind": one["operator_kind"],
            "host_network": (one["host_network"] or {}).get("slug"),
            "succeeded_by": (one["succeeded_by"] or {}).get("slug"),
            "homepage": one["homepage"],
            "summary": merger.text("/summary"),
            "sources": sorted(keys[number] for number in one["cited"]),
            "contact_points": points,
        }
    )


def _faq(one: Data, merger: _Merger, keys: dict[int, str]) -> Data:
    return compact(
        {
            "slug": one["slug"],
            "kind": one["faq_kind"],
            "category": one["category"],
            "country": one["country"],
            "operator": (one["operator"] or {}).get("slug"),
            "policies": one["policies"],
            "position": one["order"],
            "question": merger.text("/question"),
            "answer": merger.text("/answer"),
            "sources": sorted(keys.values()),
        }
    )


# Of each kind of row: what is copied, what is text, under the names of the document.
_ROWS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "cautions": (("key", "kind", "shown_when"), ("text",)),
    "facts": (("value", "unit", "currency", "standing", "applies_from", "applies_until", "in_force"),
              ("qualifier", "area")),
    "milestones": (("key", "clock", "balance", "from_day", "to_day", "event", "standing"), ("plan",)),
    "routes": (("key", "channel", "role", "support", "store_visit", "store_visit_deadline"), ("note",)),
    "steps": (("key", "channels"), ("title", "body", "prepare", "proof", "duration")),
    "conditions": (("key", "question", "when", "outcome", "channels", "lead_time_days", "valid_days", "irreversible"),
                   ("text", "remedy")),
}  # fmt: skip


def _policy(one: Data, merger: _Merger, keys: dict[int, str]) -> Data:
    entry: Data = {
        "slug": one["slug"],
        "operator": (one["operator"] or {}).get("slug"),
        "country": one["country"],
        "topic": one["topic"],
        "line_type": one["line_type"],
        "title": merger.text("/title"),
        "summary": merger.text("/summary"),
        "scope": merger.text("/scope"),
        # The key of what is not checked stands in no document: it is made anew from its place.
        "not_checked": [
            {"key": f"not-checked-{index + 1}", "text": merger.text(f"/not_checked/{index}")}
            for index in range(len(one["not_checked"]))
        ],
    }
    for name, (copied, texts) in _ROWS.items():
        rows = []
        for index, row in enumerate(one[name]):
            data = {column: row.get(column) for column in copied}
            if name == "facts":
                data = {"key": row["row"], "fact": row["key"], **data}
            data |= {column: merger.text(f"/{name}/{index}/{column}") for column in texts}
            data["our_advice"] = row["our_advice"]
            data["sources"] = sorted(keys[number] for number in row["sources"])
            rows.append(compact(data))
        entry[name] = rows
    entry["messages"] = [
        compact(
            {column: message[column] for column in ("key", "channel", "language", "text")}
            | {"translation": merger.text(f"/messages/{index}/translation")}
        )
        for index, message in enumerate(one["messages"])
    ]
    return compact(entry)


def _question(question: Data, index: int, merger: _Merger) -> Data:
    path = f"/questions/{index}"
    return compact(
        {
            "key": question["key"],
            "group": question.get("group"),
            "text": merger.text(f"{path}/text"),
            "how_to_find_out": merger.text(f"{path}/how_to_find_out"),
            "asked_when": question["asked_when"],
            "position": question["order"],
            "options": [
                {"code": option["code"], "label": merger.text(f"{path}/options/{number}/label")}
                for number, option in enumerate(question["options"])
            ],
        }
    )
