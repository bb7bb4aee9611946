"""Checks by the handful: noted for several policies at once, and the history of one policy's checks.

Each policy's check is whole by itself: those that are refused are named with why, and stay chosen; the others count.
"""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from operators import clock
from operators.admin.titled import heading
from operators.admin.verb_forms import VerifyForm
from operators.admin.verbs import VERIFY
from operators.models.printed import Verification
from operators.models.working import Policy
from operators.publishing import NotAllowed, PublishingError, verify
from operators.vocabulary import COUNTRIES

MOST = 200
"""Policies at once: as many as somebody can have looked at."""


class ManyChecks(admin.ModelAdmin):
    """Mixin for policies: the action of their list, its page, and the history of checks."""

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("checks/", wrap(self.note_view), name="operators_policy_note_checks"),
            path("<int:pk>/checks/", wrap(self.history_of_checks), name="operators_policy_checks"),
            *super().get_urls(),
        ]

    def has_verify_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(VERIFY)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """None but this one: the stock deletion of several goes past the checks of a page."""
        found = super().get_actions(request)
        return {name: found[name] for name in ("note_checks",) if name in found}

    @admin.action(description=gettext_lazy("Note a check of the chosen policies"), permissions=["verify"])
    def note_checks(self, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        """The page between: one outcome, day, source and note for all."""
        if queryset.count() > MOST:
            messages.error(request, _("Choose at most %(most)s policies at once.") % {"most": MOST})
            return None
        policies = list(queryset.order_by("slug"))
        today = min((COUNTRIES[policy.country].today(clock.now()) for policy in policies), default=None)
        return self._page(request, policies, VerifyForm(initial={"day": today}))

    def note_view(self, request: HttpRequest) -> HttpResponse:
        """POST: note the check of each chosen policy. GET leads back to the list."""
        if not self.has_verify_permission(request):
            raise PermissionDenied
        back = HttpResponseRedirect(reverse("admin:operators_policy_changelist"))
        if request.method != "POST":
            return back
        chosen = self.get_queryset(request).filter(slug__in=request.POST.getlist("policy")[:MOST])
        policies = list(chosen.order_by("slug"))
        form = VerifyForm(request.POST)
        if not policies:
            messages.error(request, _("Choose the policies that you have looked at."))
            return back
        if not form.is_valid():
            return self._page(request, policies, form, code=400)
        refused = self._note(request, policies, form.cleaned_data)
        noted = len(policies) - len(refused)
        if noted:
            said = ngettext("%(count)d check is noted.", "%(count)d checks are noted.", noted) % {"count": noted}
            messages.success(request, said)
        if not refused:
            return back
        return self._page(request, [policy for policy, _why in refused], form, refused, code=409)

    def _note(self, request: HttpRequest, policies: list[Policy], answers: dict[str, Any]) -> list[tuple[Policy, str]]:
        by: Any = request.user
        refused = []
        for policy in policies:
            try:
                verify(policy=policy.slug, by=by, now=clock.now(), **answers)
            except NotAllowed as error:
                raise PermissionDenied from error
            except PublishingError as refusal:
                refused.append((policy, str(refusal)))
        return refused

    def _page(
        self, request: HttpRequest, policies: list[Policy], form: VerifyForm, refused: Any = (), code: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Note a check of several policies"),
            "policies": policies,
            "form": form,
            "refused": refused,
            "media": self.media + form.media,
        }
        response = TemplateResponse(request, "admin/checks/note.html", context, status=code)
        response["Cache-Control"] = "no-store, private"
        return response

    def history_of_checks(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Who looked when, what was found, and who confirmed it; newest first."""
        room: Any = self
        policy = room.find(request, pk)
        rows = Verification.objects.filter(policy=policy.slug).select_related("by", "confirmed_by")
        context = {
            **self.admin_site.each_context(request),
            **heading(policy, _("Checks")),
            "opts": self.opts,
            "change_url": room.change_url(policy),
            "checks": rows[:200],
            "every": policy.review_every_days,
            "verify_url": room.url("verify", policy) if self.has_verify_permission(request) else "",
        }
        response = TemplateResponse(request, "admin/checks/history.html", context)
        response["Cache-Control"] = "no-store, private"
        return response
