"""Questions, cases and glossary."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import faq_list_twin, faq_page, faq_sections, faq_twin, linked
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web.languages import TAGS
from operators.web.page import markdown, page
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
        way=[(say(language, "faq_title"), request.path)],
        twin=True,
    )


@require_safe
def index_twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same list as Markdown."""
    now = clock.now()
    entries = editions.read_many(editions.listings(SubjectKind.FAQ, now=now), language=language, now=now)
    text = faq_list_twin(entries, language)
    return markdown(text)


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
        way=[
            (say(language, "faq_title"), reverse("faq-list", kwargs={"language": language})),
            (document["question"], request.path),
        ],
        nodes=linked.faq_nodes(document, document["url"], TAGS[language]),
        twin=True,
    )


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same entry as Markdown."""
    now = clock.now()
    document = editions.read(SubjectKind.FAQ, slug, language=language, now=now)
    text = faq_twin(document, editions.official_channels(now))
    return markdown(text)
