"""Policies with all their rows."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.admin.glance import AtAGlance
from operators.admin.list_filters import FreshnessFilter, TranslationFilter
from operators.admin.many_checks import ManyChecks
from operators.admin.rows import ROWS
from operators.admin.subject import NEXT_EDITION, SubjectAdmin
from operators.admin.titled import title_column
from operators.models.working import FaqEntry, Policy


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
            gettext_lazy("What it is about"),
            {"fields": [("operator", "topic", "line_type"), ("slug", "country"), "review_every_days"]},
        ),
        (gettext_lazy("Texts"), {"fields": ["title", "summary", "scope"]}),
        NEXT_EDITION,
    )

    def undeletable_because(self, obj: Any) -> str:
        """An FAQ entry would lose the policy from its list, and nobody would have edited the entry."""
        if because := super().undeletable_because(obj):
            return because
        entries = FaqEntry.objects.filter(policies=obj).order_by("slug").values_list("slug", flat=True)
        return _("FAQ entries name this policy: %(entries)s.") % {"entries": ", ".join(entries)} if entries else ""

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).select_related("operator")
