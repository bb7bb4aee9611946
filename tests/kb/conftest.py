"""A small site of its own around the real middlewares: views that behave well and badly."""

from types import ModuleType

import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.cache import never_cache

PAGE = "<!doctype html><title>x</title><p>" + "word " * 200
RAISED = {
    "recursion": RecursionError,
    "overflow": OverflowError,
    "data": DataError,
    "big": RequestDataTooBig,
    "database": OperationalError,
    "fault": ValueError,
}


def page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


def small(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def private(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE)


def longer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(PAGE, headers={"Cache-Control": "public, max-age=60"})


def cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(PAGE)
    response.set_cookie("a", "b")
    return response


def session(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(request.session))


def streamed(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse([b"a", b"b"])


def language(request: HttpRequest) -> HttpResponse:
    return HttpResponse(request.LANGUAGE_CODE)


def fail(request: HttpRequest, kind: str) -> HttpResponse:
    raise RAISED[kind](request.POST.get("secret", "") + request.GET.get("secret", ""))


def surrogate(request: HttpRequest) -> HttpResponse:
    return HttpResponse("\ud800".encode())


SITE = ModuleType("tests_kb_site")
SITE.urlpatterns = [  # type: ignore[attr-defined]
    *(
        path(f"{door}{view.__name__}", view)
        for door in ("", "api/", "admin/")
        for view in (page, small, private, longer, cookie, session, streamed, language, surrogate)
    ),
    *(path(f"{door}fail/<kind>", fail) for door in ("", "api/")),
    *(path(f"{code}/language", language) for code in ("es", "en", "zh-hans", "fr")),
]
for _status, _name in ((400, "bad_request"), (403, "forbidden"), (404, "not_found"), (500, "server_error")):
    setattr(SITE, f"handler{_status}", f"kb.errors.{_name}")


@pytest.fixture
def site(settings: object) -> Client:
    """A client of the small site that sees a 500 as a reader would."""
    settings.ROOT_URLCONF = SITE  # type: ignore[attr-defined]
    return Client(raise_request_exception=False)
