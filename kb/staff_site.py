"""The admin site: Django's, and what must not be lost when a session ends during a long edit.

A POST of somebody who is no longer logged in, or whose form token does not fit, is answered by a page that gives every
posted field back, escaped, in a form with a fresh token. Nothing is stored.
"""

from functools import update_wrapper
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

LONG = 60
"""From so many characters on, a text is given back in a text area."""


class StaffSite(AdminSite):
    """Says whether four eyes are off on every page, and gives texts back instead of redirecting to the log-in."""

    site_header = _("Knowledge base")
    site_title = _("Knowledge base")
    index_title = _("What waits for you")
    site_url = "/"
    index_template = "admin/queue/index.html"

    def get_urls(self) -> list[Any]:
        # Imported late: the nouns' admin needs this class first.
        from operators.admin.pages import addresses

        return [*addresses(self), *super().get_urls()]

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from operators.admin.pages import index_context

        return super().index(request, {**index_context(request), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """The stock log-in page asks for a password alone: it is never reached, and here it is shut as well."""
        from allauth.account.decorators import secure_admin_login

        answer: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return answer

    def each_context(self, request: Any) -> dict[str, Any]:
        return {**super().each_context(request), "four_eyes": settings.KB_FOUR_EYES}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            logs_out = request.path == reverse("admin:logout", current_app=self.name)
            if request.method == "POST" and not logs_out and not self.has_permission(request):
                return echo(request)
            answer: HttpResponseBase = inner(request, *args, **kwargs)
            return answer

        return update_wrapper(guarded, inner)

    def get_log_entries(self, request: HttpRequest) -> Any:
        """Only one's own recent actions are shown, and never more than the page needs."""
        return super().get_log_entries(request).select_related("content_type", "user")


def token_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """``CSRF_FAILURE_VIEW``: the same page, for the same reason: nobody's text is thrown away."""
    return echo(request)


def echo(request: HttpRequest, *, posted: QueryDict | None = None, action: str = "") -> HttpResponse:
    """403 with every posted field, but for passwords and the old token.

    With ``posted`` and ``action`` it is what is edited that is gone (409): these fields would make it anew there.
    """
    fields = []
    for name, values in (request.POST if posted is None else posted).lists():
        if name == "csrfmiddlewaretoken" or "password" in name.lower():
            continue
        fields += [{"name": name, "value": value, "shape": _shape(name, str(value))} for value in values]
    context = {
        "fields": fields,
        "action": action or _again(request),
        "gone": posted is not None,
        "logged_in": request.user.is_authenticated,
        "from_login": request.path == reverse("admin:login"),
        "login_url": reverse("admin:login"),
        "csrf_cookie_name": settings.CSRF_COOKIE_NAME,
    }
    response = render(request, "admin/echo.html", context, status=403 if posted is None else 409)
    response["Cache-Control"] = "no-store, private"
    return response


def _again(request: HttpRequest) -> str:
    """Where the fields are to be sent again: a log-in is not repeated by a form that holds no password."""
    return request.get_full_path() if request.path != reverse("admin:login") else reverse("admin:index")


MACHINE = ("_FORMS", "-id", "-policy", "-operator", "-question", "version", "base", "token")
"""How the names of fields end that only machines read."""


def _shape(name: str, value: str) -> str:
    """``hidden`` for what only machines read, ``long`` for a text area, else ``short``."""
    machine = name.startswith("_") or name.endswith(MACHINE)
    if machine and "\n" not in value:
        return "hidden"
    return "long" if len(value) > LONG or "\n" in value else "short"
