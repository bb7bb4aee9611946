"""How django-allauth is held to this site: no sign-up, staff alone, failures counted, and redirects that stay here."""

import logging
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate, get_user_model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme

from kb.clients import client
from kb.entrance import lockout

log = logging.getLogger("kb.entrance")


class Accounts(DefaultAccountAdapter):
    """Accounts are made in the admin, by an Administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("admin:index")

    def is_safe_url(self, url: str) -> bool:
        """Only a path of the staff's own: whoever has just logged in is sent nowhere else."""
        plain = url_has_allowed_host_and_scheme(url, allowed_hosts=None)
        return plain and urlsplit(url).path.startswith(tuple(settings.KB_STAFF_PATHS))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The user for a name and a password, or None. Raises ValidationError while that is not to be tried."""
        name = str(credentials.get("username", ""))
        attempt = lockout.begin(name, client(request))
        if attempt is None:
            _note("refused: too many failures", name, request)
            raise self.validation_error("too_many_login_attempts")
        user = authenticate(request, **credentials)
        if user is None or not getattr(user, "is_staff", False):
            _note("failed", name, request)
            return None
        lockout.succeeded(attempt)
        return user

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """A passkey opens the door to staff alone, as a password does."""
        if not user.is_staff:
            user.is_active = False
        return super().pre_login(request, user, **kwargs)


class SecondFactors(DefaultMFAAdapter):
    def build_totp_svg(self, url: str) -> str:
        """The code to scan, as a picture in the page: the content policy allows no picture in an address."""
        code = qrcode.QRCode(border=2)
        code.add_data(url)
        rows = code.get_matrix()
        path = "".join(
            f"M{left} {top}h1v1h-1z" for top, row in enumerate(rows) for left, dark in enumerate(row) if dark
        )
        return format_html(
            '<svg class="kb-qr" viewBox="0 0 {0} {0}" role="img" xmlns="http://www.w3.org/2000/svg">'
            '<rect width="{0}" height="{0}" fill="#fff"/><path d="{1}" fill="#000"/></svg>',
            len(rows),
            path,
        )


def _note(what: str, name: str, request: HttpRequest) -> None:
    """One line for whoever watches. A name that is no account's may be a password typed into the wrong box."""
    users = get_user_model()._default_manager
    known = users.filter(username=name).exists()
    log.warning(
        "log-in %s: %s from %s", what, f"account {name}" if known else "an account that does not exist", client(request)
    )


def note_code(user: Any, request: HttpRequest, *, refused: bool) -> None:
    """The same for a second factor."""
    what = "refused: too many codes" if refused else "failed: wrong code"
    log.warning("log-in %s: account %s from %s", what, user.get_username(), client(request))
