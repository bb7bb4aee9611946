"""`policies/`: what applies, what applied on a day, and what was printed when."""

from rest_framework.request import Request
from rest_framework.response import Response

from operators.api import parameters as p
from operators.api.base import Door, told
from operators.api.filters import PolicyFilters
from operators.api.paging import paged
from operators.api.serializers.history import Difference, EditionRow
from operators.api.serializers.policy import Policy, PolicyRow
from operators.api.serializers.shapes import page_of
from operators.api.views.subjects import SubjectDetail, SubjectList
from operators.editions import compare, history, read_edition
from operators.vocabulary import SubjectKind

COLUMNS = {
    "slug": "slug",
    "operator": "operator",
    "topic": "topic",
    "line_type": "line_type",
    "effective_from": "effective_from",
    "updated_at": "public_at",
    "verified_on": "verified_on",
    "review_due_on": "review_due_on",
}
MOST_EDITIONS = 10**p.DIGITS - 1
ORDERING = p.code("ordering", "By this, backwards with `-`.", [sign + name for name in COLUMNS for sign in ("", "-")])


class PolicyList(SubjectList):
    """List policies.

    Each without its conditions, steps, messages and questions.
    """

    operation, tag = "listPolicies", "policies"
    parameters = (
        *PolicyFilters.parameters(),
        p.AS_OF,
        ORDERING,
        p.fields(PolicyRow().fields),
        p.LANG,
        p.PAGE,
        p.PAGE_SIZES,
    )
    gives = page_of(PolicyRow)
    kind, row, filters, columns = SubjectKind.POLICY, PolicyRow, PolicyFilters, COLUMNS


class PolicyDetail(SubjectDetail):
    """Read a policy, as it applies or as it applied on a day."""

    operation, tag = "readPolicy", "policies"
    parameters = (p.AS_OF, p.fields(Policy().fields), p.LANG)
    gives = Policy
    kind, document = SubjectKind.POLICY, Policy


class PolicyEditions(Door):
    """List the editions of a policy, the newest first."""

    operation, tag = "listEditions", "policies"
    parameters = (p.LANG, p.PAGE, p.PAGE_SIZES)
    gives = page_of(EditionRow)
    problems = (301, 404, 410)

    def get(self, request: Request, slug: str) -> Response:
        rows = history(SubjectKind.POLICY, slug, language=self.language, now=self.now)
        return Response(paged(request, rows, list, language=self.language))


class PolicyEdition(Door):
    """Read one edition of a policy, as it was printed."""

    operation, tag = "readEdition", "policies"
    parameters = (p.fields(Policy().fields), p.LANG)
    gives = Policy
    problems = (404, 410)

    def get(self, request: Request, slug: str, number: int) -> Response:
        fields = p.read_fields(request.query_params, Policy().fields)
        # Columns end somewhere; beyond this there is no edition anyway.
        which = min(number, MOST_EDITIONS)
        return told(read_edition(SubjectKind.POLICY, slug, which, language=self.language, now=self.now), fields)


class PolicyDifference(Door):
    """Compare two editions of a policy, field by field."""

    operation, tag = "compareEditions", "policies"
    parameters = (
        p.number("from", "The number of the older edition.", most=MOST_EDITIONS, required=True),
        p.number("to", "The number of the newer edition.", most=MOST_EDITIONS, required=True),
        p.LANG,
    )
    gives = Difference
    problems = (404, 410)

    def get(self, request: Request, slug: str) -> Response:
        first, second = (p.read_number(request.query_params, name, most=MOST_EDITIONS) for name in ("from", "to"))
        return Response(compare(SubjectKind.POLICY, slug, first, second, language=self.language, now=self.now))
