"""The working copy as readers would get it, for editors alone."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from operators.admin.changes import plain
from operators.admin.status import Status
from operators.editions import official_channels
from operators.links import OfficialList
from operators.models.forms import LANGUAGE_NAMES
from operators.publishing.gate import own_channels
from operators.rendering.markdown import render
from operators.vocabulary import SubjectKind

LEFT_OUT = frozenset(("kind", "format", "slug", "language", "fallbacks", "title", "name", "question"))
MARKDOWN = frozenset(("summary", "scope", "body", "remedy", "note", "answer", "text", "how_to_find_out"))


def preview_page(room: Any, request: HttpRequest, status: Status, language: str) -> HttpResponse:
    """Plain, but whole: every field of the document in one language."""
    document = status.documents[language]
    title = document.get("title") or document.get("question") or document.get("name") or status.subject.slug
    official = official_channels(status.now)
    if document["kind"] == SubjectKind.OPERATOR:
        official = official.joined(own_channels(status.data["entry"]))
    context = room.about(request, status, title) | {
        "language": language,
        "language_name": LANGUAGE_NAMES[language],
        "status": status,
        "fallbacks": document["fallbacks"],
        "parts": parts(document, official),
        "previews": [
            {"name": name, "url": room.url("preview", status.subject, code), "here": code == language}
            for code, name in LANGUAGE_NAMES.items()
        ],
    }
    return room.page(request, "preview.html", context)


def parts(document: dict[str, Any], official: OfficialList) -> list[dict[str, Any]]:
    """The fields of a document as ``{"name", "text" | "rows"}``, empty ones left out."""
    shown: list[dict[str, Any]] = []
    for name, value in document.items():
        if name in LEFT_OUT or value in (None, "", [], {}):
            continue
        if isinstance(value, list) and isinstance(value[0], dict):
            shown.append({"name": name, "rows": [_fields(row, official) for row in value]})
        else:
            shown.append({"name": name, "text": written(name, value, official)})
    return shown


def _fields(row: dict[str, Any], official: OfficialList) -> list[tuple[str, str]]:
    return [(name, written(name, value, official)) for name, value in row.items() if value not in (None, "", [], {})]


def written(name: str, value: Any, official: OfficialList) -> str:
    """Markdown rendered and sanitised as for readers, anything else as inert text."""
    if name in MARKDOWN and isinstance(value, str):
        return render(value, official)
    return plain(value)
