"""FAQ entries as pages show them."""

from typing import Any

from operators.links import OfficialList
from operators.rendering.footnotes import Footnotes
from operators.rendering.policy import edition_said
from operators.rendering.scribe import Scribe
from operators.vocabulary import FaqCategory, FaqKind

Data = dict[str, Any]

ORDER = [*map(str, FaqCategory), str(FaqKind.CASE), str(FaqKind.GLOSSARY)]


def faq_page(document: Data, official: OfficialList) -> Data:
    """An entry of the FAQ. The answer as a whole rests on its sources, which follow it."""
    scribe = Scribe.of(document, official)
    return faq_row(document) | {
        "question": scribe.plain(document["question"], "/question"),
        "title": document["question"],
        "answer": scribe.block(document["answer"], "/answer"),
        "description": document["answer"],
        "operator": document["operator"],
        "category": scribe.word("category", document["category"]),
        "policies": document["policies"],
        "edition": edition_said(document["edition"], scribe),
        "sources": Footnotes(scribe, document).listed(),
    }


def faq_row(document: Data) -> Data:
    return {"slug": document["slug"], "kind": document["faq_kind"], "question": document["question"]}


def faq_sections(entries: list[Data], language: str) -> list[Data]:
    """Questions by category, then cases, then the glossary: ``[{"title", "anchor", "rows"}]``, in printed order."""
    scribe = Scribe(language, OfficialList())
    sections: dict[tuple[str, str], list[Data]] = {}
    for entry in entries:
        kind = entry["faq_kind"]
        place = ("category", entry["category"]) if kind == FaqKind.QUESTION else ("faq_kind", kind)
        sections.setdefault(place, []).append(faq_row(entry))
    return [
        {"anchor": code, "title": scribe.word(table, code), "rows": rows}
        for (table, code), rows in sorted(sections.items(), key=lambda section: ORDER.index(section[0][1]))
    ]
