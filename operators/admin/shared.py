"""A draft for somebody without an account: read by its link alone, kept by nobody, and marked as what it is."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock
from operators.admin import sharing
from operators.admin.draft import TAGS, Draft, completed, frame, template_of
from operators.models.forms import LANGUAGE_NAMES
from operators.rendering.strings import say, strings
from operators.rendering.values import day
from operators.vocabulary import COUNTRIES, LANGUAGES


@require_safe
def view(request: HttpRequest, token: str, language: str) -> HttpResponse:
    """404 for what is no link; 410 for one that has ended. The session of the door is not touched: no cookie is set."""
    if language not in LANGUAGES:
        raise Http404
    now = clock.now()
    versions = [
        {"code": code, "hreflang": TAGS[code], "name": name, "href": reverse("staff-draft", args=[token, code])}
        for code, name in LANGUAGE_NAMES.items()
    ]
    try:
        link = sharing.find(token, now=now)
    except sharing.NoSuchLink as error:
        raise Http404 from error
    except sharing.LinkEnded:
        return _answer("admin/operators/shared_ended.html", _ended(language, versions), 410)
    draft = Draft.of_kept(link.draft)
    on = COUNTRIES[draft.country].today(now)
    document = completed(draft, language, now=now, on=on)
    context = frame(draft, document, language, versions, now=now, on=on) | {
        "real_template": template_of(draft),
        "said": say(language, "draft_shared", day=day(COUNTRIES[draft.country].today(link.expires_at), language)),
    }
    return _answer("admin/operators/shared.html", context, 200)


def _ended(language: str, versions: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "s": strings(language),
        "lang": language,
        "html_lang": TAGS[language],
        "languages": versions,
        "title": say(language, "draft_ended"),
        "reason": say(language, "draft_ended_why"),
        "status": 410,
        "noindex": True,
    }


def _answer(template: str, context: dict[str, Any], status: int) -> HttpResponse:
    """Rendered without the request, so that nothing in a template can reach for who is asking."""
    response = HttpResponse(render_to_string(template, context), status=status)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
