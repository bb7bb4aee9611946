"""What was handed in for review, and who edited what: two logs. From the second, any version can be restored."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock
from operators.admin.reading import ViewOnlyAdmin
from operators.admin.titled import Log, logged_column
from operators.admin.verbs import SUBMIT
from operators.admin.words import EDITS, what_was_done
from operators.models.working import Edit, Submission
from operators.publishing import PublishingError, recover
from operators.publishing.recovering import standing


@admin.register(Submission)
class SubmissionAdmin(Log, ViewOnlyAdmin):
    list_display = (
        logged_column("slug"),
        "kind",
        "version",
        "state",
        "submitted_by",
        "submitted_at",
        "decided_by",
        "decided_at",
    )
    list_filter = ("state", "kind")
    list_select_related = ("submitted_by", "decided_by")
    search_fields = ("slug", "note", "message")


class WhatFilter(admin.SimpleListFilter):
    """By what was done, whatever the number of the version that came back."""

    title, parameter_name = gettext_lazy("what"), "what"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(what, str(words) % {"number": "…"} if "%" in str(words) else words) for what, words in EDITS.items()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(what__startswith=self.value()) if self.value() else queryset


@admin.register(Edit)
class EditAdmin(Log, ViewOnlyAdmin):
    about = ("noun", "key")
    change_form_template = "admin/operators/edit_form.html"
    list_display = (logged_column("key"), "noun", "version", "by", "at", "done")
    list_filter = ("noun", WhatFilter)
    list_select_related = ("by",)
    search_fields = ("key", "by__username")
    said = {"what": "done"}
    readonly_fields = ("done",)

    @admin.display(description=gettext_lazy("what"), ordering="what")
    def done(self, edit: Edit) -> str:
        return what_was_done(edit.what)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edit]:
        return super().get_queryset(request).defer("content")

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<int:pk>/restore/", view, name="operators_edit_restore"), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        edit = kwargs.get("obj")
        if edit is not None and edit.content and request.user.has_perm(SUBMIT):
            now = standing(edit)
            context["restore_url"] = reverse("admin:operators_edit_restore", args=[edit.pk])
            context["restore_version"] = now.version if now else 0
        return super().render_change_form(request, context, *args, **kwargs)

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: what was edited, or deleted, is again what it was after this edit."""
        if not request.user.has_perm(SUBMIT):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        edit = Edit.objects.filter(pk=pk).first()
        if edit is None:
            raise Http404
        version = request.POST.get("version", "")
        try:
            number = int(version) if version.isdecimal() and len(version) < 10 else -1
            thing = recover(edit, version=number, by=request.user, now=clock.now())  # type: ignore[arg-type]
        except PublishingError as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:operators_edit_change", args=[pk]))
        messages.success(request, _("It is what it was in version %(version)s.") % {"version": edit.version})
        opts = thing._meta
        return HttpResponseRedirect(reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[thing.pk]))
