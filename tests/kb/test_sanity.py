"""What no honest client sends is turned away, in the shape that whoever asked can read."""

import json

import pytest
from django.test import Client

from kb.middleware.sanity import path_fault, query_fault


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ("a=%00", "The query holds a NUL character."),
        ("a=%FF", "The query is not UTF-8."),
        ("a=%ED%A0%80", "The query is not UTF-8."),
        ("a=" + "x" * 8192, "The query may hold at most 8192 bytes."),
        ("&".join(f"a{n}=1" for n in range(51)), "The query may hold at most 50 parameters."),
    ],
)
def test_malformed_query_is_a_problem_for_programs(site: Client, query: str, fault: str) -> None:
    response = site.get("/api/page", QUERY_STRING=query)
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content) == {
        "type": "http://127.0.0.1:8000/api/docs/problems/#bad-request",
        "title": "Bad Request",
        "status": 400,
        "detail": fault,
        "instance": "/api/page",
    }


def test_a_parameter_given_twice_is_named_like_any_other_at_fault(site: Client) -> None:
    told = site.get("/api/page", QUERY_STRING="b=1&c=2&b=3&a=4&a=5").json()
    assert (told["status"], told["detail"], told["parameter"]) == (400, "Given more than once: a, b.", "a")


def test_malformed_query_is_a_page_for_readers(site: Client) -> None:
    response = site.get("/page", QUERY_STRING="a=%00")
    assert (response.status_code, response["Content-Type"]) == (400, "text/html; charset=utf-8")
    assert b'lang="es"' in response.content


@pytest.mark.parametrize("query", ["from=a&from=b", "q=%E9%94%80%E6%88%B7+x", "a=1&" * 49 + "b=2", "&&&", "a"])
def test_page_takes_what_messengers_append(site: Client, query: str) -> None:
    assert site.get("/page", QUERY_STRING=query).status_code == 200


def test_undecodable_path_is_refused() -> None:
    assert path_fault("/es/%FF") == "The path is not UTF-8."
    assert path_fault("/es/a\0b") == "The path holds a control character."
    assert path_fault("/销户") == ""


def test_a_path_that_no_address_has_is_refused() -> None:
    assert path_fault("*") == "The path does not begin with a slash."
    assert path_fault("/" + "x" * 2048) == "The path may hold at most 2048 letters."
    assert path_fault("/" + "x" * 2047) == ""


def test_the_server_itself_has_no_options(site: Client) -> None:
    assert site.generic("OPTIONS", "/page", PATH_INFO="*").status_code == 400


def test_markup_in_a_path_comes_back_inert(site: Client) -> None:
    response = site.get("/api/<svg>%00")
    assert response.status_code == 400
    assert b"<" not in response.content
    assert json.loads(response.content)["instance"] == "/api/<svg>\0"


def test_query_at_the_limits_is_taken() -> None:
    assert query_fault("a=" + "x" * 8190) == ""
    assert query_fault("&".join(f"a{n}=1" for n in range(50))) == ""


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/page", "/api/page", "/admin/page"])
def test_other_methods_are_not_used_here(site: Client, method: str, path: str) -> None:
    response = site.generic(method, path)
    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(("path", "limit"), [("/page", 65536), ("/api/page", 65536), ("/admin/small", 5242880)])
def test_body_over_the_limit_is_refused_unread(site: Client, path: str, limit: int) -> None:
    def status(length: str) -> int:
        return site.generic("POST", path, b"", CONTENT_LENGTH=length).status_code

    assert [status(str(limit + 1)), status("9" * 40)] == [413, 413]
    assert status(str(limit)) != 413


def test_body_of_unreadable_length_is_refused(site: Client) -> None:
    assert site.generic("POST", "/page", b"", CONTENT_LENGTH="-1").status_code == 400


@pytest.mark.django_db
def test_an_address_in_chinese_is_not_found_and_not_refused(client: Client) -> None:
    assert client.get("/zh-hans/销户/").status_code == 404
    assert client.get("/zh-hans/%FF/").status_code == 400
