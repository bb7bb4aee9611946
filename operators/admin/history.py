"""The history of a subject: its editions, any two of them side by side, and its edits, each of which can come back."""

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from operators import clock
from operators.admin.comparing import compared, reach
from operators.admin.review import chosen_language, tabs
from operators.admin.status import Status
from operators.admin.verbs import SUBMIT
from operators.admin.words import day, said, said_warnings, what_was_done
from operators.models.forms import LANGUAGE_NAMES
from operators.models.printed import EditionText
from operators.models.working import Edit
from operators.publishing import PublishingError, recover
from operators.publishing.context import names_in
from operators.publishing.document import document
from operators.vocabulary import LANGUAGES

Data = dict[str, Any]

WORKING = "working"
EDITS = 200


class HistoryPages:
    """What ``SubjectAdmin`` adds to Django's history of an object."""

    def history_urls(self, name: str) -> list[Any]:
        wrap = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<int:pk>/compare/", wrap(self.compare_view), name=f"{name}_compare"),
            path("<int:pk>/edits/<int:edit>/", wrap(self.edit_view), name=f"{name}_edit"),
        ]

    def history_context(self, request: HttpRequest, subject: Any) -> Data:
        status = Status(subject, clock.now())
        edits = Edit.objects.filter(noun=subject.KIND, key=subject.slug).select_related("by").defer("content")
        edits = edits.annotate(kept=ExpressionWrapper(~Q(content=""), output_field=BooleanField()))
        return {
            "editions": [_edition(edition, status) for edition in status.editions],
            "versions": [str(edition.number) for edition in status.editions if not edition.tombstone],
            "edits": [_with_words(edit) for edit in edits[:EDITS]],
            "compare_url": self.url("compare", subject),  # type: ignore[attr-defined]
            "revert_url": self.url("revert", subject) if request.user.has_perm(SUBMIT) else "",  # type: ignore[attr-defined]
            "subject": subject,
        }

    def compare_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """``?from=1&to=working``: any edition with a text, or the working copy, on either side.

        Left out, they are the newest edition and the working copy.
        """
        status = Status(self.find(request, pk), clock.now())  # type: ignore[attr-defined]
        newest = next((str(one.number) for one in status.editions if not one.tombstone), WORKING)
        old, new = request.GET.get("from") or newest, request.GET.get("to") or WORKING
        language = chosen_language(request)
        before, after = _documents(status, old), _documents(status, new)
        context = self.about(request, status, _("%(old)s and %(new)s") % {"old": _name(old), "new": _name(new)})  # type: ignore[attr-defined]
        return self._compared(request, status, context, before, after, language, f"from={old}&to={new}&")

    def edit_view(self, request: HttpRequest, pk: int, edit: int) -> HttpResponse:
        """What the working copy would be again after an earlier edit; a POST makes it so."""
        subject = self.find(request, pk)  # type: ignore[attr-defined]
        found = Edit.objects.filter(pk=edit, noun=subject.KIND, key=subject.slug).first()
        if found is None or not found.content:
            raise Http404
        refusal = ""
        if request.method == "POST":
            if not request.user.has_perm(SUBMIT):
                raise PermissionDenied
            try:
                recover(found, version=_number(request.POST.get("version")), by=request.user, now=clock.now())  # type: ignore[arg-type]
            except PublishingError as error:
                refusal = str(error)
            else:
                messages.success(
                    request,
                    _("The working copy is what it was in version %(version)s. It still has to be reviewed.")
                    % {"version": found.version},
                )
                return HttpResponseRedirect(self.change_url(subject))  # type: ignore[attr-defined]
        status = Status(self.find(request, pk), clock.now())  # type: ignore[attr-defined]
        content = json.loads(found.content)
        names = names_in(content, status.now)
        after = {language: document(content, language, names) for language in LANGUAGES}
        title = _("Version %(version)s") % {"version": found.version}
        context = self.about(request, status, title) | {  # type: ignore[attr-defined]
            "edit": found,
            "may_restore": request.user.has_perm(SUBMIT),
            "version": status.subject.version,
            "refusals": [refusal] if refusal else [],
        }
        return self._compared(
            request, status, context, status.documents, after, chosen_language(request), "", 409 if refusal else 200
        )

    def _compared(
        self,
        request: HttpRequest,
        status: Status,
        context: Data,
        before: Data,
        after: Data,
        language: str,
        query: str,
        code: int = 200,
    ) -> HttpResponse:
        difference, live = compared(before, after, language), status.live_operators
        context |= {
            "status": status,
            "difference": difference,
            "reach": reach(before, after, language, live.official, live.cited_hosts),
            "tabs": tabs(difference.counts, language),
            "tab_query": query,
        }
        return self.page(request, "compare.html", context, code)  # type: ignore[attr-defined]


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else -1


def _documents(status: Status, which: str) -> Data:
    if which == WORKING:
        return status.documents
    edition = next((one for one in status.editions if str(one.number) == which and not one.tombstone), None)
    if edition is None:
        raise Http404
    return {text.language: json.loads(text.document) for text in EditionText.objects.filter(edition=edition)}


def _name(which: str) -> str:
    return _("the working copy") if which == WORKING else _("edition %(number)s") % {"number": which}


def _with_words(edit: Any) -> Any:
    edit.done = what_was_done(edit.what)
    return edit


def _edition(edition: Any, status: Status) -> Data:
    """An edition with who, when and why, in words."""
    texts = edition.withdrawn_because if edition.tombstone else edition.note
    return {
        "edition": edition,
        "day": day(edition.effective_from),
        "basis": said("basis", edition.effective_basis),
        "kind": _("withdrawn") if edition.tombstone else said("significance", edition.significance),
        "live": status.live is not None and edition.pk == status.live.pk,
        "waits": edition.public_at > status.now,
        "notes": [(code, name, texts.get(code, "")) for code, name in LANGUAGE_NAMES.items() if texts.get(code)],
        "warnings": said_warnings(edition.accepted_warnings),
    }
