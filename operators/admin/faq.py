"""Questions, cases and the glossary."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from operators.admin.glance import AtAGlance
from operators.admin.list_filters import TranslationFilter
from operators.admin.subject import NEXT_EDITION, SubjectAdmin
from operators.admin.titled import title_column
from operators.models.working import FaqEntry


@admin.register(FaqEntry)
class FaqEntryAdmin(AtAGlance, SubjectAdmin):
    autocomplete_fields = ("operator", "policies", "sources")
    list_display = (
        title_column("question", "slug"),
        "kind",
        "category",
        "operator",
        "position",
        "live",
        "in_languages",
    )
    list_filter = (TranslationFilter, "kind", "category", "operator", "country")
    list_select_related = ("operator",)
    search_fields = ("slug",)
    search_texts = ("question", "answer")
    fieldsets = (
        (_("Texts"), {"fields": ["question", "answer", "sources"]}),
        (
            _("Where it stands"),
            {"fields": [("kind", "category", "position"), "operator", "policies", ("slug", "country")]},
        ),
        NEXT_EDITION,
    )
