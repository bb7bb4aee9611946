"""How far every language is: of each noun, how many things are complete, and a list of those that are not."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from operators import clock
from operators.admin.queue.filters import Filters
from operators.admin.queue.gaps import by_thing, gap_words
from operators.admin.queue.nouns import NOUNS, titles
from operators.admin.queue.parts import age
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import TranslationGap
from operators.vocabulary import LANGUAGES

PAGE = 50


def board(request: HttpRequest, site: Any) -> HttpResponse:
    """The counts of every language and noun, and below them the things with gaps, by the same filters as the queue."""
    if not request.user.has_perm("operators.view_policy"):
        raise PermissionDenied
    filters = Filters.of(request.GET)
    noun = request.GET.get("noun", "")
    noun = noun if noun in NOUNS else ""
    state = request.GET.get("state", "")
    state = state if state in ("missing", "outdated") else ""
    rows = by_thing(filters)
    rows = rows.filter(noun=noun) if noun else rows
    rows = rows.filter(**{f"{state}__gt": 0}) if state else rows
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    response = TemplateResponse(
        request,
        "admin/translations/board.html",
        {
            **site.each_context(request),
            "title": _("Translations"),
            "filters": filters,
            "languages": [LANGUAGE_NAMES[language] for language in LANGUAGES],
            "counts": counts(),
            "nouns": [(name, kind.model._meta.verbose_name_plural) for name, kind in NOUNS.items()],
            "noun": noun,
            "state": state,
            "page": page,
            "items": _items(page.object_list),
            "rest": _rest(request),
        },
    )
    response["Cache-Control"] = "no-store, private"
    return response


def counts() -> list[dict[str, Any]]:
    """A row for each noun, with a cell for each language: ``{"complete", "missing", "outdated", "url"}``.

    A thing counts once in each language: as outdated where any of its texts is, else as missing.
    """
    gaps = TranslationGap.objects.order_by().values("noun", "language", "key")
    gaps = gaps.annotate(outdated=Count("pk", filter=Q(state="outdated")))
    found: dict[tuple[str, str], dict[str, int]] = {}
    for row in gaps:
        cell = found.setdefault((row["noun"], row["language"]), {"missing": 0, "outdated": 0})
        cell["outdated" if row["outdated"] else "missing"] += 1
    table = []
    for noun, kind in NOUNS.items():
        total = kind.model.objects.count()
        cells = []
        for language in LANGUAGES:
            cell = found.get((noun, language), {"missing": 0, "outdated": 0})
            url = f"{reverse('admin:translations')}?noun={noun}&language={language}"
            complete = total - cell["missing"] - cell["outdated"]
            cells.append({**cell, "complete": complete, "total": total, "url": url, "name": LANGUAGE_NAMES[language]})
        table.append({"name": kind.model._meta.verbose_name_plural, "cells": cells})
    return table


def _items(rows: Any) -> list[dict[str, Any]]:
    rows, now = list(rows), clock.now()
    found = {noun: titles(noun, [row["key"] for row in rows if row["noun"] == noun]) for noun in NOUNS}
    items = []
    for row in rows:
        pk, title = found[row["noun"]].get(row["key"], (None, row["key"]))
        items.append(
            {
                "title": title,
                "key": row["key"],
                "kind": NOUNS[row["noun"]].model._meta.verbose_name,
                "language": LANGUAGE_NAMES[row["language"]],
                "said": " · ".join(gap_words(row["missing"], row["outdated"])),
                "outdated": row["outdated"],
                "age": age(row["oldest"], now),
                "url": reverse("admin:translate", args=[row["noun"], row["key"], row["language"]]) if pk else "",
            }
        )
    return items


def _rest(request: HttpRequest) -> str:
    """The query without its page, for the links to other pages."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
