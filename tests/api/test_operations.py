"""The contract of each operation: its parameters, errors, languages, conditional requests, and what HEAD tells."""

import gzip
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from operators.api.schema import description
from operators.vocabulary import LANGUAGES
from tests.api.every_call import needed, operations, optional
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]

BY_METHOD = {
    wanted: sorted(
        operation["operationId"]
        for methods in description()["paths"].values()
        for method, operation in methods.items()
        if method == wanted
    )
    for wanted in ("get", "post")
}
TRANSLATED_BY_NOBODY = ("readDescription",)
ANY_TEXT = ("q",)
NOT_FOUND_ELSEWHERE = {("readQuestions", "operator")}
"""An operator that nobody published is a 404 where an answer is about that one operator, and a 400 in a filter."""


class Asked:
    """One operation, with a call of it that is answered."""

    def __init__(self, client: Client, name: str) -> None:
        self.client, self.name = client, name
        self.method, self.path, self.operation, self.call = operations(now=NOW)[name]
        self.needed = needed(self.operation, self.call)
        self.takes = [one["name"] for one in optional(self.operation)]

    def get(self, headers: dict[str, str] | None = None, **query: Any) -> Any:
        return self.client.get(self.path, self.needed | query, headers=headers)

    def post(self, body: Any = None, content_type: str = "application/json", **query: Any) -> Any:
        sent = self.call.body if body is None else body
        return self.client.post(f"{self.path}?{urlencode(query)}", sent, content_type=content_type)

    def ask(self, **query: Any) -> Any:
        return self.get(**query) if self.method == "get" else self.post(**query)


def problem(answer: Any) -> tuple[int, str, str | None]:
    assert answer["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == answer.status_code
    return answer.status_code, document["type"].partition("#")[2], document.get("parameter")


@pytest.fixture(autouse=True)
def counted(settings: Any) -> None:
    """With a limit, so that what tells it is compared too."""
    settings.KB_API_RATE = 10_000


@pytest.mark.parametrize("name", BY_METHOD["get"])
def test_get(client: Client, name: str) -> None:
    asked = Asked(client, name)
    _answers_and_repeats(asked)
    _head_is_get_without_the_body(asked)
    _refuses_what_it_does_not_take(asked)
    _speaks(asked)
    assert asked.client.post(asked.path, {}, content_type="application/json").status_code == 405


@pytest.mark.parametrize("name", BY_METHOD["post"])
def test_post(client: Client, name: str) -> None:
    asked = Asked(client, name)
    answer = asked.post(lang="en")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store, private")
    assert answer["RateLimit"].startswith('"default";r=')
    assert "ETag" not in answer
    assert asked.post(lang="en").content == answer.content
    for wrong in ("", "[]", "{", "null", '{"a": 1}', json.dumps(asked.call.body)[:-1] + ', "more": 1}'):
        assert problem(asked.post(wrong, lang="en"))[:2] == (400, "invalid-body"), wrong
    assert problem(asked.post("x=1", content_type="application/x-www-form-urlencoded"))[:2] == (
        415,
        "unsupported-media-type",
    )
    assert problem(asked.client.get(asked.path))[:2] == (405, "method-not-allowed")
    _refuses_what_it_does_not_take(asked)
    _speaks(asked)


def _answers_and_repeats(asked: Asked) -> None:
    answer = asked.get()
    assert (answer.status_code, answer["Cache-Control"]) == (200, "public, max-age=0, s-maxage=5")
    assert "RateLimit" not in answer
    again = asked.get(headers={"If-None-Match": f'"other", {answer["ETag"]}'})
    assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", answer["ETag"])
    assert "Content-Type" not in again
    assert asked.get(headers={"If-None-Match": '"other"'}).status_code == 200
    body = answer.getvalue()
    zipped = asked.get(headers={"Accept-Encoding": "gzip"})
    if len(body) >= 256:
        assert zipped["ETag"] != answer["ETag"]
        assert gzip.decompress(zipped.getvalue()) == body


def _head_is_get_without_the_body(asked: Asked) -> None:
    for headers in ({}, {"Accept-Encoding": "gzip"}, {"Accept-Language": "es"}):
        get = asked.client.get(asked.path, asked.needed, headers=headers)
        head = asked.client.head(asked.path, asked.needed, headers=headers)
        assert (head.status_code, head.getvalue()) == (get.status_code, b"")
        assert sorted(head.items()) == sorted(get.items())
    missing = asked.client.head(asked.path, {"unknown": "x"})
    assert (missing.status_code, missing.content) == (400, b"")
    options = asked.client.options(asked.path)
    assert (options.status_code, options.content, options["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


def _refuses_what_it_does_not_take(asked: Asked) -> None:
    unknown = asked.ask(unknown="x")
    assert problem(unknown) == (400, "unknown-parameter", "unknown")
    assert sorted(unknown.json()["allowed"]) == sorted(asked.takes)
    for one in asked.takes:
        assert problem(asked.client.get(f"{asked.path}?{one}=a&{one}=b"))[0] == 400
        if one in ANY_TEXT:
            continue
        for bad in ("", "\u2603", "x" * 300):
            answer = asked.ask(**{one: bad})
            if bad and (asked.name, one) in NOT_FOUND_ELSEWHERE:
                assert problem(answer)[:2] == (404, "not-found")
                continue
            status, kind, parameter = problem(answer)
            assert (status, parameter) == (400, one), (asked.name, one, bad)
            assert kind in ("invalid-value", "unknown-field", "unknown-language")
            assert "x" * 100 not in answer.json()["detail"]
    for one in asked.needed:
        without = {key: value for key, value in asked.needed.items() if key != one}
        assert problem(asked.client.get(asked.path, without)) == (400, "missing-parameter", one)


def _speaks(asked: Asked) -> None:
    if asked.name in TRANSLATED_BY_NOBODY:
        assert "Content-Language" not in asked.ask()
        return
    for language in LANGUAGES:
        told = asked.ask(lang=language)
        assert (told.status_code, told["Content-Language"]) == (200, language)
        assert "Accept-Language" not in told.get("Vary", "")
        if told["Content-Type"] == "application/json":
            assert json.loads(told.getvalue())["language"] == language
        if asked.method == "get":
            negotiated = asked.get(headers={"Accept-Language": language})
            assert negotiated["Content-Language"] == language
            assert "Accept-Language" in negotiated["Vary"]
            over = asked.get(headers={"Accept-Language": language}, lang="en")
            assert over["Content-Language"] == "en"
    for tag, language in (("zh", "zh-hans"), ("zh-CN", "zh-hans"), ("es-PE", "es")):
        assert asked.ask(lang=tag)["Content-Language"] == language
    assert asked.ask()["Content-Language"] == "zh-hans"
    if asked.method == "get":
        assert asked.get(headers={"Accept-Language": "fr, !!"})["Content-Language"] == "zh-hans"
