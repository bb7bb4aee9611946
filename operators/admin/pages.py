"""Pages of the editors' door that belong to no noun. The site class asks for them when it collects its addresses."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from operators.admin.coverage.page import coverage
from operators.admin.queue.page import queue
from operators.admin.translations.board import board
from operators.admin.translations.page import translate


def index_context(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows besides the list of nouns."""
    return queue(request)


def addresses(site: Any) -> list[URLPattern]:
    """Their addresses, below the site's root."""

    def view(page: Callable[..., HttpResponse]) -> Any:
        def inner(request: HttpRequest, **captured: Any) -> HttpResponse:
            return page(request, site=site, **captured)

        return site.admin_view(inner)

    return [
        path("coverage/", view(coverage), name="coverage"),
        path("translations/", view(board), name="translations"),
        path("translations/<slug:noun>/<slug:key>/<slug:language>/", view(translate), name="translate"),
    ]
