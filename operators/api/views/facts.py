"""`facts/`: one question over all operators at once."""

import json
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door
from operators.api.filters import FactFilters
from operators.api.paging import paged
from operators.api.serializers.fact import FactRow
from operators.api.serializers.shapes import page_of
from operators.editions import facts


class FactList(Door):
    """List facts across policies.

    The country's own rules come first, then the operators by their slugs. Facts that disagree are all listed, each
    with its standing and its sources.
    """

    operation, tag = "listFacts", "facts"
    parameters = (*FactFilters.parameters(), p.AS_OF, p.fields(FactRow().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(FactRow)
    problems = (404,)

    def get(self, request: Request) -> Response:
        given = request.query_params
        fields = p.read_fields(given, FactRow().fields)
        rows = facts(language=self.language, now=self.now, as_of=p.read_day(given))
        found = FactFilters(given, rows, now=self.now).filtered()
        return Response(paged(request, found, _documents, language=self.language, fields=fields))


def _documents(rows: Any) -> list[dict[str, Any]]:
    return [json.loads(row.document) for row in rows]
