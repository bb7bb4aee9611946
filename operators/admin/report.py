"""What readers say is wrong. Their words are shown as inert text and are never changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from operators.models.printed import CorrectionReport


@admin.register(CorrectionReport)
class CorrectionReportAdmin(admin.ModelAdmin):
    """An editor decides and answers; nothing of this is public."""

    actions = None
    list_display = ("slug", "kind", "edition", "language", "state", "received_at")
    list_filter = ("state", "kind", "language")
    search_fields = ("slug", "text")
    readonly_fields = ("kind", "slug", "edition", "language", "text", "source_url", "contact", "received_at")
    fields = [
        ("kind", "slug", "edition", "language"),
        "text",
        "source_url",
        "contact",
        "received_at",
        "state",
        "answer",
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
