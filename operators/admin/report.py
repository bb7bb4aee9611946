"""What readers say is wrong: a queue. Their words are shown as inert text, and nothing of them is ever a link."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from operators import clock
from operators.admin.list_filters import CodeFilter, LanguageFilter
from operators.admin.reading import ViewOnlyAdmin
from operators.admin.titled import Log, logged_column
from operators.editions import page_url
from operators.links import host_of
from operators.models.forms import LANGUAGE_NAMES
from operators.models.labels import LABELS
from operators.models.printed import CorrectionReport
from operators.models.working import Source
from operators.publishing import NotAllowed, PublishingError, accept_report, reject_report
from operators.publishing.context import live_edition
from operators.publishing.printing import MODELS
from operators.vocabulary import ReportState, SubjectKind

ANSWER = "operators.change_correctionreport"


class AcceptForm(forms.Form):
    note = forms.CharField(
        label=gettext_lazy("What you will do about it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class RejectForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why nothing will be changed"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class StateFilter(CodeFilter):
    title, parameter_name, labels = gettext_lazy("state"), "state__exact", LABELS[ReportState]


class KindFilter(CodeFilter):
    title, parameter_name, labels = gettext_lazy("kind"), "kind", LABELS[SubjectKind]


@admin.register(CorrectionReport)
class CorrectionReportAdmin(Log, ViewOnlyAdmin):
    """An editor accepts or rejects. Neither changes anything that readers see."""

    change_form_template = "admin/operators/report_form.html"
    list_display = (logged_column("slug"), "said_state", "age", "begins", "in_language")
    list_filter = (StateFilter, KindFilter, LanguageFilter)
    search_fields = ("slug", "text", "answer")
    # What is open first, the oldest of it first.
    ordering = (Case(When(state=ReportState.OPEN, then=Value(0)), default=Value(1)).asc(), "received_at", "id")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def said_state(self, report: CorrectionReport) -> str:
        return str(report.get_state_display())

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def in_language(self, report: CorrectionReport) -> str:
        return LANGUAGE_NAMES.get(report.language, report.language)

    @admin.display(description=gettext_lazy("waits"), ordering="received_at")
    def age(self, report: CorrectionReport) -> str:
        days = (clock.now() - report.received_at).days
        return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}

    @admin.display(description=gettext_lazy("begins"))
    def begins(self, report: CorrectionReport) -> str:
        text = " ".join(report.text.split())
        return text if len(text) <= 80 else f"{text[:79]}…"

    def get_urls(self) -> list[Any]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/accept/", wrap(self.accept_view), name="operators_correctionreport_accept"),
            path("<int:pk>/reject/", wrap(self.reject_view), name="operators_correctionreport_reject"),
            *super().get_urls(),
        ]

    def accept_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: the report is right. Leads to the working copy that it is to be worked into."""
        return self._answer(request, pk, "accept", AcceptForm, self._accept)

    def reject_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """POST: nothing will be changed, and why."""
        return self._answer(request, pk, "reject", RejectForm, self._reject)

    def _answer(self, request: HttpRequest, pk: int, name: str, form_class: Any, act: Any) -> HttpResponse:
        report = CorrectionReport.objects.filter(pk=pk).first()
        if report is None:
            raise Http404
        if not request.user.has_perm(ANSWER):
            raise PermissionDenied
        here = reverse("admin:operators_correctionreport_change", args=[pk])
        if request.method != "POST":
            return HttpResponseRedirect(here)
        form = form_class(request.POST, auto_id=f"{name}-%s")
        if form.is_valid():
            try:
                return HttpResponseRedirect(act(request, report, form.cleaned_data))
            except NotAllowed as error:
                raise PermissionDenied from error
            except PublishingError as refusal:
                form.add_error(None, str(refusal))
        answer = self.changeform_view(self._as_get(request), str(pk), extra_context={name: form})
        answer.status_code = 400
        return answer

    @staticmethod
    def _as_get(request: HttpRequest) -> HttpRequest:
        """The page with the refused form on it is drawn as it would be looked at: it has no form of its own."""
        request.method = "GET"
        return request

    def _accept(self, request: HttpRequest, report: CorrectionReport, answers: dict[str, Any]) -> str:
        source = accept_report(report, by=request.user, now=clock.now(), note=answers["note"])  # type: ignore[arg-type]
        self.log_change(request, report, _("Accepted."))
        messages.success(request, _("The report is accepted. Here is the working copy: nothing in it has changed yet."))
        if source is not None:
            said = _("Its source is “%(key)s”: fill it in, then cite it.") % {"key": source.key}
            messages.info(request, said)
        elif report.source_url:
            messages.warning(
                request, _("The address that it names may not be cited as it is; it stands in the report.")
            )
        return str(working_url(report))

    def _reject(self, request: HttpRequest, report: CorrectionReport, answers: dict[str, Any]) -> str:
        reject_report(report, by=request.user, now=clock.now(), reason=answers["reason"])  # type: ignore[arg-type]
        self.log_change(request, report, _("Rejected."))
        messages.success(request, _("The report is rejected; your reason stands with it."))
        return reverse("admin:operators_correctionreport_changelist")

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        report = kwargs.get("obj")
        if report is not None:
            context.update(about(report))
            if report.state == ReportState.OPEN and request.user.has_perm(ANSWER):
                context.setdefault("accept", AcceptForm(auto_id="accept-%s"))
                context.setdefault("reject", RejectForm(auto_id="reject-%s"))
        return super().render_change_form(request, context, *args, **kwargs)


def working_url(report: CorrectionReport) -> str:
    """The page of the working copy that a report is about; empty where there is none any more."""
    subject = MODELS[report.kind]._default_manager.filter(slug=report.slug).first()
    return reverse(f"admin:operators_{subject._meta.model_name}_change", args=[subject.pk]) if subject else ""


def about(report: CorrectionReport) -> dict[str, Any]:
    """What the page shows beside the report: where to look, and what became of it."""
    public = page_url(report.kind, report.slug, report.language)
    live = live_edition(report.kind, report.slug, clock.now())
    source = Source.objects.filter(key=report.source_key).first() if report.source_key else None
    return {
        "report": report,
        "page_url": public,
        "edition_url": f"{public}editions/{report.edition}/" if report.kind == SubjectKind.POLICY else "",
        "live": live.number if live else None,
        "working_url": working_url(report),
        "source_host": host_of(report.source_url) if report.source_url else "",
        "made_source": source,
    }
