"""What a browser may do with an answer, said on every answer, errors and redirects included.

The settings are named as in Django 6 (`SECURE_CSP`), whose own middleware can take over when the LTS moves.
"""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kb import paths

NO_STORE = "no-store, private"


def policy(directives: Mapping[str, Sequence[str]]) -> str:
    """`policy({"default-src": ["'none'"], "sandbox": []})` -> "default-src 'none'; sandbox"."""
    return "; ".join(" ".join([name, *values]) for name, values in directives.items())


class SecurityHeaders:
    """CSP by door, Permissions-Policy, CORP; `no-store` for any answer that nothing else made cacheable."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.page = policy(settings.SECURE_CSP)
        self.staff = policy(settings.KB_CSP_STAFF)
        self.api = policy(settings.KB_CSP_API)
        self.permissions = ", ".join(f"{name}=()" for name in settings.KB_PERMISSIONS_DENIED)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        api = paths.is_api(request)
        html = response.get("Content-Type", "").startswith("text/html")
        csp = self.staff if paths.is_staff(request) else self.api if api and not html else self.page
        response["Content-Security-Policy"] = csp
        response["Permissions-Policy"] = self.permissions
        response["Cross-Origin-Resource-Policy"] = "cross-origin" if api and not html else "same-origin"
        response["X-Content-Type-Options"] = "nosniff"
        response.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        response.setdefault("Cache-Control", NO_STORE)
        return response
