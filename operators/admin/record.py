"""The log of verbs: looked at, searched, filtered and taken away as a file; never changed."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy, pgettext_lazy

from operators.admin.list_filters import CodeFilter
from operators.admin.reading import ViewOnlyAdmin
from operators.admin.titled import Log, logged_column
from operators.admin.words import said_warnings
from operators.models.working import VerbRecord
from operators.models.working.record import NOUNS, VERBS

COLUMNS = ("at", "verb", "noun", "key", "by", "version", "edition", "content_hash", "message", "details")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the start of a formula."""


class VerbFilter(CodeFilter):
    title, parameter_name, labels = gettext_lazy("what"), "verb", VERBS


class NounFilter(CodeFilter):
    title, parameter_name, labels = gettext_lazy("kind"), "noun", NOUNS


@admin.register(VerbRecord)
class VerbRecordAdmin(Log, ViewOnlyAdmin):
    about = ("noun", "key")
    change_list_template = "admin/operators/verbrecord_list.html"
    list_display = ("at", "said_verb", "said_noun", logged_column("key"), "by", "version", "edition", "said_message")
    list_filter = (VerbFilter, NounFilter, "at", "by")
    list_select_related = ("by",)
    said = {"verb": "said_verb", "noun": "said_noun", "message": "said_message"}
    readonly_fields = ("said_verb", "said_noun", "said_message", "said_warnings")
    search_fields = ("key", "message", "by__username", "content_hash")
    date_hierarchy = "at"

    @admin.display(description=gettext_lazy("what"), ordering="verb")
    def said_verb(self, record: VerbRecord) -> str:
        return str(VERBS.get(record.verb, record.verb))

    @admin.display(description=gettext_lazy("kind"), ordering="noun")
    def said_noun(self, record: VerbRecord) -> str:
        return str(NOUNS.get(record.noun, record.noun))

    @admin.display(description=pgettext_lazy("Log", "message"), ordering="message")
    def said_message(self, record: VerbRecord) -> str:
        return record.message

    @admin.display(description=gettext_lazy("accepted warnings"))
    def said_warnings(self, record: VerbRecord) -> str:
        return said_warnings(record.details.get("warnings", ()))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/<str:form>/", view, name="operators_verbrecord_export"), *super().get_urls()]

    def export_view(self, request: HttpRequest, form: str) -> StreamingHttpResponse:
        """The lines that the list shows for the same filters and words, as ``csv`` or ``json``."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        writers = {"csv": (as_csv, "text/csv; charset=utf-8"), "json": (as_json, "application/json")}
        if form not in writers:
            raise Http404
        write, content_type = writers[form]
        found = self.get_changelist_instance(request).get_queryset(request).select_related("by")
        response = StreamingHttpResponse(write(map(row, found.iterator(chunk_size=500))), content_type=content_type)
        response["Content-Disposition"] = f'attachment; filename="log-of-verbs.{form}"'
        response["Cache-Control"] = "no-store, private"
        return response


def row(record: VerbRecord) -> dict[str, Any]:
    values = {column: getattr(record, column) for column in COLUMNS}
    return {**values, "at": record.at.isoformat(), "by": record.by.get_username()}


def as_json(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """An array, a line each: nothing is changed."""
    start = "[\n"
    for one in rows:
        yield start + json.dumps(one, ensure_ascii=False)
        start = ",\n"
    yield "[]\n" if start == "[\n" else "\n]\n"


def as_csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """For spreadsheets: what would be read as a formula gets an apostrophe in front. Take JSON to read it back."""
    yield _line(COLUMNS)
    for one in rows:
        details = json.dumps(one["details"], ensure_ascii=False) if one["details"] else ""
        yield _line(inert(value) for value in {**one, "details": details}.values())


def inert(value: Any) -> str:
    """``inert("=1+1")`` is ``'=1+1``: a text, wherever it is opened."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text


def _line(values: Iterable[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(values)
    return written.getvalue()
