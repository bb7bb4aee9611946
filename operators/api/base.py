"""What every address of the API has in common: its limits, its parameters, its language, its headers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from operators import clock
from operators.api import languages, parameters, rate
from operators.api.paging import only
from operators.api.parsing import StrictJsonParser
from operators.api.problems import MEDIA_TYPE, Problem
from operators.api.schema import DoorSchema
from operators.editions import last_published
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, LANGUAGES

STORED = frozenset({200, 301, 404, 410})
"""The statuses of GETs that shared caches may keep."""


class AlwaysJson(BaseContentNegotiation):
    """There is one way to write an answer, so `Accept` has nothing to choose."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        sent = request.content_type.partition(";")[0].strip().lower()
        return next((parser for parser in parsers if parser.media_type == sent), None)

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None) -> Any:
        first = next(iter(renderers))
        return first, first.media_type


class Door(APIView):
    """A public address. The class attributes are the whole of what the schema says of it."""

    operation: ClassVar[str] = ""
    tag: ClassVar[str] = ""
    parameters: ClassVar[Sequence[OpenApiParameter]] = ()
    accepts: ClassVar[type[Serializer[Any]] | None] = None
    gives: ClassVar[type[Serializer[Any]] | OpenApiTypes | None] = None
    gives_as: ClassVar[str] = "application/json"
    problems: ClassVar[Sequence[int]] = ()
    dated: ClassVar[bool] = True
    """Whether all that a GET gives comes from what is published, so that it can tell since when it is so."""
    strict: ClassVar[bool] = True
    """Whether unknown parameters are refused: at the API's addresses they are, at its pages they are passed over."""

    schema = DoorSchema()
    parser_classes = (StrictJsonParser,)
    content_negotiation_class = AlwaysJson
    language: str = DEFAULT_LANGUAGE
    counted: rate.Count | None = None
    now: datetime

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """What frameworks say in an error is said in English, like the rest of it."""
        with translation.override("en"):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.counted = rate.count(request._request)
        if self.counted and self.counted.exceeded:
            raise Problem("too-many-requests", f"Come back in {self.counted.reset} seconds.")
        if request.method == "OPTIONS" or not hasattr(self, str(request.method).lower()):
            return  # nothing is wrong with the parameters of a request that is not answered anyway
        if self.strict:
            parameters.check(request, self.parameters)
        self.now = clock.now()
        if parameters.LANG in self.parameters:
            self.language = self._language(request)

    def _language(self, request: Request) -> str:
        tag = request.query_params.get("lang")
        if tag is None:
            return languages.negotiated(request.headers.get("Accept-Language", ""))
        language = languages.published_language(tag)
        if language is None:
            raise Problem(
                "unknown-language",
                f"Nothing is published in that language. Languages: {', '.join(LANGUAGES)}.",
                parameter="lang",
                allowed=list(LANGUAGES),
            )
        return language

    def finalize_response(self, request: Any, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer = super().finalize_response(request, response, *args, **kwargs)
        if self.counted:
            stored = request.method in ("GET", "HEAD") and answer.status_code in STORED
            for name, value in self.counted.headers(stored=stored).items():
                answer[name] = value
        if self.dated and request.method in ("GET", "HEAD") and answer.status_code == status.HTTP_200_OK:
            self._say_since_when(answer)
        problem = getattr(response, "content_type", None) == MEDIA_TYPE
        if parameters.LANG in self.parameters and request.method != "OPTIONS":
            if "lang" not in request.query_params:
                patch_vary_headers(answer, ("Accept-Language",))
            answer["Content-Language"] = "en" if problem else self.language
        return answer

    def _say_since_when(self, answer: Any) -> None:
        """`Last-Modified`: since when a document is public; of anything else, when something last became so."""
        if "Last-Modified" not in answer and (moment := last_published(now=self.now)):
            answer["Last-Modified"] = http_date(moment.timestamp())

    def options(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """The methods, in `Allow`."""
        return Response(status=204)


def told(document: dict[str, Any], fields: list[str] | None = None) -> Response:
    """A document with the moment since which this edition of it is public."""
    edition = document["edition"]
    published = datetime.fromisoformat(edition["published_at"])
    country = COUNTRIES[document["country"]]
    begins = country.midnight(datetime.fromisoformat(edition["effective_from"]).date())
    return Response(only(document, fields), headers={"Last-Modified": http_date(max(published, begins).timestamp())})
