"""What can go wrong, each with a stable `type`: problem documents (RFC 9457) and the handler that makes them.

`docs/api.md` and `/api/docs/problems/` explain every entry of `PROBLEMS`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from operators.editions import FutureDay, NotPublished, Withdrawn, page_url
from operators.readiness import TopUpInFuture, UnknownOption, UnknownQuestion
from operators.vocabulary import DEFAULT_LANGUAGE, FALLBACK_ORDER

MEDIA_TYPE = "application/problem+json"
SHOWN_AT_MOST = 80


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, and what a developer can do about it."""

    status: int
    title: str
    explanation: str


def _general(code: int, explanation: str) -> Kind:
    """A kind that the site's own error answers share, under the title that they give it."""
    return Kind(code, HTTPStatus(code).phrase, explanation)


PROBLEMS: dict[str, Kind] = {
    "unknown-parameter": Kind(
        400, "Unknown parameter", "A query parameter that this address does not have. `allowed` lists those it has."
    ),
    "missing-parameter": Kind(400, "Missing parameter", "A query parameter without which there is no answer."),
    "invalid-value": Kind(
        400,
        "Invalid value",
        "A parameter has a value that it cannot have. `parameter` names it; `allowed` lists the values, where they "
        "can be listed.",
    ),
    "unknown-field": Kind(400, "Unknown field", "`fields` names a field that the document does not have."),
    "unknown-language": Kind(400, "Unknown language", "`lang` names a language in which nothing is published."),
    "future-day": Kind(
        400, "Day in the future", "`as_of` lies after today: what will apply then is not public before its day."
    ),
    "invalid-body": Kind(
        400,
        "Invalid body",
        "The body is not the JSON that this address takes. `errors` says what is wrong, each with a JSON pointer.",
    ),
    "unknown-question": Kind(400, "Unknown question", "An answer to a question that is not asked of this line."),
    "unknown-option": Kind(400, "Unknown option", "An answer that is none of the question's options."),
    "bad-request": _general(400, "The request itself is malformed, or far larger than any honest one."),
    "forbidden": _general(403, "Not for you. Nothing that the API describes answers this."),
    "not-found": _general(404, "Nothing of that name is published, or nothing was on the day asked for."),
    "method-not-allowed": _general(405, "The header `Allow` lists the methods."),
    "withdrawn": Kind(
        410,
        "Withdrawn",
        "It was published and taken away: `why`, `since` which day, and what to read instead (`replaced_by`, or null).",
    ),
    "gone": _general(410, "It was here and is no longer."),
    "too-large": _general(413, "The body is larger than 64 KB."),
    "unsupported-media-type": Kind(415, "Unsupported media type", "Send `Content-Type: application/json`."),
    "too-many-requests": Kind(
        429, "Too many requests", "Come back after `Retry-After` seconds; `RateLimit` tells what is left before that."
    ),
    "internal-error": _general(500, "Our fault. `X-Request-ID` helps us to find it."),
    "unavailable": _general(503, "The database does not answer. Come back after `Retry-After` seconds."),
}


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
    problem = _problem(error, getattr(context.get("view"), "language", DEFAULT_LANGUAGE))
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


def _problem(error: Exception, language: str) -> Problem | None:
    match error:
        case Problem():
            return error
        case FutureDay():
            return Problem("future-day", str(error), parameter="as_of", latest=error.today.isoformat())
        case Withdrawn():
            return _withdrawn(error, language)
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


def _withdrawn(gone: Withdrawn, language: str) -> Problem:
    why = next((gone.because[one] for one in (language, *FALLBACK_ORDER) if gone.because.get(one)), "")
    instead = gone.replaced_by
    return Problem(
        "withdrawn",
        f"{gone.slug} was withdrawn on {gone.since.isoformat()}.",
        why=why,
        since=gone.since.isoformat(),
        replaced_by={"slug": instead, "url": page_url(gone.kind, instead, language)} if instead else None,
    )
