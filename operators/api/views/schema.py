"""`schema/` and `docs/`: what the API says of itself; and the answer to every other address under `/api/`."""

from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from drf_spectacular.types import OpenApiTypes
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from operators.api.base import Door
from operators.api.problems import PROBLEMS
from operators.api.reference import operations
from operators.api.schema import description
from operators.editions import listings
from operators.vocabulary import SubjectKind


class Described(Door):
    """An address that shows the description."""

    def operators(self) -> tuple[str, ...]:
        """The slugs that the parameter `operator` may have."""
        rows = listings(SubjectKind.OPERATOR, now=self.now).order_by("slug")
        return tuple(rows.values_list("slug", flat=True))


class Schema(Described):
    """Read this description.

    OpenAPI 3.1: the same for a revision of the content, and the same that the pages under `/api/docs/` are made from.
    """

    operation, tag = "readDescription", "description"
    gives = OpenApiTypes.OBJECT

    def get(self, request: Request) -> Response:
        return Response(description(self.operators()))


class Reference(Described):
    """A page that lists the operations, for people."""

    strict = False

    def get(self, request: Request) -> HttpResponse:
        return render(request._request, "api/reference.html", {"tags": operations(description(self.operators()))})


class Problems(Door):
    """A page that explains every problem: where their `type` leads."""

    strict = False

    def get(self, request: Request) -> HttpResponse:
        return render(request._request, "api/problems.html", {"problems": PROBLEMS})


class Elsewhere(Door):
    """Anything else. A final slash that was forgotten is added."""

    strict = False

    def get(self, request: Request, rest: str) -> HttpResponseBase:
        path = f"{request.path}/"
        if not request.path.endswith("/") and _leads_somewhere(path):
            query = request.META.get("QUERY_STRING", "")
            return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
        raise NotFound

    def post(self, request: Request, rest: str) -> Response:
        raise NotFound


def _leads_somewhere(path: str) -> bool:
    try:
        return resolve(path).func.view_class is not Elsewhere  # type: ignore[attr-defined]
    except (Resolver404, AttributeError):
        return False
