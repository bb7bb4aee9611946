"""`faq/`: questions, cases and words."""

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door, told
from operators.api.filters import FaqFilters
from operators.api.paging import paged
from operators.api.serializers.faq import Faq
from operators.api.serializers.shapes import page_of
from operators.editions import listings, read, read_many
from operators.vocabulary import SubjectKind


class FaqList(Door):
    """List FAQ entries, cases and the glossary, in their editors' order."""

    operation, tag = "listFaq", "faq"
    parameters = (*FaqFilters.parameters(), p.fields(Faq().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(Faq)
    problems = (404,)

    def get(self, request: Request) -> Response:
        fields = p.read_fields(request.query_params, Faq().fields)
        rows = FaqFilters(request.query_params, listings(SubjectKind.FAQ, now=self.now), now=self.now).filtered()
        return Response(
            paged(
                request,
                rows,
                lambda page: read_many(page, language=self.language, now=self.now),
                language=self.language,
                fields=fields,
            )
        )


class FaqDetail(Door):
    """Read an FAQ entry."""

    operation, tag = "readFaq", "faq"
    parameters = (p.AS_OF, p.fields(Faq().fields), p.LANG)
    gives = Faq
    problems = (404, 410)

    def get(self, request: Request, slug: str) -> Response:
        fields = p.read_fields(request.query_params, Faq().fields)
        day = p.read_day(request.query_params)
        return told(read(SubjectKind.FAQ, slug, language=self.language, now=self.now, as_of=day), fields)
