"""Questions, cases and glossary."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import faq_page, faq_sections, faq_twin
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web.page import page
from operators.web.problems import told


@require_safe
def index(request: HttpRequest, language: str) -> HttpResponse:
    """All entries by category."""
    now = clock.now()
    entries = editions.read_many(editions.listings(SubjectKind.FAQ, now=now), language=language, now=now)
    return page(
        request,
        "faq_list.html",
        language=language,
        title=say(language, "faq_title"),
        description=say(language, "faq_description"),
        section="faq",
        sections=faq_sections(entries, language),
    )


@require_safe
@told
def detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """One entry."""
    now = clock.now()
    document = editions.read(SubjectKind.FAQ, slug, language=language, now=now)
    shown = faq_page(document, editions.official_channels(now))
    return page(
        request,
        "faq_entry.html",
        language=language,
        title=shown["title"],
        description=shown["description"],
        section="faq",
        page=shown,
        twin=reverse("faq-twin", kwargs={"language": language, "slug": slug}),
    )


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same entry as Markdown."""
    now = clock.now()
    document = editions.read(SubjectKind.FAQ, slug, language=language, now=now)
    text = faq_twin(document, editions.official_channels(now))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")
