"""What was published lately, newest first."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import change_rows, changes_twin
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web import parameters
from operators.web.page import markdown, page
from operators.web.problems import told

Data = dict[str, Any]

SHOWN = 30


@require_safe
@told
def index(request: HttpRequest, language: str) -> HttpResponse:
    """Of ``?operator=`` alone, if one is named; ``?before=`` goes on below the entry that it names."""
    now = clock.now()
    rows, older, operator = _found(request, language, now)
    before = parameters.place(request)
    query = f"&operator={operator}" if operator else ""
    kept = {"operator": operator} if operator else {}
    return page(
        request,
        "changes.html",
        language=language,
        title=say(language, "changes"),
        description=say(language, "changes_lead"),
        keep=kept | ({"before": ":".join(map(str, before))} if before else {}),
        section="changes",
        rows=change_rows(rows, language),
        older=f"?before={older}{query}" if older else "",
        operators=_operators(language, now),
        operator=operator,
        feed=f"{settings.KB_SITE_URL}/api/v1/changes/atom/?lang={language}{query}",
        way=[(say(language, "changes"), request.path)],
        twin=True,
        noindex=bool(before or operator),
    )


@require_safe
@told
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown."""
    rows, _older, _operator = _found(request, language, clock.now())
    text = changes_twin(change_rows(rows, language), language)
    return markdown(text)


def _found(request: HttpRequest, language: str, now: datetime) -> tuple[list[Data], str, str]:
    """The entries, the name of the last one where older ones follow, and the operator that they are of."""
    rows = editions.changes(now=now)
    operator = parameters.slug(request, "operator")
    if operator:
        rows = rows.filter(operator=operator)
    before = parameters.place(request)
    if before:
        place = editions.place_of(*before, now=now)
        if place is None:
            raise editions.NotPublished
        rows = editions.older_than(rows, place)
    keys = list(rows.values_list("pk", flat=True)[: SHOWN + 1])
    found = editions.read_changes(keys[:SHOWN], language=language, now=now)
    last = found[-1] if len(keys) > SHOWN else None
    return found, f"{last['kind']}:{last['slug']}:{last['edition']['number']}" if last else "", operator


def _operators(language: str, now: datetime) -> list[Data]:
    rows = editions.listings(SubjectKind.OPERATOR, now=now)
    return [{"slug": one["slug"], "name": one["name"]} for one in editions.read_many(rows, language=language, now=now)]
