"""The knowledge base as a Django application."""

from django.apps import AppConfig


class OperatorsConfig(AppConfig):
    """Operators, their policies, and everything that is printed from them."""

    name = "operators"
    label = "operators"
    verbose_name = "Knowledge base"
    default_auto_field = "django.db.models.BigAutoField"
