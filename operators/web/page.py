"""What every page has: its language, its own address in each language, a title and a description."""

import json
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from operators.rendering import linked, plain_text
from operators.rendering.strings import strings
from operators.vocabulary import LANGUAGES
from operators.web.languages import NAMES, TAGS
from operators.web.pictures import picture

DESCRIPTION_LENGTH = 160
# What could end the element that holds it, or begin another one.
INERT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def page(
    request: HttpRequest,
    template: str,
    *,
    language: str,
    title: str,
    description: str = "",
    keep: dict[str, str] | None = None,
    status: int = 200,
    way: list[tuple[str, str]] | None = None,
    nodes: list[dict[str, Any] | None] | None = None,
    verdict: str = "",
    twin: bool = False,
    **context: Any,
) -> HttpResponse:
    """Renders a page.

    ``keep`` are the known query parameters that its other languages are linked with. ``way`` are names and paths from
    below the home page down to this one; ``nodes`` is what it says to machines (``rendering.linked``). ``verdict`` is
    whether its line can be cancelled online, for the picture beside a shared link. ``twin`` says that the same is to
    be had as Markdown; what was posted has no address, so its answer names none.
    """
    query = f"?{urlencode(keep)}" if keep else ""
    paths = {code: _in_language(request.path, code) for code in LANGUAGES}
    found = status < 400
    return render(
        request,
        template,
        {
            "s": strings(language),
            "lang": language,
            "html_lang": TAGS[language],
            "title": title,
            "description": shortened(plain_text(description or title)),
            "canonical": f"{settings.KB_SITE_URL}{request.path}",
            "alternates": [
                {"hreflang": TAGS[code], "url": f"{settings.KB_SITE_URL}{path}"}
                for code, path in paths.items()
                if found
            ],
            "languages": [
                {"code": code, "hreflang": TAGS[code], "name": NAMES[code], "href": f"{path}{query}"}
                for code, path in paths.items()
            ],
            "noindex": not found,
            "twin": f"{twin_path(request.path)}{query}" if twin and found and request.method in ("GET", "HEAD") else "",
            "open_graph": _open_graph(language, verdict),
            "linked": _linked(language, way, nodes) if found and (way or nodes) else "",
        }
        | context,
        status=status,
    )


def twin_path(path: str) -> str:
    """``twin_path("/es/faq/")`` is ``/es/faq.md``, where the same is to be had as Markdown."""
    return f"{path.removesuffix('/')}.md"


def markdown(text: str) -> HttpResponse:
    """The answer of a Markdown twin."""
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


def _open_graph(language: str, verdict: str) -> dict[str, Any]:
    return {
        "picture": picture(language, verdict),
        "locale": TAGS[language].replace("-", "_"),
        "others": [TAGS[code].replace("-", "_") for code in LANGUAGES if code != language],
    }


def _linked(
    language: str, way: list[tuple[str, str]] | None, nodes: list[dict[str, Any] | None] | None
) -> SafeString | str:
    """The JSON-LD of a page: what is in it can neither end its element nor begin another."""
    home = (strings(language)["home"], reverse("home", kwargs={"language": language}))
    whole = [(name, f"{settings.KB_SITE_URL}{path}") for name, path in [home, *way]] if way else []
    data = linked.graph(linked.crumbs(whole) if whole else None, *(nodes or []))
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(INERT))  # noqa: S308 - every character that HTML knows is escaped as JSON has it


def shortened(text: str) -> str:
    """A text on one line, cut for a search engine's result."""
    line = " ".join(text.split())
    return line if len(line) <= DESCRIPTION_LENGTH else f"{line[: DESCRIPTION_LENGTH - 1].rstrip()}…"


def _in_language(path: str, language: str) -> str:
    """The same page in another language: ``/es/faq/`` -> ``/en/faq/``."""
    return f"/{language}/{path.split('/', 2)[2]}"
