"""Addresses of the whole site: the three doors, and what a machine asks about the process."""

from django.contrib import admin
from django.urls import include, path
from django.views.i18n import set_language

from kb import health

handler400 = "kb.errors.bad_request"
handler403 = "kb.errors.forbidden"
handler404 = "kb.errors.not_found"
handler500 = "kb.errors.server_error"

urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("readyz", health.readyz, name="ready"),
    path("admin/language/", set_language, name="staff-language"),
    # Before the admin's own: its log-in page knows no second factor.
    path("admin/", include("kb.entrance.urls")),
    path("admin/", include("operators.admin.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("operators.api.urls")),
    path("", include("operators.web.urls")),
]
