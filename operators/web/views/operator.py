"""One operator, or the regulator."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import linked, operator_page, operator_twin
from operators.vocabulary import SubjectKind, Topic
from operators.web.page import markdown, page
from operators.web.problems import told

Data = dict[str, Any]


@require_safe
@told
def detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What applies there, and its official contact points."""
    document, policies, official = _found(language, slug)
    shown = operator_page(document, policies, official)
    return page(
        request,
        "operator.html",
        language=language,
        title=document["name"],
        description=shown["description"],
        page=shown,
        way=[(document["name"], request.path)],
        nodes=linked.operator_nodes(document, document["url"]),
        twin=True,
        checkable=any(policy["topic"] == Topic.CANCELLATION for policy in policies),
        keepable=any(policy["topic"] == Topic.KEEP_ALIVE for policy in policies),
    )


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same operator as Markdown."""
    text = operator_twin(*_found(language, slug))
    return markdown(text)


def _found(language: str, slug: str) -> tuple[Data, list[Data], Any]:
    """The operator, its policies in the list form, and the official channels."""
    now = clock.now()
    document = editions.read(SubjectKind.OPERATOR, slug, language=language, now=now)
    rows = editions.listings(SubjectKind.POLICY, now=now).filter(operator=slug)
    return document, editions.read_many(rows, language=language, now=now), editions.official_channels(now)
