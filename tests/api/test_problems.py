"""What goes wrong is said in one shape, names what is wrong, and lists what is allowed."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from kb import errors
from operators.api.problem_kinds import PROBLEMS
from operators.publishing import withdraw
from operators.roles import REVIEWER
from tests.factories import NOW, make_operator, make_policy, make_user, publish_now

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


def problem(answer: Any) -> dict[str, Any]:
    assert answer["Content-Type"] == "application/problem+json", answer
    document: dict[str, Any] = answer.json()
    assert document["status"] == answer.status_code
    slug = document["type"].removeprefix(f"{settings.KB_SITE_URL}/api/docs/problems/#")
    assert (PROBLEMS[slug].status, PROBLEMS[slug].title) == (document["status"], document["title"])
    assert document["instance"].startswith("/api/")
    return {"slug": slug, **document}


@pytest.mark.parametrize(
    "path",
    [
        "operators/",
        "policies/",
        "policies/x/",
        "policies/x/editions/",
        "policies/x/editions/1/",
        "faq/",
        "faq/x/",
        "facts/",
        "schema/",
    ],
)
def test_an_unknown_parameter_is_named(client: Client, path: str) -> None:
    told = problem(client.get(f"/api/v1/{path}", {"colour": "red"}))
    assert (told["slug"], told["parameter"]) == ("unknown-parameter", "colour")
    assert told["allowed"] == [] if path == "schema/" else "lang" in told["allowed"]


def test_what_one_address_takes_another_may_not(get: Get) -> None:
    told = problem(get("sources/", as_of="2026-01-01"))
    assert told["parameter"] == "as_of"
    assert told["allowed"] == [
        "kind",
        "publisher",
        "host",
        "operator",
        "country",
        "topic",
        "ordering",
        "fields",
        "lang",
        "page",
        "page_size",
    ]


UNKNOWN_VALUES = [
    ("policies/", "topic", "cancelation"),
    ("policies/", "country", "pe"),
    ("policies/", "line_type", "PREPAID"),
    ("policies/", "online_support", "null"),
    ("policies/", "store_visit", "1"),
    ("policies/", "channel", "fax"),
    ("policies/", "freshness", "stale"),
    ("policies/", "operator", "nobody"),
    ("policies/", "ordering", "pk"),
    ("operators/", "kind", "bank"),
    ("faq/", "category", "x"),
    ("faq/", "kind", "x"),
    ("faq/", "topic", "x"),
    ("facts/", "key", "x"),
    ("facts/", "standing", "x"),
    ("readiness/questions/", "line_type", "x"),
]


def test_an_unknown_value_is_named_with_those_allowed(get: Get) -> None:
    publish_now(make_operator("claro"))
    for path, name, value in UNKNOWN_VALUES:
        query = {"operator": "claro", "line_type": "prepaid"} if path.startswith("readiness") else {}
        told = problem(get(path, **{**query, name: value}))
        assert (told["slug"], told["parameter"]) == ("invalid-value", name)
        assert told["allowed"]
        assert value not in told["allowed"]
        if name == "operator":
            assert told["allowed"] == ["claro"]
        for allowed in told["allowed"]:
            assert get(path, **{**query, name: allowed}).status_code == 200


@pytest.mark.parametrize("path", ["policies/", "policies/pe-cancellation/", "operators/", "faq/", "facts/"])
def test_an_unknown_field_is_named(get: Get, path: str) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    told = problem(get(path, fields="language,password"))
    assert (told["slug"], told["field"]) == ("unknown-field", "password")
    assert "language" in told["allowed"]
    assert get(path, fields="language").status_code == 200


def test_a_list_does_not_offer_what_its_rows_leave_out(get: Get) -> None:
    assert problem(get("policies/", fields="steps"))["field"] == "steps"


@pytest.mark.parametrize("day", ["2026-13-01", "today", "20260101", "2026-W01-1", "2026-1-1", "０２６-01-01", "9" * 99])
def test_a_day_is_written_in_one_way(get: Get, day: str) -> None:
    assert problem(get("policies/", as_of=day))["parameter"] == "as_of"


def test_an_empty_value_is_refused(get: Get) -> None:
    assert problem(get("policies/", topic=""))["parameter"] == "topic"


@pytest.mark.parametrize("path", ["policies/", "policies/pe-cancellation/", "facts/", "readiness/questions/"])
def test_a_day_to_come_is_refused(get: Get, path: str) -> None:
    publish_now(make_operator("claro"))
    query = {"operator": "claro", "line_type": "prepaid"} if path.startswith("readiness") else {}
    told = problem(get(path, as_of="2026-11-23", **query))
    assert (told["slug"], told["latest"]) == ("future-day", "2026-11-22")


def test_a_missing_parameter_is_named(get: Get) -> None:
    assert problem(get("readiness/questions/", operator="claro"))["parameter"] == "line_type"
    assert problem(get("policies/x/diff/", to=1))["parameter"] == "from"


NOWHERE = [
    "operators/nobody/",
    "policies/nothing/",
    "policies/nothing/editions/",
    "policies/nothing/editions/1/",
    "policies/pe-cancellation/editions/99999999999999999999999/",
    "faq/nothing/",
    "nothing/",
    "nothing",
    "policies/a/b/c",
    "policies/%2e%2e/",
    "",
]


def test_what_is_not_there_is_a_404(get: Get) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    for path in NOWHERE:
        assert problem(get(path))["slug"] == "not-found"


def test_every_address_under_api_answers_as_the_api(client: Client) -> None:
    for path in ("/api/", "/api/v2/policies/", "/api/docs/x/", "/api/v1/nothing/"):
        assert problem(client.get(path))["status"] == 404
        assert problem(client.post(path, {}, content_type="application/json"))["status"] == 404


def test_a_forgotten_slash_is_added(client: Client) -> None:
    answer = client.get("/api/v1/policies?topic=identity&lang=es")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/policies/?topic=identity&lang=es")


def test_before_the_first_edition_there_is_nothing(get: Get) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    assert problem(get("policies/pe-cancellation/", as_of="2024-12-31"))["slug"] == "not-found"
    assert get("policies/pe-cancellation/", as_of="2025-01-01").status_code == 200


def test_a_method_that_an_address_does_not_have(client: Client) -> None:
    assert client.post("/api/v1/policies/?x=1", {}, content_type="application/json").status_code == 405
    answer = client.post("/api/v1/policies/", {}, content_type="application/json")
    assert problem(answer)["slug"] == "method-not-allowed"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert problem(client.get("/api/v1/readiness/"))["slug"] == "method-not-allowed"
    assert client.delete("/api/v1/policies/").status_code == 405


def test_what_was_withdrawn_says_why_since_when_and_what_to_read(get: Get) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    publish_now(make_policy(slug="pe-identity", topic="identity"))
    withdraw(
        kind="policy",
        slug="pe-cancellation",
        because={"es": "Era un error.", "en": "It was wrong."},
        by=make_user("rev", REVIEWER),
        now=NOW,
        replaced_by="pe-identity",
    )
    for path, query, slug in (
        ("policies/pe-cancellation/", {}, "moved"),
        ("policies/pe-cancellation/", {"as_of": "2026-01-01"}, "withdrawn"),
        ("policies/pe-cancellation/editions/", {}, "moved"),
        ("policies/pe-cancellation/editions/1/", {}, "withdrawn"),
        ("policies/pe-cancellation/diff/", {"from": 1, "to": 1}, "withdrawn"),
    ):
        told = problem(get(path, **query))
        assert (told["slug"], told["why"], told["since"]) == (slug, "It was wrong.", "2026-11-22")
        assert told["replaced_by"] == {
            "slug": "pe-identity",
            "url": f"{settings.KB_SITE_URL}/en/policies/pe-identity/",
        }
    assert problem(get("policies/pe-cancellation/", lang="zh"))["why"] == "Era un error."
    assert [row["slug"] for row in get("policies/").json()["results"]] == ["pe-identity"]
    assert [row["policy"] for row in get("facts/").json()["results"]] == ["pe-identity"]


def test_every_problem_is_explained_on_its_page_and_in_the_docs(client: Client) -> None:
    page = client.get("/api/docs/problems/").content.decode()
    assert set(re.findall(r'<h2 id="([a-z0-9-]+)"', page)) == set(PROBLEMS)
    assert set(errors.SLUGS.values()) <= set(PROBLEMS)
    docs = (Path(settings.ROOT) / "docs" / "api.md").read_text(encoding="utf-8")
    assert [slug for slug in PROBLEMS if f"`{slug}`" not in docs] == []


def test_nothing_that_was_sent_is_repeated_at_length(get: Get) -> None:
    answer = get("policies/", topic="x" * 5000)
    assert problem(answer)["slug"] == "invalid-value"
    assert len(answer.content) < 1500
    assert len(get("policies/", **{"x" * 3000: "1"}).content) < 1500
