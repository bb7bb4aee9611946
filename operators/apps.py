"""The knowledge base as a Django application."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperatorsConfig(AppConfig):
    """Operators, their policies, and everything that is printed from them."""

    name = "operators"
    label = "operators"
    verbose_name = _("Knowledge base")
    default_auto_field = "django.db.models.BigAutoField"
