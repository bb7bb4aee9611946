"""Sources. Deleting one would silently take the ground from the rows that cite it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators import clock, editions
from operators.admin.citing import cited_by, places_citing
from operators.admin.titled import title_column
from operators.admin.versioned import VersionedAdmin
from operators.admin.watching import FoundFilter, found
from operators.links import LinkRefused, check_source_url
from operators.models.working import Source


@admin.register(Source)
class SourceAdmin(VersionedAdmin):
    change_form_template = "admin/operators/source_form.html"
    list_display = (title_column("title", "key"), "found", "looked_at", "publisher", "kind", "retrieved_on")
    list_filter = (FoundFilter, "kind", "language")
    search_fields = ("key", "title", "publisher", "url", "quote")
    fields = [
        "url",
        "title",
        ("publisher", "kind", "language"),
        "key",
        ("published_on", "retrieved_on"),
        "quote",
    ]

    @admin.display(description=gettext_lazy("last look"))
    def found(self, source: Source) -> str:
        return found(source).words

    @admin.display(description=gettext_lazy("looked at"), ordering="checked_at")
    def looked_at(self, source: Source) -> Any:
        return source.checked_at

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else {"key": ("publisher", "title")}

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Most sources are read on the day they are added."""
        return {"retrieved_on": editions.latest_today(clock.now()), **super().get_changeform_initial_data(request)}

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        return ["key"] if obj else []

    def undeletable_because(self, obj: Any) -> str:
        places = places_citing(obj)
        return _("It is cited by: %(places)s.") % {"places": "; ".join(places)} if places else ""

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        obj = kwargs.get("obj")
        if obj is not None and "_popup" not in request.GET:
            # As it is stored: a refused form has its typed address in ``obj``.
            stored = Source.objects.get(pk=obj.pk)
            context |= {"source": stored, "found": found(stored), "cited_by": cited_by(stored), "page": _page(stored)}
        return super().render_change_form(request, context, *args, **kwargs)


def _page(source: Source) -> str:
    """The cited address, if it may be opened: nothing that was stored behind the form's back becomes a link."""
    try:
        check_source_url(source.url)
    except LinkRefused:
        return ""
    return source.url
