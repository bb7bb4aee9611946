"""One operator, or the regulator."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import linked, operator_page, operator_twin
from operators.vocabulary import SubjectKind, Topic
from operators.web.page import page
from operators.web.problems import told


@require_safe
@told
def detail(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What applies there, and its official contact points."""
    now = clock.now()
    document = editions.read(SubjectKind.OPERATOR, slug, language=language, now=now)
    rows = editions.listings(SubjectKind.POLICY, now=now).filter(operator=slug)
    policies = editions.read_many(rows, language=language, now=now)
    shown = operator_page(document, policies, editions.official_channels(now))
    return page(
        request,
        "operator.html",
        language=language,
        title=document["name"],
        description=shown["description"],
        page=shown,
        way=[(document["name"], request.path)],
        nodes=linked.operator_nodes(document, document["url"]),
        twin=reverse("operator-twin", kwargs={"language": language, "slug": slug}),
        checkable=any(policy["topic"] == Topic.CANCELLATION for policy in policies),
    )


@require_safe
@told
def twin(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """The same operator as Markdown."""
    now = clock.now()
    document = editions.read(SubjectKind.OPERATOR, slug, language=language, now=now)
    rows = editions.listings(SubjectKind.POLICY, now=now).filter(operator=slug)
    policies = editions.read_many(rows, language=language, now=now)
    text = operator_twin(document, policies, editions.official_channels(now))
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")
