"""The door step, and the home page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_vary_headers
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import home_page
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web.languages import preferred
from operators.web.page import page


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
    subjects = {
        kind: editions.read_many(editions.listings(kind, now=now), language=language, now=now) for kind in SubjectKind
    }
    return page(
        request,
        "home.html",
        language=language,
        title=say(language, "home_title"),
        description=say(language, "home_description"),
        home=True,
        **home_page(subjects, editions.official_channels(now)),
    )
