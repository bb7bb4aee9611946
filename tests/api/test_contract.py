"""Every operation answers as the description says, for all that Peru's content has."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from operators.api.schema import description
from operators.vocabulary import LANGUAGES
from tests.api.described import faults
from tests.factories import make_operator, publish_now

pytestmark = pytest.mark.django_db


def test_schema_is_valid_and_made_without_a_warning() -> None:
    call_command("spectacular", validate=True, fail_on_warn=True, stdout=StringIO(), stderr=StringIO())


def test_schema_is_openapi_3_1_and_lists_every_operation() -> None:
    schema = description()
    assert schema["openapi"].startswith("3.1")
    assert sorted(one["operationId"] for methods in schema["paths"].values() for one in methods.values()) == [
        "assess",
        "compareEditions",
        "compareOperators",
        "exportAll",
        "followChanges",
        "listChanges",
        "listEditions",
        "listFacts",
        "listFaq",
        "listOperators",
        "listPolicies",
        "listSources",
        "planKeeping",
        "readDescription",
        "readEdition",
        "readFaq",
        "readOperator",
        "readPolicy",
        "readQuestions",
        "search",
    ]


def test_schema_lists_the_published_operators(client: Any) -> None:
    publish_now(make_operator("claro"))
    make_operator("draft")
    schema = client.get("/api/v1/schema/").json()
    told = [one for one in schema["paths"]["/api/v1/policies/"]["get"]["parameters"] if one["name"] == "operator"]
    assert told[0]["schema"]["enum"] == ["claro"]


def test_no_address_of_the_schema_is_missing_a_summary_or_a_problem() -> None:
    for methods in description()["paths"].values():
        for one in methods.values():
            assert one["summary"]
            assert {"200", "400", "429", "default"} <= set(one["responses"])


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("listing", "many", "detail", "one"),
    [
        ("operators/", "listOperators", "operators/{}/", "readOperator"),
        ("policies/", "listPolicies", "policies/{}/", "readPolicy"),
        ("faq/", "listFaq", "faq/{}/", "readFaq"),
    ],
)
def test_every_document_is_as_described(
    get: Callable[..., Any], listing: str, many: str, detail: str, one: str, language: str
) -> None:
    page = get(listing, lang=language, page_size=100).json()
    assert faults(many, page) == []
    assert page["count"] == len(page["results"]) > 0
    for row in page["results"]:
        document = get(detail.format(row["slug"]), lang=language).json()
        assert faults(one, document) == []
        assert document["language"] == language
        assert {name: value for name, value in document.items() if name in row and name != "fallbacks"} == {
            name: value for name, value in row.items() if name != "fallbacks"
        }


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fact_is_as_described(get: Callable[..., Any], language: str) -> None:
    page: dict[str, Any] = {"next": "", "page": 0}
    seen = 0
    while page["next"] is not None:
        page = get("facts/", lang=language, page_size=100, page=page["page"] + 1).json()
        assert faults("listFacts", page) == []
        seen += len(page["results"])
    assert seen == page["count"] > 50


@pytest.mark.usefixtures("peru")
def test_every_edition_and_difference_is_as_described(get: Callable[..., Any]) -> None:
    for row in get("policies/", page_size=100).json()["results"]:
        history = get(f"policies/{row['slug']}/editions/").json()
        assert faults("listEditions", history) == []
        for edition in history["results"]:
            document = get(f"policies/{row['slug']}/editions/{edition['number']}/").json()
            assert faults("readEdition", document) == []
            assert document["edition"] == {name: value for name, value in edition.items() if name != "withdrawn"}
        difference = get(f"policies/{row['slug']}/diff/", **{"from": 1, "to": history["count"]}).json()
        assert faults("compareEditions", difference) == []


@pytest.mark.usefixtures("peru")
def test_every_questionnaire_assessment_and_plan_is_as_described(
    get: Callable[..., Any], post: Callable[..., Any]
) -> None:
    for operator in ("claro", "movistar", "entel", "bitel"):
        _check_all_of(operator, get, post)


def _check_all_of(operator: str, get: Callable[..., Any], post: Callable[..., Any]) -> None:
    asked = get("readiness/questions/", operator=operator, line_type="prepaid").json()
    assert faults("readQuestions", asked) == []
    for place in (0, -1):
        answers = {one["key"]: one["options"][place]["code"] for one in asked["questions"]}
        assessed = post("readiness/", {"operator": operator, "line_type": "prepaid", "answers": answers}).json()
        assert faults("assess", assessed) == []
    assert (
        faults("assess", post("readiness/", {"operator": operator, "line_type": "prepaid", "answers": {}}).json()) == []
    )
    for balance in ("with", "without", "unknown"):
        body = {"operator": operator, "last_top_up": "2026-10-03", "balance": balance}
        assert faults("planKeeping", post("keep-plan/", body).json()) == []


@pytest.mark.usefixtures("peru")
def test_comparison_is_as_described(post: Callable[..., Any]) -> None:
    body = {"country": "PE", "line_type": "prepaid", "answers": {"debt": "yes"}}
    assert faults("compareOperators", post("readiness/compare/", body).json()) == []


@pytest.mark.usefixtures("peru")
def test_described_finds_a_field_that_nobody_described(get: Callable[..., Any]) -> None:
    document = get("policies/pe-cancellation/").json()
    assert faults("readPolicy", document | {"draft": True}) != []
    assert faults("readPolicy", {name: value for name, value in document.items() if name != "title"}) != []
