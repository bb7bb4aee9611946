"""What every page has: its language, its own address in each language, a title and a description."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from operators.rendering import plain_text
from operators.rendering.strings import strings
from operators.vocabulary import LANGUAGES
from operators.web.languages import NAMES, TAGS

DESCRIPTION_LENGTH = 160


def page(
    request: HttpRequest,
    template: str,
    *,
    language: str,
    title: str,
    description: str = "",
    keep: dict[str, str] | None = None,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    """Renders a page. ``keep`` are the known query parameters that its other languages are linked with."""
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
        }
        | context,
        status=status,
    )


def shortened(text: str) -> str:
    """A text on one line, cut for a search engine's result."""
    line = " ".join(text.split())
    return line if len(line) <= DESCRIPTION_LENGTH else f"{line[: DESCRIPTION_LENGTH - 1].rstrip()}…"


def _in_language(path: str, language: str) -> str:
    """The same page in another language: ``/es/faq/`` -> ``/en/faq/``."""
    return f"/{language}/{path.split('/', 2)[2]}"
