"""The API is open to pages of other sites: nobody is logged in to it, so there is nothing to steal across origins."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kb import paths

ONE_DAY = 24 * 60 * 60


class OpenApi:
    """`Access-Control-Allow-Origin: *` under `/api/`, never with credentials; answers preflights itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not paths.is_api(request):
            return self.get_response(request)
        response: HttpResponseBase
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            response = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD, POST, OPTIONS"
            response["Access-Control-Allow-Headers"] = "Accept, Accept-Language, Content-Type, If-None-Match"
            response["Access-Control-Max-Age"] = str(ONE_DAY)
        else:
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = (
            "ETag, Link, Retry-After, RateLimit, RateLimit-Policy, X-Request-ID, Content-Language"
        )
        return response
