"""Pages of the editors' door that belong to no noun. The site class asks for them when it collects its addresses."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern

from operators.admin.queue.page import queue


def index_context(request: HttpRequest) -> dict[str, Any]:
    """What the first page shows besides the list of nouns."""
    return queue(request)


def addresses(site: Any) -> list[URLPattern]:
    """Their addresses, below the site's root."""
    return []
