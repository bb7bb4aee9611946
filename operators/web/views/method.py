"""How claims are sourced, checked and corrected."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operators.editions import FRESHNESS_GRACE
from operators.rendering import method_page, method_twin
from operators.rendering.strings import say
from operators.web.page import markdown, page


@require_safe
def about(request: HttpRequest, language: str) -> HttpResponse:
    """The method, for whoever wants to know why to believe the rest."""
    title = say(language, "method")
    return page(
        request,
        "method.html",
        language=language,
        title=title,
        description=say(language, "footer_what"),
        sections=method_page(language, FRESHNESS_GRACE.days),
        way=[(title, request.path)],
        twin=True,
    )


@require_safe
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown."""
    return markdown(method_twin(language, FRESHNESS_GRACE.days))
