"""Checks, and the one thing that can be done to them: another reviewer confirms."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from operators import clock
from operators.admin.list_filters import ConfirmedFilter
from operators.admin.many_checks import MOST
from operators.admin.reading import ViewOnlyAdmin
from operators.admin.titled import Log, logged_column
from operators.admin.verbs import PUBLISH
from operators.models.printed import Verification
from operators.publishing import NotAllowed, PublishingError, confirm


@admin.register(Verification)
class VerificationAdmin(Log, ViewOnlyAdmin):
    change_form_template = "admin/operators/verification_form.html"
    actions = ["confirm_checks"]
    list_display = (logged_column("policy"), "day", "outcome", "by", "note", "confirmed_by", "confirmed_at")
    list_filter = (ConfirmedFilter, "outcome")
    list_select_related = ("by", "confirmed_by")
    search_fields = ("policy", "note")

    def named(self, row: Verification) -> tuple[str, str]:
        return "policy", row.policy

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.confirm_view)
        return [path("<int:pk>/confirm/", view, name="operators_verification_confirm"), *super().get_urls()]

    def has_confirm_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(PUBLISH)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None but this one: nobody deletes a check."""
        found = super().get_actions(request)
        return {name: found[name] for name in ("confirm_checks",) if name in found}

    @admin.action(description=gettext_lazy("Confirm the chosen checks"), permissions=["confirm"])
    def confirm_checks(self, request: HttpRequest, queryset: Any) -> None:
        """Each by itself: those that are refused are named with why, the others count."""
        counted = 0
        for check in queryset.order_by("pk")[:MOST]:
            try:
                confirm(check, by=request.user, now=clock.now())  # type: ignore[arg-type]
            except NotAllowed as error:
                raise PermissionDenied from error
            except PublishingError as refusal:
                why = _("Refused: %(policy)s, %(day)s: %(why)s") % {
                    "policy": check.policy,
                    "day": check.day.isoformat(),
                    "why": refusal,
                }
                messages.error(request, why)
            else:
                counted += 1
        if counted:
            said = ngettext("%(count)d check counts now.", "%(count)d checks count now.", counted) % {"count": counted}
            messages.success(request, said)

    def confirm_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: the check counts from now on."""
        if not request.user.has_perm(PUBLISH):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found = Verification.objects.filter(pk=pk).first()
        if found is None:
            raise Http404
        try:
            confirm(found, by=request.user, now=clock.now())  # type: ignore[arg-type]
        except NotAllowed as error:
            raise PermissionDenied from error
        except PublishingError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The check counts."))
        return HttpResponseRedirect(reverse("admin:operators_verification_change", args=[pk]))

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        found = kwargs.get("obj")
        context["may_confirm"] = found is not None and not found.confirmed_at and request.user.has_perm(PUBLISH)
        return super().render_change_form(request, context, *args, **kwargs)
