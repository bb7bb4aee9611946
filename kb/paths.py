"""Which door a request came to, told from its path alone."""

from django.conf import settings
from django.http import HttpRequest

API_PATH = "/api/"


def is_staff(request: HttpRequest) -> bool:
    """Whether sessions, log-in and cookies exist here: `/admin/login/` -> True, `/es/` -> False."""
    return request.path_info.startswith(tuple(settings.KB_STAFF_PATHS))


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, and errors are problem documents: `/api/v1/faq/` -> True."""
    return request.path_info.startswith(API_PATH)
