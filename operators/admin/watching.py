"""What the source watch found, in an editor's words: for the list of sources and a source's page."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import F, Q
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.links import host_of
from operators.models.working import Source
from operators.vocabulary import LinkReason, LinkState, QuoteState


@dataclass(frozen=True, slots=True)
class Found:
    """``mark`` is one of ``FoundFilter``'s words and a class of the stylesheet."""

    mark: str
    words: str


def found(source: Source) -> Found:
    """The last look in a few words; what calls for an editor comes first."""
    if not source.url:
        return Found("none", _("a document, without an address"))
    if source.checked_at is None:
        return Found("new", _("not looked at yet"))
    if source.checked_version != source.version:
        return Found("new", _("edited since the last look"))
    if source.link_state == LinkState.DEAD:
        return Found("dead", _("gone: %(why)s") % {"why": _why(source)})
    if source.link_state != LinkState.OK:
        return Found("unsure", _("could not be checked: %(why)s") % {"why": _why(source)})
    if source.quote_state == QuoteState.MISSING:
        return Found("quote", _("the quote is not on the page"))
    if source.final_url:
        return Found("moved", _("leads to %(host)s") % {"host": host_of(source.final_url)})
    if source.quote_state == QuoteState.FOUND:
        return Found("ok", _("there, with its quote"))
    return Found("ok", _("there"))


def _why(source: Source) -> str:
    if source.link_reason == LinkReason.STATUS:
        return _("answer %(status)s") % {"status": source.http_status}
    return str(source.get_link_reason_display())


class FoundFilter(admin.SimpleListFilter):
    title = gettext_lazy("what the last look found")
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("trouble", gettext_lazy("gone or changed")),
            ("dead", gettext_lazy("gone")),
            ("moved", gettext_lazy("leads elsewhere")),
            ("quote", gettext_lazy("the quote is not on the page")),
            ("unsure", gettext_lazy("could not be checked")),
            ("ok", gettext_lazy("there")),
            ("new", gettext_lazy("not looked at")),
        ]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        word = self.value()
        if word == "trouble":
            return queryset.troubled()
        if word == "dead":
            return queryset.dead()
        if word == "moved":
            return queryset.moved()
        if word == "quote":
            return queryset.without_quote()
        if word == "unsure":
            return queryset.looked_at().filter(link_state=LinkState.COULD_NOT_CHECK)
        if word == "ok":
            well = queryset.looked_at().filter(link_state=LinkState.OK, final_url="")
            return well.exclude(quote_state=QuoteState.MISSING)
        if word == "new":
            return queryset.exclude(url="").filter(Q(checked_version__isnull=True) | ~Q(checked_version=F("version")))
        return queryset
