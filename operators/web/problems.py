"""Pages for what is not there, was taken away, or cannot be read."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from operators import clock, editions
from operators.readiness import UnknownOption, UnknownQuestion
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.vocabulary import FALLBACK_ORDER, LineType, SubjectKind
from operators.web.page import page

View = Callable[..., HttpResponse]


class BadRequest(ValueError):
    """A known parameter that cannot be read; holds the key of the sentence that says so."""


def told(view: View) -> View:
    """Turns what the read side raises into a page: 404, 410 with why and what instead, or 400."""

    @wraps(view)
    def wrapped(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, language, **kwargs)
        except editions.NotPublished:
            return renamed_operator(request) or not_found(request, language)
        except editions.Withdrawn as gone:
            return moved(request, language, gone) or withdrawn(request, language, gone)
        except editions.FutureDay as future:
            return refused(request, language, say(language, "future_day", day=day(future.today, language)))
        except (UnknownQuestion, UnknownOption):
            return refused(request, language, say(language, "bad_answer"))
        except BadRequest as fault:
            return refused(request, language, say(language, str(fault)))

    return wrapped


def not_found(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
    """404, also for any address under a language that is no page. What was asked for is not repeated."""
    reason = say(language, "not_found_why")
    return page(request, "error.html", language=language, title=say(language, "not_found"), status=404, reason=reason)


def moved(request: HttpRequest, language: str, gone: editions.Withdrawn) -> HttpResponse | None:
    """301, for the page of a subject in whose place another one stands now."""
    match = request.resolver_match
    if not gone.moved or match is None or match.kwargs != {"language": language, "slug": gone.slug}:
        return None
    return HttpResponsePermanentRedirect(
        reverse(match.view_name, kwargs={"language": language, "slug": gone.replaced_by})
    )


def renamed_operator(request: HttpRequest) -> HttpResponse | None:
    """301, for a page that was asked about an operator that has another slug now: ``/es/check/?operator=old``."""
    old, line = request.GET.get("operator", ""), request.GET.get("line_type", "")
    if request.method not in ("GET", "HEAD") or not 0 < len(old) <= 80:
        return None
    new = editions.successor(SubjectKind.OPERATOR, old, now=clock.now())
    if not new:
        return None
    known = {"operator": new} | ({"line_type": line} if line in set(LineType) else {})
    return HttpResponsePermanentRedirect(f"{request.path}?{urlencode(known)}")


def withdrawn(request: HttpRequest, language: str, gone: editions.Withdrawn) -> HttpResponse:
    """410: why, since when, and what to read instead."""
    because = next((gone.because[one] for one in (language, *FALLBACK_ORDER) if gone.because.get(one)), "")
    return page(
        request,
        "error.html",
        language=language,
        title=say(language, "gone"),
        status=410,
        reason=because or say(language, "gone_why"),
        since=say(language, "withdrawn_since", day=day(gone.since, language)),
        instead=_instead(gone, language),
    )


def _instead(gone: editions.Withdrawn, language: str) -> dict[str, str] | None:
    if not gone.replaced_by:
        return None
    try:
        document = editions.read(gone.kind, gone.replaced_by, language=language, now=clock.now())
    except (editions.NotPublished, editions.Withdrawn):
        return None
    return {"url": document["url"], "title": document.get("title") or document.get("question") or document["name"]}


def refused(request: HttpRequest, language: str, reason: str) -> HttpResponse:
    """400, for a parameter that the page knows and cannot read."""
    title = say(language, "bad_request")
    return page(request, "error.html", language=language, title=title, status=400, reason=reason)
