"""Policies with all their rows."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from operators.admin.list_filters import FreshnessFilter
from operators.admin.rows import ROWS
from operators.admin.subject import NEXT_EDITION, SubjectAdmin
from operators.models.working import Policy


@admin.register(Policy)
class PolicyAdmin(SubjectAdmin):
    inlines = ROWS
    autocomplete_fields = ("operator",)
    list_display = ("slug", "operator", "topic", "line_type", "languages", "version")
    list_filter = (FreshnessFilter, "country", "operator", "topic", "line_type")
    list_select_related = ("operator",)
    search_fields = ("slug", "operator__name")
    search_texts = ("title", "summary", "scope")
    fieldsets = (
        (
            _("What it is about"),
            {"fields": [("operator", "topic", "line_type"), ("slug", "country"), "review_every_days"]},
        ),
        (_("Texts"), {"fields": ["title", "summary", "scope"]}),
        NEXT_EDITION,
    )

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("operator")
