"""What was printed. Nobody changes it, whatever their role."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from operators.admin.list_filters import WaitingFilter
from operators.admin.reading import ViewOnlyAdmin
from operators.admin.titled import Log, logged_column
from operators.admin.words import said_warnings
from operators.models.printed import Edition


@admin.register(Edition)
class EditionAdmin(Log, ViewOnlyAdmin):
    list_display = (
        logged_column("slug"),
        "number",
        "kind",
        "effective_from",
        "significance",
        "tombstone",
        "published_at",
        "published_by",
        "submitted_by",
        "four_eyes",
    )
    list_filter = (WaitingFilter, "kind", "significance", "tombstone", "four_eyes")
    search_fields = ("slug", "published_by", "submitted_by", "origin")
    ordering = ("-revision",)
    said = {"accepted_warnings": "warnings"}
    readonly_fields = ("warnings", "texts")

    @admin.display(description=_("accepted warnings"))
    def warnings(self, edition: Any) -> str:
        return said_warnings(edition.accepted_warnings)

    @admin.display(description=_("documents"))
    def texts(self, edition: Any) -> str:
        """The documents as they were printed, as inert text."""
        return "\n\n".join(f"{text.language}\n{text.document}" for text in edition.texts.all())
