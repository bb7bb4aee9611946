"""Answers to requests that failed: a problem document (RFC 9457) under `/api/`, a plain page elsewhere.

The pages need no template, translation or database, so they work when those are what failed.
"""

import json
from html import escape
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kb import paths

PROBLEM_TYPE = "application/problem+json"
RETRY_AFTER_SECONDS = 5

# status -> the stable last part of the problem's `type`
SLUGS = {
    400: "bad-request",
    403: "forbidden",
    404: "not-found",
    405: "method-not-allowed",
    410: "gone",
    413: "too-large",
    500: "internal-error",
    503: "unavailable",
}
# status -> what a reader is told, in the order of settings.LANGUAGES
SENTENCES = {
    400: ("无法理解这个请求。", "No se entiende esta solicitud.", "This request could not be understood."),
    403: ("你不能查看这个页面。", "No puedes ver esta página.", "You may not see this page."),
    404: ("这里没有页面。", "Aquí no hay ninguna página.", "There is no page here."),
    405: ("此页面不接受这种请求。", "Esta página no acepta este método.", "This page does not accept this method."),
    410: ("此内容已撤回。", "Este contenido fue retirado.", "This content has been withdrawn."),
    413: ("发送的内容太大。", "Lo enviado es demasiado grande.", "What was sent is too large."),
    500: ("出错了，问题在我们这边。", "Hubo un error nuestro.", "Something went wrong on our side."),
    503: (
        "暂时无法使用，请稍后再试。",
        "No disponible por ahora; inténtalo más tarde.",
        "Unavailable for now; try again soon.",
    ),
}


def answer(request: HttpRequest, status: int, detail: str = "", **members: str) -> HttpResponse:
    """The error `status` in the shape that whoever asked can read.

    `detail` is one sentence for a developer; `members` are what a problem document says beyond it.
    """
    response = _problem(request, status, detail, members) if paths.is_api(request) else _page(status, detail)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _problem(request: HttpRequest, status: int, detail: str, members: dict[str, str]) -> HttpResponse:
    document = {
        "type": f"{settings.KB_SITE_URL}/api/docs/problems/#{SLUGS[status]}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or SENTENCES[status][-1],
        "instance": request.path[: settings.KB_PATH_MAX],
        **members,
    }
    # What a path repeats is inert even for whoever takes JSON for a page.
    text = json.dumps(document, ensure_ascii=False).replace("<", "\\u003c")
    return HttpResponse(text, status=status, content_type=PROBLEM_TYPE)


def _page(status: int, detail: str) -> HttpResponse:
    said = zip(settings.LANGUAGES, SENTENCES[status], strict=True)
    lines = "\n".join(
        f'<p lang="{code}">{sentence} <a href="/{code}/">{escape(name)}</a></p>' for (code, name), sentence in said
    )
    more = f'\n<p lang="en">{escape(detail)}</p>' if detail else ""
    body = (
        f'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        f"<title>{status} {HTTPStatus(status).phrase}</title>\n</head>\n"
        f"<body>\n<main>\n<h1>{status}</h1>\n{lines}{more}\n</main>\n</body>\n</html>\n"
    )
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler400."""
    return answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler403."""
    return answer(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """handler404. What was looked for is not repeated: it may name something that is not public."""
    return answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """handler500. The log has the trace, the reader the request id."""
    return answer(request, 500)
