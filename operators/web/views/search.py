"""Search: a form and what it finds. The address holds what was typed, so a result can be shared."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock
from operators.rendering import hit_rows, search_twin
from operators.rendering.strings import say
from operators.search import LONGEST_QUERY, Found, search, shown
from operators.web import parameters
from operators.web.page import markdown, page

ON_A_PAGE = 20
"""Hits on a page."""


@require_safe
def find(request: HttpRequest, language: str) -> HttpResponse:
    """What was found, best first; without a query the form alone."""
    typed, number, found, hits = _found(request, language)
    pages = max(-(-len(found.ids) // ON_A_PAGE), 1)
    asked = {"q": typed} if typed else {}
    here = asked | ({"page": str(number)} if number > 1 else {})
    path = reverse("search-find", kwargs={"language": language})

    def turned(to: int) -> str:
        return f"{path}?{urlencode({**asked, 'page': to})}"

    return page(
        request,
        "search.html",
        language=language,
        title=say(language, "search_for", typed=typed) if typed else say(language, "search_title"),
        description=say(language, "search_lead"),
        section="search",
        keep=here,
        noindex=True,
        typed=typed,
        count=len(found.ids),
        hits=hit_rows(hits, language),
        suggestions=[{"text": one, "href": f"{path}?{urlencode({'q': one})}"} for one in found.suggestions],
        earlier=turned(number - 1) if number > 1 else "",
        later=turned(number + 1) if number < pages else "",
        twin=True,
    )


@require_safe
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same hits as Markdown."""
    typed, _number, found, hits = _found(request, language)
    text = search_twin(typed, hits, found.suggestions, language=language)
    return markdown(text)


def _found(request: HttpRequest, language: str) -> tuple[str, int, Found, list[dict[str, Any]]]:
    """What was typed, the page that was asked for and is there, and the hits on it."""
    typed = parameters.typed(request, "q", LONGEST_QUERY)
    found = search(typed, language=language, now=clock.now())
    pages = max(-(-len(found.ids) // ON_A_PAGE), 1)
    number = min(parameters.page_number(request), pages)
    return typed, number, found, shown(found, found.ids[(number - 1) * ON_A_PAGE : number * ON_A_PAGE])
