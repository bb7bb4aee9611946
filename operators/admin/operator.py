"""Operators with their contact points: the official-channel list in the making."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from operators.admin.glance import AtAGlance
from operators.admin.list_filters import TranslationFilter
from operators.admin.rows import CitedInline
from operators.admin.subject import NEXT_EDITION, SubjectAdmin
from operators.admin.titled import title_column
from operators.models.working import ContactPoint, Operator


class ContactPointInline(CitedInline):
    model = ContactPoint
    fields = [
        ("key", "position", "channel"),
        "value",
        "label",
        ("reach_own_line", "reach_country", "reach_abroad"),
        "hours",
        "sources",
    ]


@admin.register(Operator)
class OperatorAdmin(AtAGlance, SubjectAdmin):
    inlines = [ContactPointInline]
    autocomplete_fields = ("host_network", "succeeded_by", "sources")
    list_display = (title_column("name", "slug"), "kind", "country", "live", "in_languages")
    list_filter = (TranslationFilter, "country", "kind")
    search_fields = ("slug", "name", "legal_name")
    search_texts = ("summary",)
    fieldsets = (
        (_("Who it is"), {"fields": [("name", "legal_name"), ("kind", "country", "slug"), "homepage"]}),
        (_("Relations"), {"fields": [("host_network", "succeeded_by")]}),
        (_("Texts"), {"fields": ["summary", "sources"]}),
        NEXT_EDITION,
    )
