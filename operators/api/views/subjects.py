"""What operators, policies and FAQ entries have in common: a list of what applies, and one of them on a day."""

from typing import ClassVar

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door, told
from operators.api.filters import PublishedFilterSet, ordered
from operators.api.paging import paged
from operators.api.serializers.shapes import Shape
from operators.editions import listings, read, read_many
from operators.vocabulary import SubjectKind


class SubjectList(Door):
    """A list of what applies; `columns` are what it can be ordered by."""

    kind: ClassVar[SubjectKind]
    row: ClassVar[type[Shape]]
    filters: ClassVar[type[PublishedFilterSet]]
    columns: ClassVar[dict[str, str]] = {}
    problems = (404,)

    def get(self, request: Request) -> Response:
        given = request.query_params
        fields = p.read_fields(given, self.row().fields)
        day = p.read_day(given)
        rows = listings(self.kind, now=self.now, as_of=day)
        narrowed = self.filters(given, rows, now=self.now, as_of=day).filtered()
        found = ordered(narrowed, given.get("ordering"), self.columns)
        return Response(
            paged(
                request,
                found,
                lambda page: read_many(page, language=self.language, now=self.now),
                language=self.language,
                fields=fields,
            )
        )


class SubjectDetail(Door):
    """One of them, as it applies or as it applied on a day."""

    kind: ClassVar[SubjectKind]
    document: ClassVar[type[Shape]]
    problems = (301, 404, 410)

    def get(self, request: Request, slug: str) -> Response:
        fields = p.read_fields(request.query_params, self.document().fields)
        day = p.read_day(request.query_params)
        return told(read(self.kind, slug, language=self.language, now=self.now, as_of=day), fields)
