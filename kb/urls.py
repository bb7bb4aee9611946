"""Addresses of the whole site: the three doors, and what a machine asks about the process."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

from kb import health

handler400 = "kb.errors.bad_request"
handler403 = "kb.errors.forbidden"
handler404 = "kb.errors.not_found"
handler500 = "kb.errors.server_error"

DOORS = (("api/", "operators.api.urls"), ("", "operators.web.urls"))


def _is_built(door: str) -> bool:
    """Whether the module is there, so that the site runs before its last door is hung."""
    try:
        return find_spec(door) is not None
    except ModuleNotFoundError:
        return False


urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("readyz", health.readyz, name="ready"),
    path("admin/", admin.site.urls),
]
urlpatterns += [path(prefix, include(door)) for prefix, door in DOORS if _is_built(door)]
