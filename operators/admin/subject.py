"""What the pages of an operator, a policy and an FAQ entry share: the status strip, the verbs, the preview."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from operators import clock
from operators.admin import review, sharing
from operators.admin.history import HistoryPages
from operators.admin.preview import preview_page
from operators.admin.searching import TextSearch
from operators.admin.status import Status
from operators.admin.strip import strip
from operators.admin.titled import heading
from operators.admin.verbs import VERBS, Verb, as_seen_now
from operators.admin.versioned import VersionedAdmin
from operators.models.forms import LANGUAGE_NAMES
from operators.models.working import DraftLink
from operators.publishing import GateRefused, NotAllowed, PublishingError
from operators.publishing.context import last_edition
from operators.vocabulary import LANGUAGES

NEXT_EDITION: Any = (
    gettext_lazy("The next edition"),
    {"fields": [("effective_from", "effective_basis", "significance"), "change_note"]},
)


class SubjectAdmin(HistoryPages, TextSearch, VersionedAdmin):
    """Edits a working copy. What readers see changes by the verbs alone."""

    change_form_template = "admin/operators/subject_form.html"
    object_history_template = "admin/operators/subject_history.html"
    delete_confirmation_template = None

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        verbs = [
            path(f"<int:pk>/{verb.name}/", wrap(self._verb_view(verb)), name=f"{name}_{verb.name}")
            for verb in VERBS
            if verb.name != "verify" or self.opts.model_name == "policy"
        ]
        return [
            *verbs,
            *self.history_urls(name),
            path("<int:pk>/review/", wrap(self.review_view), name=f"{name}_review"),
            path("<int:pk>/preview/<str:language>/", wrap(self.preview_view), name=f"{name}_preview"),
            path("<int:pk>/share/", wrap(require_POST(self.share_view)), name=f"{name}_share"),
            path("<int:pk>/share/<int:link>/revoke/", wrap(require_POST(self.revoke_view)), name=f"{name}_revoke"),
            *super().get_urls(),
        ]

    def undeletable_because(self, obj: Any) -> str:
        if not self._was_printed(obj):
            return ""
        return _("It has been published, so it is not deleted: withdraw it instead.")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        if obj is not None and self._was_printed(obj):
            fields.append("slug")
        return fields

    def _was_printed(self, obj: Any) -> bool:
        """Asked several times for a page and read once: whoever saves or deletes ``obj`` has loaded it locked."""
        if "was_printed" not in obj.__dict__:
            obj.was_printed = last_edition(obj.KIND, obj.slug) is not None
        return bool(obj.was_printed)

    def status(self, obj: Any) -> Status:
        """Of the row as it is stored: a refused form has its typed text in ``obj``."""
        return Status(type(obj)._default_manager.get(pk=obj.pk), clock.now())

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        context["show_save_and_add_another"] = False
        if change and obj is not None and "_popup" not in request.GET:
            context.update(strip(self, request, self.status(obj)))
        return super().render_change_form(request, context, add, change, form_url, obj)

    def url(self, view: str, subject: Any, *args: Any) -> str:
        """``url("submit", policy)`` -> ``/admin/operators/policy/1/submit/``."""
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[subject.pk, *args])

    def find(self, request: HttpRequest, pk: int) -> Any:
        """The working copy, for somebody who may see it. Raises Http404, PermissionDenied."""
        obj = self.get_queryset(request).filter(pk=pk).first()
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        return obj

    def _verb_view(self, verb: Verb) -> Any:
        def view(request: HttpRequest, pk: int) -> HttpResponse:
            return self.verb_view(request, pk, verb)

        return view

    def verb_view(self, request: HttpRequest, pk: int, verb: Verb) -> HttpResponse:
        """GET: the verb's form alone. POST: the verb; after a refusal the form again, with why and what was typed."""
        obj = self.find(request, pk)
        if not request.user.has_perm(verb.permission):
            raise PermissionDenied
        status = Status(obj, clock.now())
        if request.method != "POST":
            if verb.name in review.VERBS:
                return HttpResponseRedirect(self.url("review", obj))
            return self._verb_page(request, status, verb, verb.form(status, None))
        form = verb.form(status, request.POST)
        refusals: list[Any] = []
        if form.is_valid():
            try:
                with transaction.atomic():
                    said = verb.act(status, form.cleaned_data, request.user)
            except NotAllowed as error:
                raise PermissionDenied from error
            except GateRefused as refusal:
                refusals = list(refusal.problems)
            except PublishingError as refusal:
                refusals = [str(refusal)]
            else:
                messages.success(request, said)
                return HttpResponseRedirect(self.change_url(obj))
        status = self.status(obj)
        data = as_seen_now(status, request.POST)
        if verb.name in review.VERBS:
            context = review.context(self, request, status, refusals, **{verb.name: data})
            return self.page(request, "review.html", context, 409 if refusals else 400)
        again = verb.form(status, data)
        return self._verb_page(request, status, verb, again, refusals)

    def _verb_page(
        self, request: HttpRequest, status: Status, verb: Verb, form: Any, refusals: Any = ()
    ) -> HttpResponse:
        context = self.about(request, status, str(verb.label)) | {
            "one": {"verb": verb, "form": form, "url": self.url(verb.name, status.subject)},
            "status": status,
            "refusals": refusals,
            "media": self.media + form.media,
        }
        code = 409 if refusals else 400 if form.is_bound else 200
        return self.page(request, "verb.html", context, code)

    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What a reviewer looks at: the gate's problems, the differences, and the two ways out."""
        status = Status(self.find(request, pk), clock.now())
        return self.page(request, "review.html", review.context(self, request, status))

    def preview_view(self, request: HttpRequest, pk: int, language: str) -> HttpResponse:
        """The working copy as it would be printed, for whoever may see it here. Never kept by a cache."""
        if language not in LANGUAGES:
            raise Http404
        status = Status(self.find(request, pk), clock.now())
        return preview_page(self, request, status, language)

    def share_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """A link to the working copy as it stands, for somebody without an account."""
        obj = self._shareable(request, pk)
        by: Any = request.user
        link = sharing.share(Status(obj, clock.now()), by=by, now=clock.now())
        self.log_change(request, obj, _("Shared version %(version)s by a link.") % {"version": link.version})
        messages.success(request, _("Version %(version)s can be read at the link below.") % {"version": link.version})
        return HttpResponseRedirect(f"{self.change_url(obj)}#kb-share")

    def revoke_view(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        obj = self._shareable(request, pk)
        found = DraftLink.objects.filter(pk=link, kind=obj.KIND, slug=obj.slug).first()
        if found is None:
            raise Http404
        by: Any = request.user
        sharing.revoke(found, by=by, now=clock.now())
        self.log_change(request, obj, _("Revoked the link to version %(version)s.") % {"version": found.version})
        messages.success(request, _("The link shows nothing any more."))
        return HttpResponseRedirect(f"{self.change_url(obj)}#kb-share")

    def _shareable(self, request: HttpRequest, pk: int) -> Any:
        """The working copy, for somebody who may edit it. Raises Http404, PermissionDenied."""
        obj = self.find(request, pk)
        if not self.has_change_permission(request, obj):
            raise PermissionDenied
        if not settings.KB_DRAFT_LINK_DAYS:
            raise Http404
        return obj

    def about(self, request: HttpRequest, status: Status, page: str) -> dict[str, Any]:
        """What every page about a subject says of itself; ``page`` is what is done there."""
        return {
            **self.admin_site.each_context(request),
            **heading(status.subject, page),
            "opts": self.opts,
            "change_url": self.change_url(status.subject),
            "languages": [(language, LANGUAGE_NAMES[language]) for language in LANGUAGES],
        }

    def page(self, request: HttpRequest, name: str, context: dict[str, Any], code: int = 200) -> HttpResponse:
        response = TemplateResponse(request, f"admin/operators/{name}", context, status=code)
        response["Cache-Control"] = "no-store, private"
        return response

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        obj = self.get_object(request, object_id)
        extra = self.history_context(request, obj) | heading(obj, _("History")) if obj is not None else {}
        return super().history_view(request, object_id, {**extra, **(extra_context or {})})
