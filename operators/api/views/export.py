"""`export/`: everything that applies now, for mirrors and offline use."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from rest_framework.request import Request

from operators.api import parameters as p
from operators.api.base import Door
from operators.api.cursors import CURSOR, read_cursor
from operators.api.filters import UpdateFilters
from operators.api.paging import next_page, page_size
from operators.api.serializers.export import Export
from operators.editions import begin_export, exported, newer_than, read_exported, written

WALK = "export"
JSON = "application/json"
PAGES = p.number(
    "page_size", "How many on a page. Without it and `cursor`: all of it in one file.", most=p.MAX_PAGE_SIZE
)


class ExportAll(Door):
    """Take everything that applies now.

    One file a language, streamed: without `page_size` and `cursor` the whole, else a page of it. The same content is
    the same bytes. Withdrawals stand in `changes/`.
    """

    operation, tag = "exportAll", "export"
    parameters = (*UpdateFilters.parameters(), p.LANG, CURSOR, PAGES)
    gives = Export

    def get(self, request: Request) -> HttpResponseBase:
        given = request.query_params
        place = read_cursor(given, WALK, now=self.now)
        rows = UpdateFilters(given, exported(now=self.now), now=self.now).filtered()
        if "cursor" not in given and "page_size" not in given:
            export = begin_export(rows, language=self.language, now=self.now)
            stream = written(export.documents(), language=self.language, page_size=None, going_on=None)
            return StreamingHttpResponse(stream, content_type=JSON, headers={"ETag": f'"{export.tag}"'})
        size = page_size(request)
        keys = list((newer_than(rows, place) if place else rows).values_list("pk", flat=True)[: size + 1])
        documents = read_exported(keys[:size], language=self.language, now=self.now)
        going_on = next_page(request, WALK, documents[-1]) if len(keys) > size else None
        page = written(documents, language=self.language, page_size=size, going_on=going_on)
        return HttpResponse(b"".join(page), content_type=JSON)
