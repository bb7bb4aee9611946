"""The pages for people: every operation with a form that leads to its answer, and every problem explained."""

import re
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client

from operators.api.problem_kinds import PROBLEMS
from operators.api.reference import address, tags
from operators.api.schema import description

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]


def shown(client: Client) -> list[dict[str, Any]]:
    return [one for tag in tags(client.get("/api/v1/schema/").json()) for one in tag["operations"]]


def test_the_page_runs_its_own_script_and_nobody_elses(client: Client) -> None:
    for path in ("/api/docs/", "/api/docs/problems/"):
        answer = client.get(path, {"utm_source": "x"})
        page = answer.content.decode()
        assert answer["Content-Type"].startswith("text/html")
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "sandbox" not in answer["Content-Security-Policy"]
        assert re.findall(r"<script[^>]*>", page) == (
            ['<script src="/static/reference.js" defer>'] if path == "/api/docs/" else []
        )
        assert "style=" not in page
        assert "onclick" not in page
        assert re.findall(r'(?:src|href|action)="https?://', page) == []


def test_the_page_lists_every_operation_with_its_parameters_and_refusals(client: Client) -> None:
    page = unescape(client.get("/api/docs/").content.decode())
    described = [
        (path, method, one) for path, methods in description()["paths"].items() for method, one in methods.items()
    ]
    assert len(shown(client)) == len(described) >= 15
    for path, method, one in described:
        name = one["operationId"]
        assert f'<h3 id="{name}">' in page
        assert f'data-path="{path}" data-method="{method.upper()}"' in page
        for parameter in one.get("parameters", ()):
            assert f'id="{name}-{parameter["name"]}"' in page
    assert set(re.findall(r'href="/api/docs/problems/#([a-z-]+)"', page)) <= set(PROBLEMS)


def test_every_form_leads_to_its_answer_without_scripts(client: Client) -> None:
    forms = [one for one in shown(client) if one["method"] == "GET"]
    assert len(forms) >= 12
    for one in forms:
        # A browser sends every field, the empty ones too.
        sent = {parameter["name"]: str(parameter["value"]) for parameter in one["parameters"]}
        answer = client.get(f"/api/docs/try/{one['id']}/?{urlencode(sent)}")
        assert (answer.status_code, answer["Cache-Control"]) == (302, "no-store, private"), one["id"]
        assert answer["Location"].startswith("/api/v1/")
        assert client.get(answer["Location"]).status_code == 200, answer["Location"]


def test_every_command_is_the_request_of_its_form(client: Client) -> None:
    for one in shown(client):
        asked = one["curl"].split("'")
        where = asked[-2].removeprefix(settings.KB_SITE_URL)
        assert asked[-2] != where, one["id"]
        if one["method"] == "GET":
            assert client.get(where).status_code == 200
        else:
            assert client.post(where, asked[3], content_type="application/json").status_code == 200


@pytest.mark.parametrize(
    ("operation", "given", "where"),
    [
        ("readPolicy", {"slug": "../../admin", "lang": "en"}, "/api/v1/policies/..%2F..%2Fadmin/?lang=en"),
        ("readPolicy", {"slug": "//evil.example"}, "/api/v1/policies/%2F%2Fevil.example/"),
        ("readPolicy", {"slug": ""}, None),
        ("listFaq", {"lang": "", "kind": "case", "colour": "red"}, "/api/v1/faq/?kind=case"),
        ("assess", {}, None),
        ("nothing", {}, None),
    ],
)
def test_a_form_leads_nowhere_but_to_the_api(
    client: Client, operation: str, given: dict[str, str], where: str | None
) -> None:
    assert address(description(), operation, given) == where
    answer = client.get(f"/api/docs/try/{operation}/", given)
    assert (answer.status_code, answer.get("Location")) == ((302, where) if where else (404, None))


def test_every_problem_is_explained_with_an_example_and_what_to_do(client: Client) -> None:
    page = client.get("/api/docs/problems/").content.decode()
    for slug in PROBLEMS:
        section = page.partition(f'<h2 id="{slug}">')[2].partition("</section>")[0]
        assert "What to do." in section
        assert f"#{slug}&quot;" in section, "its example has its type"
