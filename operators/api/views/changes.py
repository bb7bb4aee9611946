"""`changes/`: what was published, and what it changed; also as Atom."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door
from operators.api.cursors import CURSOR, read_cursor
from operators.api.filters import ChangeFilters
from operators.api.paging import walked
from operators.api.serializers.change import ChangeRow
from operators.api.serializers.shapes import walk_of
from operators.editions import changes, older_than, read_changes
from operators.models.printed import ChangeEntry
from operators.rendering import ATOM, change_feed

ENTRIES_OF_FEED = 30


class Changed(Door):
    """The change log, narrowed by its filters."""

    def found(self, request: Request) -> QuerySet[ChangeEntry]:
        return ChangeFilters(request.query_params, changes(now=self.now), now=self.now).filtered()

    def shown(self, rows: list[int]) -> list[dict[str, Any]]:
        return read_changes(rows, language=self.language, now=self.now)

    def feed(self, request: Request) -> str:
        """The address of the same log as Atom."""
        kept = {key: value for key, value in request.query_params.items() if key in ChangeFilters.base_filters}
        return f"{settings.KB_SITE_URL}{reverse('api:change-feed')}?{urlencode(kept | {'lang': self.language})}"


class ChangeList(Changed):
    """List what was published, the newest first.

    Each entry tells what an edition changed when it became public. Checks are not in it: they change no text.
    """

    operation, tag = "listChanges", "history"
    parameters = (*ChangeFilters.parameters(), p.fields(ChangeRow().fields), p.LANG, CURSOR, p.PAGE_SIZES)
    gives = walk_of(ChangeRow)

    def get(self, request: Request) -> Response:
        given = request.query_params
        fields = p.read_fields(given, ChangeRow().fields)
        place = read_cursor(given, "changes", now=self.now)
        rows = self.found(request)
        page = walked(
            request,
            older_than(rows, place) if place else rows,
            self.shown,
            walk="changes",
            language=self.language,
            fields=fields,
        )
        return Response(page, headers={"Link": f'<{self.feed(request)}>; rel="alternate"; type="{ATOM}"'})


class ChangeFeed(Changed):
    """Follow what was published, as an Atom feed."""

    operation, tag = "followChanges", "history"
    parameters = (*ChangeFilters.parameters(), p.LANG)
    gives_as = ATOM

    def get(self, request: Request) -> HttpResponse:
        rows = self.found(request).values_list("pk", flat=True)[:ENTRIES_OF_FEED]
        feed = change_feed(
            self.shown(list(rows)),
            language=self.language,
            address=self.feed(request),
            home=f"{settings.KB_SITE_URL}/{self.language}/",
        )
        return HttpResponse(feed, content_type=f"{ATOM}; charset=utf-8")
