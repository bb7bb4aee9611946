"""After django-allauth in INSTALLED_APPS, since it takes some of that app's pages out of the admin."""

from allauth.account.apps import AccountConfig
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class Entrance(AppConfig):
    name = "kb.entrance"
    verbose_name = _("log-in")
    default_auto_field = "django.db.models.BigAutoField"


class Accounts(AccountConfig):
    """django-allauth's accounts, which insist on their own middleware by name. Ours does its work on staff's paths."""

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401 - registers them
