"""Sources. Deleting one would silently take the ground from the rows that cite it."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _

from operators.admin.versioned import VersionedAdmin
from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Fact,
    FaqEntry,
    Milestone,
    Operator,
    Route,
    Source,
    Step,
)

CITING: tuple[Any, ...] = (Caution, Condition, ContactPoint, Fact, FaqEntry, Milestone, Operator, Route, Step)


def places_citing(source: Source) -> list[str]:
    """Where a source is cited in working copies: ``condition no-sms``."""
    return [f"{model._meta.verbose_name} {row}" for model in CITING for row in model.objects.filter(sources=source)[:5]]


@admin.register(Source)
class SourceAdmin(VersionedAdmin):
    change_form_template = "admin/operators/versioned_form.html"
    list_display = ("key", "title", "publisher", "kind", "language", "published_on", "retrieved_on", "link_state")
    list_filter = ("kind", "language", "link_state")
    search_fields = ("key", "title", "publisher", "url", "quote")
    fields = [
        "key",
        "url",
        "title",
        ("publisher", "kind", "language"),
        ("published_on", "retrieved_on"),
        "quote",
    ]

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ["key"] if obj else []

    def undeletable_because(self, obj: Any) -> str:
        places = places_citing(obj)
        return _("It is cited by: %(places)s.") % {"places": "; ".join(places)} if places else ""
