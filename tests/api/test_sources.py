"""What is cited, and by how much of what applies now."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from operators.models.working import Source
from operators.publishing import withdraw
from operators.roles import REVIEWER
from tests.api.described import faults
from tests.factories import NOW, make_faq, make_operator, make_policy, make_source, make_user, publish_now

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


def found(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["key"] for row in answer.json()["results"]]


@pytest.mark.usefixtures("peru")
def test_every_source_of_every_document_is_there_once_with_what_cites_it(get: Get) -> None:
    counted: dict[str, dict[str, int]] = {}
    for kind in ("policies", "faq", "operators"):
        for row in get(f"{kind}/", page_size=100).json()["results"]:
            for source in row["sources"]:
                counted.setdefault(source["key"], {"policies": 0, "faq": 0, "operators": 0})[kind] += 1
    listed: dict[str, dict[str, int]] = {}
    page: dict[str, Any] = {"next": "", "page": 0}
    while page["next"] is not None:
        page = get("sources/", page_size=100, page=page["page"] + 1).json()
        assert faults("listSources", page) == []
        listed |= {row["key"]: row["cited_by"] for row in page["results"]}
    assert listed == counted
    assert page["count"] == len(listed) > 100


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    "query",
    [
        {"kind": "law"},
        {"publisher": "OSIPTEL"},
        {"host": "www.claro.com.pe"},
        {"kind": "press", "publisher": "Infobae"},
    ],
)
def test_sources_are_filtered_by_what_they_are(get: Get, query: dict[str, str]) -> None:
    rows = get("sources/", page_size=100, **query).json()["results"]
    assert {tuple(row[name] for name in query) for row in rows} == {tuple(query.values())}


def test_a_filter_narrows_the_sources_and_not_their_counts(get: Get) -> None:
    claro = make_operator("claro")
    publish_now(claro)
    publish_now(make_policy("pe-refund", topic="refund"))
    other = make_policy("claro-refund", topic="refund", operator=claro)
    for row in (other.facts, other.steps, other.conditions, other.routes):
        row.get().sources.set([make_source("own")])
    publish_now(other)
    publish_now(make_faq())
    everything = {"policies": 1, "faq": 1, "operators": 1}
    rows = get("sources/").json()["results"]
    assert [(row["key"], row["cited_by"]) for row in rows] == [
        ("own", {"policies": 1, "faq": 0, "operators": 0}),
        ("press-1", everything),
    ]
    assert found(get("sources/", topic="refund", operator="claro")) == ["own"]
    narrowed = get("sources/", operator="claro", ordering="-cited").json()["results"]
    assert [(row["key"], row["cited_by"]) for row in narrowed] == [
        ("press-1", everything),
        ("own", {"policies": 1, "faq": 0, "operators": 0}),
    ]
    assert found(get("sources/", ordering="-key")) == ["press-1", "own"]
    assert get("sources/", fields="key,cited_by", ordering="host").json()["results"][0].keys() == {"key", "cited_by"}


def test_only_what_applies_counts_and_the_newest_wording_is_shown(get: Get) -> None:
    policy = make_policy("pe-refund", topic="refund")
    publish_now(policy)
    Source.objects.update(title="Another wording")
    publish_now(make_faq())
    row = get("sources/").json()["results"][0]
    assert (row["title"], row["cited_by"]) == ("Another wording", {"policies": 1, "faq": 1, "operators": 0})
    withdraw(
        kind="faq", slug="what-is-it", because={"en": "Wrong."}, by=make_user("rev", REVIEWER), now=NOW + timedelta(0)
    )
    row = get("sources/").json()["results"][0]
    assert (row["title"], row["cited_by"]) == ("A report", {"policies": 1, "faq": 0, "operators": 0})


def test_an_unknown_host_is_answered_with_the_published_ones(get: Get) -> None:
    publish_now(make_policy("pe-refund", topic="refund"))
    make_source("draft", url="https://draft.example/1", publisher="Draft")
    for name, allowed in (("host", ["news.example"]), ("publisher", ["News"])):
        answer = get("sources/", **{name: "draft.example"})
        assert (answer.status_code, answer.json()["parameter"], answer.json()["allowed"]) == (400, name, allowed)
