"""`faq/`: questions, cases and words."""

from operators.api import parameters as p
from operators.api.filters import FaqFilters
from operators.api.serializers.faq import Faq
from operators.api.serializers.shapes import page_of
from operators.api.views.subjects import SubjectDetail, SubjectList
from operators.vocabulary import SubjectKind


class FaqList(SubjectList):
    """List FAQ entries, cases and the glossary, in their editors' order."""

    operation, tag = "listFaq", "faq"
    parameters = (*FaqFilters.parameters(), p.AS_OF, p.fields(Faq().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(Faq)
    kind, row, filters = SubjectKind.FAQ, Faq, FaqFilters


class FaqDetail(SubjectDetail):
    """Read an FAQ entry."""

    operation, tag = "readFaq", "faq"
    parameters = (p.AS_OF, p.fields(Faq().fields), p.LANG)
    gives = Faq
    kind, document = SubjectKind.FAQ, Faq
