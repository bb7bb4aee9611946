"""What machines read about the site as a whole: robots.txt, the sitemap, llms.txt, security.txt."""

from datetime import timedelta

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import home_twin
from operators.vocabulary import LANGUAGES, SubjectKind
from operators.web import sitemap

TEXT = "text/plain; charset=utf-8"
XML = "application/xml; charset=utf-8"
MOST_ADDRESSES = 50_000
"""What a sitemap may list (sitemaps.org); a larger site has several, and an index of them."""
LLMS_LANGUAGE = "en"
SECURITY_DAYS = 180
"""How long what security.txt says holds; RFC 9116 wants less than a year."""


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything but the editors' door may be read."""
    lines = ["User-agent: *", "Disallow: /admin/", "", f"Sitemap: {settings.KB_SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """All pages; or, where they are too many for one, the parts that list them."""
    pages = Paginator(list(sitemap.entries(clock.now())), MOST_ADDRESSES)
    if pages.num_pages == 1:
        return render(request, "sitemap.xml", {"entries": pages.object_list}, content_type=XML)
    parts = [f"{settings.KB_SITE_URL}/sitemap-{number}.xml" for number in pages.page_range]
    return render(request, "sitemap_index.xml", {"parts": parts}, content_type=XML)


@require_safe
def site_map_part(request: HttpRequest, number: int) -> HttpResponse:
    """One part of a large sitemap."""
    pages = Paginator(list(sitemap.entries(clock.now())), MOST_ADDRESSES)
    if pages.num_pages == 1 or number not in pages.page_range:
        raise Http404
    return render(request, "sitemap.xml", {"entries": pages.page(number).object_list}, content_type=XML)


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """Where a language model finds everything as text (llmstxt.org): in English, with the way to the others."""
    now = clock.now()
    subjects = {
        kind: editions.read_many(editions.listings(kind, now=now), language=LLMS_LANGUAGE, now=now)
        for kind in SubjectKind
    }
    pages = sitemap.standing(LLMS_LANGUAGE)
    lines = [home_twin(subjects, LLMS_LANGUAGE, editions.official_channels(now), pages), "## Optional", ""]
    lines += [
        f"- [{language}]({sitemap.address('home-twin', language)}): the same in this language"
        for language in LANGUAGES
        if language != LLMS_LANGUAGE
    ]
    lines += [f"- [API]({settings.KB_SITE_URL}/api/docs/): the same as data, described by OpenAPI", ""]
    return HttpResponse("\n".join(lines), content_type=TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Whom to tell of a weakness (RFC 9116); 404 where `KB_SECURITY_CONTACT` names nobody."""
    if not settings.KB_SECURITY_CONTACT:
        raise Http404
    # To the day, so that the answer stays the same for a day.
    until = (clock.now() + timedelta(days=SECURITY_DAYS)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.KB_SECURITY_CONTACT}",
        f"Expires: {until}",
        "Preferred-Languages: es, en, zh",
        f"Canonical: {settings.KB_SITE_URL}/.well-known/security.txt",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type=TEXT)
