"""`operators/`: who there is."""

from operators.api import parameters as p
from operators.api.filters import OperatorFilters
from operators.api.serializers.operator import Operator
from operators.api.serializers.shapes import page_of
from operators.api.views.subjects import SubjectDetail, SubjectList
from operators.vocabulary import SubjectKind


class OperatorList(SubjectList):
    """List operators."""

    operation, tag = "listOperators", "operators"
    parameters = (*OperatorFilters.parameters(), p.AS_OF, p.fields(Operator().fields), p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(Operator)
    kind, row, filters = SubjectKind.OPERATOR, Operator, OperatorFilters


class OperatorDetail(SubjectDetail):
    """Read an operator."""

    operation, tag = "readOperator", "operators"
    parameters = (p.AS_OF, p.fields(Operator().fields), p.LANG)
    gives = Operator
    kind, document = SubjectKind.OPERATOR, Operator
