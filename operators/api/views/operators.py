"""`operators/`: who there is."""

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door, told
from operators.api.filters import OperatorFilters
from operators.api.paging import paged
from operators.api.serializers.operator import Operator
from operators.api.serializers.shapes import page_of
from operators.editions import listings, read, read_many
from operators.vocabulary import SubjectKind


class OperatorList(Door):
    """List operators."""

    operation, tag = "listOperators", "operators"
    parameters = (*OperatorFilters.parameters(), p.fields(Operator().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(Operator)
    problems = (404,)

    def get(self, request: Request) -> Response:
        fields = p.read_fields(request.query_params, Operator().fields)
        rows = OperatorFilters(
            request.query_params, listings(SubjectKind.OPERATOR, now=self.now), now=self.now
        ).filtered()
        return Response(
            paged(
                request,
                rows,
                lambda page: read_many(page, language=self.language, now=self.now),
                language=self.language,
                fields=fields,
            )
        )


class OperatorDetail(Door):
    """Read an operator."""

    operation, tag = "readOperator", "operators"
    parameters = (p.AS_OF, p.fields(Operator().fields), p.LANG)
    gives = Operator
    problems = (404, 410)

    def get(self, request: Request, slug: str) -> Response:
        fields = p.read_fields(request.query_params, Operator().fields)
        day = p.read_day(request.query_params)
        return told(read(SubjectKind.OPERATOR, slug, language=self.language, now=self.now, as_of=day), fields)
