"""What was handed in for review, and who edited what: two logs."""

from django.contrib import admin

from operators.admin.reading import ViewOnlyAdmin
from operators.models.working import Edit, Submission


@admin.register(Submission)
class SubmissionAdmin(ViewOnlyAdmin):
    list_display = ("slug", "kind", "version", "state", "submitted_by", "submitted_at", "decided_by", "decided_at")
    list_filter = ("state", "kind")
    list_select_related = ("submitted_by", "decided_by")
    search_fields = ("slug", "note", "message")


@admin.register(Edit)
class EditAdmin(ViewOnlyAdmin):
    list_display = ("key", "noun", "version", "by", "at", "what")
    list_filter = ("noun",)
    list_select_related = ("by",)
    search_fields = ("key", "by__username")
