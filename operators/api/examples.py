"""Examples for the description, taken from what is published: asked of the operations themselves, and kept small.

Nothing here is written by hand, so an example never shows what has been withdrawn or was never true.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import resolve
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.response import Response

from operators.api.base import AlwaysJson, Door
from operators.api.parsing import StrictJsonParser
from operators.editions import NotPublished, Withdrawn, check_documents, facts, listings
from operators.readiness import questionnaire
from operators.vocabulary import COUNTRIES, SubjectKind, Topic

LANGUAGE = "en"
LONGEST_TEXT = 160
MOST_ROWS = 1
DAYS_SINCE_TOP_UP = 50


@dataclass(frozen=True)
class Call:
    """What an operation is asked for an example."""

    path: Mapping[str, Any] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=lambda: {"lang": LANGUAGE})
    body: Mapping[str, Any] | None = None

    def address(self, template: str) -> str:
        """`/api/v1/faq/{slug}/` with its parameters filled in, without the query."""
        return template.format_map({name: str(value) for name, value in self.path.items()})


def calls(*, now: datetime) -> dict[str, Call]:
    """By operation, for those that need more than a language. One that nothing published answers is left out."""
    policies = listings(SubjectKind.POLICY, now=now)
    found = {"exportAll": _asked(page_size=1)}
    if operator := listings(SubjectKind.OPERATOR, now=now).order_by("slug").first():
        found["readOperator"] = Call({"slug": operator.slug})
        found["search"] = _asked(q=operator.slug, page_size=2)
    if entry := listings(SubjectKind.FAQ, now=now).first():
        found["readFaq"] = Call({"slug": entry.slug})
        found["listFaq"] = _asked(country=entry.country, page_size=2)
    if oftenest := policies.order_by("-edition__number", "slug").first():
        newest = oftenest.edition.number
        found["listEditions"] = Call({"slug": oftenest.slug})
        found["readEdition"] = Call({"slug": oftenest.slug, "number": 1})
        found["compareEditions"] = Call({"slug": oftenest.slug}, {"from": 1, "to": newest, "lang": LANGUAGE})
    if fact := facts(language=LANGUAGE, now=now).order_by("key").first():
        found["listFacts"] = _asked(key=fact.key, page_size=2)
    about = policies.filter(topic=Topic.CANCELLATION).exclude(operator="").order_by("operator", "slug").first()
    if about:
        found["readPolicy"] = Call({"slug": about.slug})
        found["listPolicies"] = _asked(operator=about.operator, topic=about.topic, page_size=2)
        found |= _checks(about.operator, about.country, about.line_type, now)
    return found


def _asked(**query: Any) -> Call:
    return Call(query={**query, "lang": LANGUAGE})


def _checks(operator: str, country: str, line_type: str, now: datetime) -> dict[str, Call]:
    """The self-check of a line, with the first option of the first two questions."""
    line = {"operator": operator, "line_type": line_type}
    documents = check_documents(operator=operator, line_type=line_type, language=LANGUAGE, now=now)
    found = {"readQuestions": _asked(**line)}
    if documents.policy and documents.country:
        questions = questionnaire(documents.policy, documents.country)
        answers = {one["key"]: one["options"][0]["code"] for one in questions[:2]}
        found["assess"] = Call(body={**line, "answers": answers})
        found["compareOperators"] = Call(body={"country": country, "line_type": line_type, "answers": answers})
    if documents.keep_alive:
        day = COUNTRIES[country].today(now) - timedelta(days=DAYS_SINCE_TOP_UP)
        body = {"operator": operator, "last_top_up": day.isoformat(), "balance": "without"}
        found["planKeeping"] = Call(body=body)
    return found


def answer(template: str, method: str, call: Call, *, now: datetime) -> Any:
    """What the operation answers, as data; None where there is no such answer or it is no JSON."""
    path = call.address(template)
    match = resolve(path)
    view: Door = match.func.view_class()  # type: ignore[attr-defined]
    view.now, view.language = now, LANGUAGE
    body = json.dumps(call.body).encode() if call.body is not None else b""
    asked = WSGIRequest(
        {
            "REQUEST_METHOD": method.upper(),
            "PATH_INFO": path,
            "QUERY_STRING": urlencode(sorted(call.query.items())),
            "CONTENT_TYPE": StrictJsonParser.media_type,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
    )
    request = Request(asked, parsers=[StrictJsonParser()], negotiator=AlwaysJson())
    try:
        given = getattr(view, method)(request, **match.kwargs)
    except (NotPublished, Withdrawn, Http404, APIException):
        return None
    if given.status_code != HTTPStatus.OK:
        return None
    if isinstance(given, Response):
        return given.data
    return json.loads(given.content) if given["Content-Type"] == StrictJsonParser.media_type else None


def small(value: Any) -> Any:
    """A document with the first row of each list, its texts cut, and of its sources those that are still cited.

    >>> small({"facts": [{"sources": [2]}, {"sources": [1]}], "sources": [{"number": 1}, {"number": 2}]})
    {'facts': [{'sources': [2]}], 'sources': [{'number': 2}]}
    """
    if isinstance(value, str):
        return value if len(value) <= LONGEST_TEXT else f"{value[:LONGEST_TEXT].rstrip()}…"
    if isinstance(value, list):
        return [small(one) for one in value[:MOST_ROWS]]
    if not isinstance(value, dict):
        return value
    cut = {name: small(one) for name, one in value.items()}
    sources = value.get("sources")
    if isinstance(sources, list) and sources and isinstance(sources[0], dict):
        cited = set(_footnotes(cut))
        cut["sources"] = [small(one) for one in sources if one.get("number") in cited] or cut["sources"]
    return cut


def _footnotes(value: Any) -> Iterable[int]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in ("sources", "cited") and isinstance(inner, list):
                yield from (one for one in inner if isinstance(one, int))
            yield from _footnotes(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _footnotes(inner)
