"""The description is a valid one, and says neither more nor less than what is routed."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from openapi_spec_validator import OpenAPIV31SpecValidator

from operators.api.problem_kinds import PROBLEMS
from operators.api.published import _kept
from operators.api.schema import description

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/"


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """`("/api/v1/faq/", "get", {…})`"""
    for path, methods in description()["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def routed(patterns: Any, prefix: str = "/") -> Iterator[tuple[str, str]]:
    """Every path and method that is routed under `/api/v1/`, as a description writes them."""
    for pattern in patterns:
        path = prefix + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from routed(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern) and path.startswith(ROOT):
            view = getattr(pattern.callback, "view_class", None)
            assert view is not None, f"{path}: not a class"
            # HEAD is answered wherever GET is, OPTIONS everywhere.
            for method in ("get", "post", "put", "patch", "delete", "trace"):
                if hasattr(view, method):
                    yield path, method


def test_the_served_description_is_valid_openapi_3_1(client: Client) -> None:
    served = client.get("/api/v1/schema/").json()
    assert served["openapi"].startswith("3.1")
    assert [fault.message for fault in OpenAPIV31SpecValidator(served).iter_errors()] == []


def test_a_fault_of_the_description_is_found() -> None:
    """The control."""
    broken = {**description(), "paths": {"/x/": {"get": {"responses": {"200": {}}}}}}
    assert list(OpenAPIV31SpecValidator(broken).iter_errors()) != []


def test_every_routed_path_and_method_is_described_and_nothing_else() -> None:
    described = sorted((path, method) for path, method, _operation in operations())
    assert described == sorted(set(routed(get_resolver().url_patterns)))
    assert len(described) >= 15


@pytest.mark.usefixtures("peru")
def test_the_description_is_the_same_bytes_in_every_process(client: Client) -> None:
    first = client.get("/api/v1/schema/").content
    description.cache_clear()
    _kept.clear()
    assert client.get("/api/v1/schema/").content == first


@pytest.mark.usefixtures("peru")
def test_a_repeated_description_asks_for_the_revision_alone(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    client.get("/api/v1/schema/")
    with django_assert_num_queries(1):
        client.get("/api/v1/schema/")


def test_its_head_says_where_it_is_who_answers_and_that_nobody_logs_in() -> None:
    found = description()
    assert found["servers"] == [{"url": settings.KB_SITE_URL}]
    assert found["info"]["license"] == {"name": "MIT", "identifier": "MIT"}
    assert found["info"]["contact"]["url"] == f"{settings.KB_SITE_URL}/"
    assert found["security"] == []
    assert "securitySchemes" not in found["components"]
    assert [path for path, _method, operation in operations() if "security" in operation] == []


def test_every_tag_is_explained() -> None:
    used = {tag for _path, _method, operation in operations() for tag in operation["tags"]}
    told = {one["name"]: one["description"] for one in description()["tags"]}
    assert set(told) == used
    assert all(told.values())


def test_every_parameter_says_what_it_means_and_what_it_may_be() -> None:
    mute = [
        (operation["operationId"], one["name"])
        for _path, _method, operation in operations()
        for one in operation.get("parameters", [])
        if not one.get("description", "").endswith((".", "`", "…"))
        or not {"enum", "pattern", "format", "minimum", "anyOf", "maxLength"} & set(one["schema"])
    ]
    # Which operators there are is filled in from what is published.
    assert [place for place in mute if place[1] != "operator"] == []


def test_every_refusal_names_its_types_of_problem() -> None:
    seen = set()
    for path, _method, operation in operations():
        for status, answer in operation["responses"].items():
            if status in ("200", "304"):
                continue
            assert list(answer["content"]) == ["application/problem+json"], (path, status)
            named = re.findall(r"`([a-z-]+)`", answer["description"])
            assert named, (path, status)
            assert status == "default" or {str(PROBLEMS[slug].status) for slug in named} == {status}
            seen |= set(named)
    # Nothing that the API describes is forbidden, and what it takes away it calls withdrawn.
    assert set(PROBLEMS) - seen == {"forbidden", "gone"}


def test_every_answer_tells_its_headers_and_a_304_has_no_content() -> None:
    for path, method, operation in operations():
        answers = operation["responses"]
        told = set(answers["200"]["headers"])
        assert {"Cache-Control", "RateLimit-Policy", "Access-Control-Allow-Origin"} <= told, path
        assert ("RateLimit" in told) == (method == "post")
        assert ("ETag" in told) == ("304" in answers) == (method == "get")
        if method == "get":
            assert "content" not in answers["304"]
        assert "Retry-After" in answers["429"]["headers"]


@pytest.mark.usefixtures("peru")
def test_the_headers_that_are_told_are_sent(client: Client, settings: Any) -> None:
    settings.KB_API_RATE = 300
    for path, name in (
        ("operators/", "listOperators"),
        ("policies/pe-cancellation/", "readPolicy"),
        ("policies/pe-cancellation/editions/", "listEditions"),
        ("faq/what-is-a-number-keeping-sim/", "readFaq"),
        ("schema/", "readDescription"),
    ):
        answer = client.get(ROOT + path)
        operation = next(one for _path, _method, one in operations() if one["operationId"] == name)
        told = operation["responses"]["200"]["headers"]
        assert {header for header in told if header not in answer.headers} == set(), path
        kept = client.get(ROOT + path, headers={"If-None-Match": answer["ETag"]})
        assert {one for one in operation["responses"]["304"]["headers"] if one not in kept.headers} == set(), path
        assert ("Last-Modified" in told) == ("Last-Modified" in answer.headers), path
