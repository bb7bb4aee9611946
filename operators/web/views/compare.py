"""Operators of a country side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import compare_page, compare_twin
from operators.rendering.strings import say
from operators.vocabulary import COUNTRIES, OperatorKind, SubjectKind
from operators.web.page import markdown, page
from operators.web.problems import told

Data = dict[str, Any]


@require_safe
@told
def operators(request: HttpRequest, language: str) -> HttpResponse:
    """By topic and kind of line: verdicts, facts, ways, conditions."""
    return page(
        request,
        "compare.html",
        language=language,
        title=say(language, "side_by_side"),
        description=say(language, "side_by_side_lead"),
        keep={"country": _country(request)} if _country(request) else None,
        page=_compared(request, language),
        way=[(say(language, "side_by_side"), request.path)],
        twin=True,
    )


@require_safe
@told
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown."""
    text = compare_twin(_compared(request, language), language)
    return markdown(text)


def _country(request: HttpRequest) -> str:
    """Of ``?country=``; empty where there is none that is known."""
    given = request.GET.get("country", "")
    return given if given in COUNTRIES else ""


def _compared(request: HttpRequest, language: str) -> Data:
    """Of ``?country=``, else of the first country in the registry."""
    now = clock.now()
    country = _country(request) or next(iter(COUNTRIES))
    rows = editions.listings(SubjectKind.OPERATOR, now=now).filter(country=country)
    networks = editions.read_many(rows.exclude(sort=OperatorKind.REGULATOR), language=language, now=now)
    slugs = [operator["slug"] for operator in networks]
    policies = editions.listings(SubjectKind.POLICY, now=now).filter(country=country, operator__in=["", *slugs])
    documents = editions.read_whole(policies, language=language, now=now)
    return compare_page(networks, documents, editions.official_channels(now), language=language)
