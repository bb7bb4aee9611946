"""Sessions, form tokens, log-in and messages, for the staff's paths alone (`KB_STAFF_PATHS`).

On a public address `request.session` and `request.user` do not exist: a view that reaches for them fails in its
first test, and no public answer can set a cookie or depend on one.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.middleware import AccountMiddleware
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.csrf import CsrfViewMiddleware

from kb import paths


class UnderStaffPaths:
    """Mixed in before one of Django's middlewares: it does its work under the staff's paths and is absent elsewhere."""

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if paths.is_staff(request):
            return super().__call__(request)  # type: ignore[misc]
        return self.get_response(request)  # type: ignore[attr-defined]


class StaffSession(UnderStaffPaths, SessionMiddleware):
    """Django's sessions."""


class StaffCsrf(UnderStaffPaths, CsrfViewMiddleware):
    """Django's form tokens; a public POST carries no authority that could be abused."""

    def process_view(self, request: HttpRequest, *args: Any) -> Any:
        """Called by Django beside `__call__`, so it asks again."""
        return super().process_view(request, *args) if paths.is_staff(request) else None


class StaffAuthentication(UnderStaffPaths, AuthenticationMiddleware):
    """Django's `request.user`."""


class StaffMessages(UnderStaffPaths, MessageMiddleware):
    """Django's messages."""


class StaffAccounts:
    """django-allauth's `request.allauth`, and its way of asking for a password again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.inner = AccountMiddleware(get_response)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer: HttpResponseBase = self.inner(request) if paths.is_staff(request) else self.get_response(request)
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> Any:
        """Called by Django beside `__call__`, so it asks again."""
        return self.inner.process_exception(request, exception) if paths.is_staff(request) else None
