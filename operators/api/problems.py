"""Problem documents (RFC 9457), each with a stable `type`, and the handler that makes them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from operators.api.problem_kinds import PROBLEMS
from operators.editions import FutureDay, NotPublished, Withdrawn, page_url
from operators.readiness import TopUpInFuture, UnknownOption, UnknownQuestion
from operators.vocabulary import DEFAULT_LANGUAGE, FALLBACK_ORDER

MEDIA_TYPE = "application/problem+json"
SHOWN_AT_MOST = 80


def type_of(slug: str) -> str:
    """The stable `type` of a problem, which is also the address that explains it."""
    return f"{settings.KB_SITE_URL}/api/docs/problems/#{slug}"


class Problem(exceptions.APIException):
    """`raise Problem("unknown-parameter", "…", parameter="x", allowed=["lang"])`; the rest goes into the document."""

    def __init__(self, slug: str, detail: str, *, headers: dict[str, str] | None = None, **members: Any) -> None:
        self.slug = slug
        self.status_code = PROBLEMS[slug].status
        self.members = members
        self.headers = headers or {}
        super().__init__(detail, slug)


class ProblemRenderer(JSONRenderer):
    """JSON under the media type of problems."""

    media_type = MEDIA_TYPE
    charset = None

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Problems repeat what was sent: markup in it stays inert even for whoever takes JSON for a page."""
        return super().render(*args, **kwargs).replace(b"<", b"\\u003c")


def shown(value: object) -> str:
    """A value as a sentence may repeat it: short, on one line.

    >>> shown("prepaid")
    "'prepaid'"
    """
    text = str(value)
    return repr(text if len(text) <= SHOWN_AT_MOST else text[:SHOWN_AT_MOST] + "…")


def not_among(name: str, value: object, allowed: Iterable[str]) -> Problem:
    """A parameter whose value is none of those it may have."""
    listed = list(allowed)
    return Problem(
        "invalid-value",
        f"{name}={shown(value)} is none of: {', '.join(listed)}." if listed else f"{name} has no values yet.",
        parameter=name,
        allowed=listed,
    )


def handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's `EXCEPTION_HANDLER`. None lets an error that nobody foresaw become a 500."""
    request = context["request"]
    problem = _problem(error, getattr(context.get("view"), "language", DEFAULT_LANGUAGE), request)
    if problem is None:
        return None
    kind = PROBLEMS[problem.slug]
    document = {
        "type": type_of(problem.slug),
        "title": kind.title,
        "status": kind.status,
        "detail": str(problem.detail),
        "instance": request.path,
        **problem.members,
    }
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), MEDIA_TYPE
    return Response(document, status=kind.status, headers=problem.headers, content_type=MEDIA_TYPE)


def _problem(error: Exception, language: str, where: Request) -> Problem | None:
    match error:
        case Problem():
            return error
        case FutureDay():
            return Problem("future-day", str(error), parameter="as_of", latest=error.today.isoformat())
        case Withdrawn():
            return _withdrawn(error, language, where)
        case NotPublished():
            return Problem("not-found", f"Nothing published is called {shown(error)}, or nothing was on that day.")
        case UnknownQuestion():
            detail = f"{shown(error.key)} is not asked here. Questions: {', '.join(error.allowed)}."
            return Problem("unknown-question", detail, question=cut(error.key), allowed=error.allowed)
        case UnknownOption():
            detail = f"{shown(error.code)} is no option of {error.question}. Options: {', '.join(error.allowed)}."
            return Problem("unknown-option", detail, question=error.question, allowed=error.allowed)
        case TopUpInFuture():
            return invalid_body("/last_top_up", f"The last top-up lies after today, {error.on.isoformat()}.")
        case Http404() | exceptions.NotFound():
            return Problem("not-found", "There is nothing at this address. /api/docs/ lists what there is.")
        case exceptions.MethodNotAllowed():
            return Problem("method-not-allowed", str(error.detail))
        case exceptions.UnsupportedMediaType():
            return Problem("unsupported-media-type", "Send JSON: Content-Type: application/json.")
        case exceptions.APIException() if error.status_code == status.HTTP_400_BAD_REQUEST:
            return Problem("bad-request", str(error.detail))
    return None


def cut(text: str) -> str:
    """What a document may repeat of a text that somebody sent."""
    return text if len(text) <= SHOWN_AT_MOST else text[:SHOWN_AT_MOST] + "…"


def invalid_body(pointer: str, detail: str) -> Problem:
    """One fault of a body, with where it is."""
    return Problem(
        "invalid-body", f"{pointer or 'The body'}: {detail}", errors=[{"pointer": pointer, "detail": detail}]
    )


def _withdrawn(gone: Withdrawn, language: str, where: Request) -> Problem:
    """What was withdrawn; where something else stands in its place, with the way there."""
    why = next((gone.because[one] for one in (language, *FALLBACK_ORDER) if gone.because.get(one)), "")
    instead = gone.replaced_by
    match = where.resolver_match
    moved = gone.moved and match is not None and match.kwargs == {"slug": gone.slug}
    headers = {"Location": _following(where, match.view_name, instead)} if moved and match else {}
    return Problem(
        "moved" if moved else "withdrawn",
        f"{gone.slug} was withdrawn on {gone.since.isoformat()}." + (f" Read {instead} instead." if moved else ""),
        headers=headers,
        why=why,
        since=gone.since.isoformat(),
        replaced_by={"slug": instead, "url": page_url(gone.kind, instead, language)} if instead else None,
    )


def _following(where: Request, name: str, slug: str) -> str:
    """The same address of another subject, with the same parameters: they have been checked."""
    query = where.query_params.urlencode()
    return reverse(name, kwargs={"slug": slug}) + (f"?{query}" if query else "")
