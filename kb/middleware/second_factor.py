"""Where `KB_REQUIRE_MFA` is on, staff set up a second factor before anything else."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from kb import paths
from kb.staff_site import echo

OPEN = (
    "/admin/account/",
    "/admin/login/",
    "/admin/logout/",
    "/admin/language/",
    "/admin/password_change/",
    # A shared draft is read by its link, with whatever account or none.
    "/admin/preview/",
)
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class SecondFactor:
    """Leads whoever has none to the page where it is set up; a POST of theirs gets its text back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.KB_REQUIRE_MFA or not paths.is_staff(request) or request.path_info.startswith(OPEN):
            return self.get_response(request)
        if not request.user.is_authenticated or get_adapter().is_mfa_enabled(request.user, FACTORS):
            return self.get_response(request)
        if request.method == "POST":
            return echo(request)
        messages.info(request, _("Before you go on: set up a second factor, an authenticator app or a passkey."))
        return HttpResponseRedirect(reverse("mfa_index"))
