"""The queue as a whole: which sections somebody has, and the titles of what stands in them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from operators import clock
from operators.admin.queue import checks, gaps, reviews, watch
from operators.admin.queue.filters import Filters
from operators.admin.queue.nouns import NOUNS, titles
from operators.admin.queue.parts import Item, Section
from operators.admin.verbs import PUBLISH, SUBMIT, VERIFY

SECTIONS: list[tuple[str, Callable[..., Section]]] = [
    (PUBLISH, reviews.to_review),
    (SUBMIT, reviews.returned),
    ("operators.change_correctionreport", watch.reports),
    (VERIFY, checks.to_check),
    (PUBLISH, checks.to_confirm),
    ("operators.change_policy", gaps.translations),
    ("operators.change_source", watch.sources),
    ("operators.view_edition", watch.soon),
    (SUBMIT, reviews.handed_in),
]
"""Each with the permission that its action asks for: nobody is shown work that is not theirs to do."""


def queue(request: HttpRequest) -> dict[str, Any]:
    """The context of the first page: ``{"filters", "waiting", "done"}``; ``waiting`` are the sections with items."""
    now, filters = clock.now(), Filters.of(request.GET)
    sections = [make(request.user, filters, now) for need, make in SECTIONS if request.user.has_perm(need)]
    entitle([item for section in sections for item in section.items])
    for section in sections:
        name, _question, query = section.all_url.partition("?")
        section.all_url = f"{reverse(name)}?{query}" if query else reverse(name)
    return {
        "filters": filters,
        "waiting": [section for section in sections if section.items],
        "done": [section for section in sections if not section.items],
    }


def entitle(items: Iterable[Item]) -> None:
    """Give every item the title of its subject and its address: one query a noun."""
    items = list(items)
    for noun, kind in NOUNS.items():
        mine = [item for item in items if item.kind == noun]
        found = titles(noun, [item.slug for item in mine])
        for item in mine:
            pk, title = found.get(item.slug, (None, item.slug))
            item.title = title
            if item.view and pk is not None:
                item.url = kind.url(item.view, pk)
