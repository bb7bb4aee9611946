"""The page of the matrix."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from operators import clock
from operators.admin.coverage.matrix import rows, topics
from operators.admin.queue.filters import Filters


def coverage(request: HttpRequest, site: Any) -> HttpResponse:
    """GET: operators by topics. Whoever may read policies here may read it; adding needs its own permission."""
    if not request.user.has_perm("operators.view_policy"):
        raise PermissionDenied
    filters = Filters.of(request.GET)
    table, page = rows(filters.country, filters.operator, request.GET.get("page"), clock.now())
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **site.each_context(request),
        "title": _("Coverage"),
        "filters": filters,
        "topics": topics(),
        "table": table,
        "page": page,
        "rest": query.urlencode(),
        "may_add": request.user.has_perm("operators.add_policy"),
    }
    response = TemplateResponse(request, "admin/coverage/page.html", context)
    response["Cache-Control"] = "no-store, private"
    return response
