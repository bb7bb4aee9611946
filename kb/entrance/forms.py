"""The forms of log-in. Where a code is asked for, every try is counted, and a code lets in once."""

from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.utils import decrypt

from kb.entrance import lockout
from kb.entrance.adapter import note_code


class LogInForm(LoginForm):
    """The name is called ``username``, as in Django's own log-in: browsers and password managers know it."""

    def add_prefix(self, field_name: str) -> str:
        return "username" if field_name == "login" else str(super().add_prefix(field_name))


class CountedCode(forms.BaseAuthenticateForm):
    """Codes are counted for each account, wherever they come from: who gets here knows the password."""

    def clean_code(self) -> str:
        code = str(self.cleaned_data["code"])
        attempt = lockout.begin(f"code {self.user.pk}", "anywhere")
        if attempt is None:
            note_code(self.user, context.request, refused=True)
            raise get_account_adapter().validation_error("too_many_login_attempts")
        self.authenticator = self._matching(code)
        if self.authenticator is None:
            note_code(self.user, context.request, refused=False)
            raise get_adapter().validation_error("incorrect_code")
        lockout.succeeded(attempt)
        return code

    def _matching(self, code: str) -> Any:
        """The app or the list of recovery codes that this code is of, where it has not let anybody in yet."""
        for one in Authenticator.objects.filter(user=self.user).exclude(type=Authenticator.Type.WEBAUTHN):
            one.user = self.user
            if one.type == Authenticator.Type.TOTP:
                # Django's cache may be away or another for each process: used codes are kept in the database.
                fits = validate_totp_code(decrypt(one.data["secret"]), code) and lockout.first_use(self.user, code)
            else:
                fits = one.wrap().validate_code(code)
            if fits:
                return one
        return None


class AuthenticateForm(CountedCode, forms.AuthenticateForm):
    """After the password."""


class ReauthenticateForm(CountedCode, forms.ReauthenticateForm):
    """Before a change of the second factor itself."""
