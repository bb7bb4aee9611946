"""The language of a request: from the path for readers, from the browser for staff. Never from a cookie of a reader."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation

from kb import paths


class PathLanguage:
    """`/es/faq/` is in Spanish; an address without a language is in the default one, and `/api/` chooses for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.known = frozenset(code for code, _name in settings.LANGUAGES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if paths.is_staff(request):
            code = translation.get_language_from_request(request)
        else:
            first = request.path_info.split("/", 2)[1]
            code = first if first in self.known else settings.LANGUAGE_CODE
        with translation.override(code):
            request.LANGUAGE_CODE = code
            return self.get_response(request)
