"""The door step, and the home page."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import change_rows, home_page, home_twin, linked
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web import sitemap
from operators.web.languages import TAGS, preferred
from operators.web.page import markdown, page

LATELY = 3


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """``/`` sends each reader to their language. Nothing keeps that answer: it differs from reader to reader."""
    language = preferred(request.headers.get("Accept-Language", ""))
    response = HttpResponseRedirect(reverse("home", kwargs={"language": language}))
    add_never_cache_headers(response)
    patch_vary_headers(response, ["Accept-Language"])
    return response


@require_safe
def home(request: HttpRequest, language: str) -> HttpResponse:
    """The operators at a glance and the two ways in."""
    now = clock.now()
    url = f"{settings.KB_SITE_URL}{request.path}"
    name, description = say(language, "site_name"), say(language, "home_description")
    return page(
        request,
        "home.html",
        language=language,
        title=say(language, "home_title"),
        description=description,
        home=True,
        nodes=linked.site_nodes(name, description, url, TAGS[language]),
        twin=True,
        lately=_lately(language, now),
        **home_page(_subjects(language, now), editions.official_channels(now)),
    )


@require_safe
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown: everything that is published, with the addresses of the twins."""
    now = clock.now()
    pages = sitemap.standing(language)
    text = home_twin(_subjects(language, now), language, editions.official_channels(now), pages)
    return markdown(text)


def _lately(language: str, now: datetime) -> list[dict[str, Any]]:
    """The last changes of policies: what a reader who comes back wants to see first."""
    keys = editions.changes(now=now).filter(kind=SubjectKind.POLICY).values_list("pk", flat=True)[:LATELY]
    return change_rows(editions.read_changes(list(keys), language=language, now=now), language)


def _subjects(language: str, now: datetime) -> dict[SubjectKind, list[dict[str, Any]]]:
    """The list forms of all that is published, by kind."""
    return {
        kind: editions.read_many(editions.listings(kind, now=now), language=language, now=now) for kind in SubjectKind
    }
