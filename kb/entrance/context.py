"""What the log-in pages need of the admin's frame."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import resolve

from kb import paths


def frame(request: HttpRequest) -> dict[str, Any]:
    """The admin's own words on the pages of log-in; nothing on any other page."""
    if not paths.is_staff(request) or not hasattr(request, "user"):
        return {}
    name = getattr(request.resolver_match or resolve(request.path_info), "url_name", "") or ""
    if not name.startswith(("account_", "mfa_")):
        return {}
    return {**admin.site.each_context(request), "is_nav_sidebar_enabled": False}
