"""A text as readers would get it, while it is being written: the same rendering, for staff alone. Nothing is stored."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from operators import clock, editions
from operators.links import text_problems
from operators.models.fields import normal_text
from operators.rendering import markdown

LONGEST = 20_000
"""Characters; the longest text of a policy has some hundreds."""


@require_POST
@never_cache
def view(request: HttpRequest) -> HttpResponse:
    """The posted ``text`` as HTML, and what the gate would say about its links."""
    if not request.user.has_perm("operators.view_policy"):
        raise PermissionDenied
    text = normal_text(request.POST.get("text", ""))
    official = editions.official_channels(clock.now())
    context = {"too_long": len(text) > LONGEST, "html": "", "problems": []}
    if not context["too_long"]:
        problems = [problem.said(gettext) for problem in text_problems(text, official)]
        context |= {"html": markdown.render(text, official), "problems": problems}
    return render(request, "admin/operators/_markdown.html", context, status=413 if context["too_long"] else 200)
