"""One operator, or the regulator."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from operators import clock, editions
from operators.rendering import operator_page
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
        checkable=any(policy["topic"] == Topic.CANCELLATION for policy in policies),
    )
