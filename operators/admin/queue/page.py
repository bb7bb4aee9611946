"""The queue as a whole: which sections somebody has, and the titles of what stands in them."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from operators import clock
from operators.admin.queue import checks, reviews, watch
from operators.admin.queue.filters import Filters
from operators.admin.queue.parts import Item, Section, pick
from operators.admin.verbs import PUBLISH, SUBMIT, VERIFY
from operators.models.working import FaqEntry, Operator, Policy

SECTIONS: list[tuple[str, Callable[..., Section]]] = [
    (PUBLISH, reviews.to_review),
    (SUBMIT, reviews.returned),
    ("operators.change_correctionreport", watch.reports),
    (VERIFY, checks.to_check),
    (PUBLISH, checks.to_confirm),
    ("operators.change_source", watch.sources),
    ("operators.view_edition", watch.soon),
    (SUBMIT, reviews.handed_in),
]
"""Each with the permission that its action asks for: nobody is shown work that is not theirs to do."""

NOUNS: dict[str, tuple[Any, str]] = {
    "policy": (Policy, "title"),
    "operator": (Operator, "name"),
    "faq": (FaqEntry, "question"),
}


def queue(request: HttpRequest) -> dict[str, Any]:
    """The context of the first page: ``{"filters", "waiting", "done"}``; ``waiting`` are the sections with items."""
    now, filters = clock.now(), Filters.of(request.GET)
    sections = [make(request.user, filters, now) for need, make in SECTIONS if request.user.has_perm(need)]
    entitle([item for section in sections for item in section.items])
    for section in sections:
        name, _question, query = section.all_url.partition("?")
        section.all_url = f"{reverse(name)}?{query}"
    return {
        "filters": filters,
        "waiting": [section for section in sections if section.items],
        "done": [section for section in sections if not section.items],
    }


def entitle(items: Iterable[Item]) -> None:
    """Give every item the title of its subject and its address: one query a kind."""
    for kind, (model, column) in NOUNS.items():
        mine = [item for item in items if item.kind == kind]
        rows = model.objects.filter(slug__in={item.slug for item in mine}).order_by()
        found = {slug: (pk, text) for pk, slug, text in rows.values_list("pk", "slug", column)}
        for item in mine:
            pk, text = found.get(item.slug, (None, ""))
            item.title = item.title or (text if isinstance(text, str) else pick(text)) or item.slug
            if item.view and pk is not None:
                item.url = reverse(f"admin:operators_{model._meta.model_name}_{item.view}", args=[pk])
