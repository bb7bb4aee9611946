"""`schema/` and `docs/`: what the API says of itself; and the answer to every other address under `/api/`."""

from django.conf import settings
from django.http import HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import Resolver404, resolve
from drf_spectacular.types import OpenApiTypes
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from operators.api.base import Door
from operators.api.published import published
from operators.api.reference import address, problems, tags
from operators.api.schema import description


class Schema(Door):
    """Read this description.

    OpenAPI 3.1: the same for a revision of the content, and the same that the pages under `/api/docs/` are made from.
    """

    operation, tag = "readDescription", "description"
    dated = False
    gives = OpenApiTypes.OBJECT

    def get(self, request: Request) -> HttpResponse:
        _description, text = published(now=self.now)
        return HttpResponse(text, content_type="application/json")


class Reference(Door):
    """A page that lists the operations, for people, with a form for each."""

    dated = strict = False

    def get(self, request: Request) -> HttpResponse:
        description, _text = published(now=self.now)
        context = {"tags": tags(description), "info": description["info"], "site": settings.KB_SITE_URL}
        return render(request._request, "api/reference.html", context)


class Try(Door):
    """Leads from a form of the reference to the answer, where no script does."""

    dated = strict = False

    def get(self, request: Request, operation: str) -> HttpResponseBase:
        found = address(description(), operation, request.query_params.dict())
        if found is None:
            raise NotFound
        return HttpResponseRedirect(found)


class Problems(Door):
    """A page that explains every problem: where their `type` leads."""

    dated = strict = False

    def get(self, request: Request) -> HttpResponse:
        return render(request._request, "api/problems.html", {"problems": problems()})


class Elsewhere(Door):
    """Anything else. A final slash that was forgotten is added."""

    dated = strict = False

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
