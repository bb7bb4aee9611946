"""The examples of the description are what the operations answer, and never more than is published."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory

from kb import errors
from operators.api.examples import LONGEST_TEXT, small
from operators.api.problem_examples import EXAMPLES, problem_document
from operators.api.problem_kinds import PROBLEMS
from operators.publishing import withdraw
from operators.roles import REVIEWER
from tests.api.described import faults
from tests.factories import NOW, make_faq, make_operator, make_user, publish_now

pytestmark = pytest.mark.django_db


def served(client: Client) -> dict[str, Any]:
    description: dict[str, Any] = client.get("/api/v1/schema/").json()
    return description


@pytest.mark.usefixtures("peru")
def test_every_operation_has_an_example_that_is_as_described(client: Client) -> None:
    without = []
    for path, methods in served(client)["paths"].items():
        for operation in methods.values():
            content = operation["responses"]["200"]["content"].get("application/json", {})
            if "example" not in content:
                without.append(path)
                continue
            assert faults(operation["operationId"], content["example"]) == [], path
            assert len(json.dumps(content["example"])) < 12_000, path
            if "requestBody" in operation:
                assert operation["requestBody"]["content"]["application/json"]["example"]
    # The description itself, and what is no JSON document.
    assert {"/api/v1/schema/"} <= set(without) <= {"/api/v1/schema/", "/api/v1/changes/atom/", "/api/v1/export/"}


@pytest.mark.usefixtures("peru")
def test_an_example_is_what_the_operation_answers(client: Client) -> None:
    asked = 0
    for path, methods in served(client)["paths"].items():
        for method, operation in methods.items():
            content = operation["responses"]["200"]["content"].get("application/json", {})
            given = {one["name"]: one["example"] for one in operation.get("parameters", ()) if "example" in one}
            if "example" not in content:
                continue
            address = path.format_map(given)
            query = {name: value for name, value in given.items() if f"{{{name}}}" not in path}
            if method == "get":
                answer = client.get(address, query)
            else:
                body = operation["requestBody"]["content"]["application/json"]["example"]
                answer = client.post(f"{address}?lang=en", body, content_type="application/json")
            assert answer.status_code == 200, path
            assert small(answer.json()) == content["example"], path
            asked += 1
    assert asked >= 14


def test_nothing_published_leaves_no_example_and_no_choice_of_operator(client: Client) -> None:
    make_operator("draft")
    found = served(client)
    policies = found["paths"]["/api/v1/policies/"]["get"]
    assert policies["responses"]["200"]["content"]["application/json"]["example"]["results"] == []
    assert "example" not in found["paths"]["/api/v1/readiness/"]["post"]["requestBody"]["content"]["application/json"]
    assert [one for one in policies["parameters"] if one["name"] == "operator" and "enum" in one["schema"]] == []


def test_an_example_goes_when_it_is_withdrawn(client: Client) -> None:
    publish_now(make_faq("old"))
    assert '"slug":"old"' in client.get("/api/v1/schema/").content.decode()
    withdraw(kind="faq", slug="old", because={"en": "x"}, by=make_user("rev", REVIEWER), now=NOW)
    assert '"slug":"old"' not in client.get("/api/v1/schema/").content.decode()


def test_a_document_is_cut_to_what_shows_its_shape() -> None:
    long = {"a": "x" * 500, "rows": [{"sources": [3, 9]}, {"sources": [1]}], "sources": [{"number": n} for n in (1, 3)]}
    assert small(long) == {
        "a": "x" * LONGEST_TEXT + "…",
        "rows": [{"sources": [3]}],
        "sources": [{"number": 3}],
    }
    assert small({"sources": [{"number": 1}, {"number": 2}]}) == {"sources": [{"number": 1}]}


@pytest.mark.usefixtures("peru", "_noon")
def test_every_example_of_a_problem_is_the_answer_to_its_request(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = make_user("rev", REVIEWER)
    for name in ("once-published", "old-name", "new-name"):
        publish_now(make_faq(name))
    withdraw(kind="faq", slug="once-published", because={"en": "A source was misread."}, by=by, now=NOW)
    because = {"en": "It has a clearer name now."}
    withdraw(kind="faq", slug="old-name", because=because, by=by, now=NOW, replaced_by="new-name")
    for slug in set(PROBLEMS) - {"forbidden", "gone", "internal-error", "unavailable", "too-many-requests"}:
        method, address = EXAMPLES[slug].request.split(" ", 1)
        body = "x" * 70_000 if slug == "too-large" else EXAMPLES[slug].body or "{}"
        kind = "text/plain" if slug == "unsupported-media-type" else "application/json"
        headers = {"Accept-Language": "en"}
        if method == "GET":
            answer = client.get(address, headers=headers)
        else:
            answer = client.post(address, body, content_type=kind, headers=headers)
        told = answer.json()
        expected = problem_document(slug)
        if slug == "unknown-question":  # Peru asks more than one
            assert expected["allowed"][0] in told.pop("allowed")
            assert told.pop("detail").startswith("'colour' is not asked here. Questions: ")
            expected = {name: value for name, value in expected.items() if name in told}
        assert told == expected, slug


def test_every_example_of_the_site_itself_is_its_answer() -> None:
    request = RequestFactory().get("/api/v1/faq/")
    for slug in ("forbidden", "gone", "internal-error", "unavailable"):
        assert json.loads(errors.answer(request, PROBLEMS[slug].status).content) == problem_document(slug)


def test_the_example_of_a_limit_is_its_answer(client: Client, settings: Any) -> None:
    settings.KB_API_RATE = 1
    client.get("/api/v1/faq/")
    told = client.get("/api/v1/faq/").json()
    assert told | {"detail": ""} == problem_document("too-many-requests") | {"detail": ""}
    assert told["detail"].startswith("Come back in ")


@pytest.mark.usefixtures("peru")
def test_an_example_of_another_problem_is_noticed(get: Callable[..., Any]) -> None:
    """The control."""
    assert get("faq/", lang="fr").json() != problem_document("unknown-parameter")
    assert settings.KB_SITE_URL in problem_document("unknown-parameter")["type"]
