"""`sources/`: what is cited, and by how much of what applies now."""

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door
from operators.api.filters import SourceFilters, ordered
from operators.api.paging import paged
from operators.api.serializers.shapes import page_of
from operators.api.serializers.source import SourceRow
from operators.editions import citations, read_sources, sources

COLUMNS = {"key": "key", "publisher": "by_publisher", "host": "at_host", "cited": "cited"}
ORDERING = p.code("ordering", "By this, backwards with `-`.", [sign + name for name in COLUMNS for sign in ("", "-")])


class SourceList(Door):
    """List what is cited.

    Each source once, with how many policies, FAQ entries and operators that apply now cite it.
    """

    operation, tag = "listSources", "sources"
    parameters = (*SourceFilters.parameters(), ORDERING, p.fields(SourceRow().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(SourceRow)
    problems = (404,)

    def get(self, request: Request) -> Response:
        given = request.query_params
        fields = p.read_fields(given, SourceRow().fields)
        wanted = SourceFilters(given, citations(now=self.now), now=self.now).filtered()
        found = ordered(sources(wanted, now=self.now), given.get("ordering"), COLUMNS, ties=("key",))
        return Response(paged(request, found, read_sources, language=self.language, fields=fields))
