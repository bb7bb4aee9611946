"""Policies with all their rows."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from operators.admin.glance import AtAGlance
from operators.admin.list_filters import FreshnessFilter, TranslationFilter
from operators.admin.many_checks import ManyChecks
from operators.admin.rows import ROWS
from operators.admin.subject import NEXT_EDITION, SubjectAdmin
from operators.admin.titled import title_column
from operators.models.working import Policy


@admin.register(Policy)
class PolicyAdmin(ManyChecks, AtAGlance, SubjectAdmin):
    actions = ["note_checks"]
    inlines = ROWS
    autocomplete_fields = ("operator",)
    list_display = (title_column("title", "slug"), "operator", "topic", "line_type", "live", "checked", "in_languages")
    list_filter = (FreshnessFilter, TranslationFilter, "country", "topic", "line_type", "operator")
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
