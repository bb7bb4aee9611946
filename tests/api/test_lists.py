"""Lists: what they are filtered by, their order, their pages, and how many queries they take."""

from collections.abc import Callable
from datetime import date, timedelta, timezone
from typing import Any

import pytest
from django.test import Client

from tests.factories import NOW, make_faq, make_operator, make_policy, publish_now, tr

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


def slugs(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["slug"] for row in answer.json()["results"]]


@pytest.mark.usefixtures("peru")
def test_keep_alive_days_of_every_operator_is_one_call(get: Get) -> None:
    answer = get("facts/", key="keep_alive_without_balance", country="PE").json()
    found: dict[str, list[tuple[int, str]]] = {}
    for row in answer["results"]:
        found.setdefault(row["operator"]["slug"], []).append((row["value"], row["standing"]))
        assert row["sources"], row
        assert row["unit"] == "day"
    assert {slug: sorted(value for value, _ in values) for slug, values in found.items()} == {
        "entel": [60],
        "movistar": [210],
        "bitel": [240, 255],
        "claro": [270],
    }
    assert dict(found["bitel"]) == {240: "disputed", 255: "adopted"}


@pytest.mark.usefixtures("peru")
def test_facts_as_of_a_day_are_those_of_the_edition_that_applied(get: Get) -> None:
    query = {"key": "termination_deadline", "country": "PE", "fields": "value,unit,policy"}
    before = get("facts/", as_of="2025-06-01", **query).json()["results"]
    assert before == [{"value": 5, "unit": "business_day", "policy": "pe-cancellation"}]
    today = [row["value"] for row in get("facts/", **query).json()["results"] if row["policy"] == "pe-cancellation"]
    assert sorted(today) == [1, 5]


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (
            {"operator": "claro"},
            [
                "claro-cancellation-prepaid",
                "claro-identity",
                "claro-keep-alive-prepaid",
                "claro-plan-change-postpaid",
                "claro-suspension",
                "claro-top-up-prepaid",
            ],
        ),
        ({"topic": "complaint"}, ["pe-complaint"]),
        ({"operator": "bitel", "topic": "cancellation"}, ["bitel-cancellation-prepaid"]),
        ({"operator": "osiptel"}, []),
        ({"operator": "bitel", "line_type": "postpaid"}, []),
        ({"freshness": "never", "operator": "claro"}, []),
        ({"updated_since": "2026-11-23"}, []),
        ({"as_of": "2025-06-01", "country": "PE"}, ["pe-cancellation"]),
        ({"as_of": "2000-01-01"}, []),
    ],
)
def test_policies_are_filtered(get: Get, query: dict[str, str], expected: list[str]) -> None:
    found = slugs(get("policies/", page_size=100, **query))
    assert set(expected) <= set(found) if query.get("as_of") == "2025-06-01" else found == expected


@pytest.mark.usefixtures("peru")
def test_each_filter_parts_the_list(get: Get) -> None:
    """For each filter, its values together give every policy that has one, and no policy twice."""
    documents = get("policies/", page_size=100).json()["results"]
    for name in ("topic", "line_type", "online_support", "store_visit"):
        expected = sorted((one["slug"], one[name]) for one in documents if one[name] is not None)
        allowed = get("policies/", **{name: "?"}).json()["allowed"]
        found = [(slug, value) for value in allowed for slug in slugs(get("policies/", **{name: value}))]
        assert sorted(found) == expected, name
    app = [
        one["slug"]
        for one in documents
        for route in one["routes"]
        if route["channel"] == "app" and route["role"] == "request"
    ]
    assert slugs(get("policies/", channel="app", page_size=100)) == sorted(app)


def test_updated_since_takes_a_day_or_a_moment(get: Get) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    assert slugs(get("policies/", updated_since="2026-11-22")) == ["pe-cancellation"]
    assert slugs(get("policies/", updated_since=NOW.isoformat())) == ["pe-cancellation"]
    later = (NOW + timedelta(seconds=1)).astimezone(timezone(timedelta(hours=-5)))
    assert slugs(get("policies/", updated_since=later.isoformat())) == []
    for wrong in ("yesterday", "2026-11-22T10:00:00", "2026-02-30", "0001-01-01T00:00:00+14:00", "2026-W01-1"):
        answer = get("policies/", updated_since=wrong)
        assert (answer.status_code, answer.json()["parameter"]) == (400, "updated_since"), wrong


def test_freshness_goes_by_today(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    assert slugs(get("policies/", freshness="never")) == ["pe-cancellation"]
    assert slugs(get("policies/", freshness="fresh", as_of="2026-11-20")) == []


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    ("query", "kind"),
    [({"kind": "case"}, "faq_kind"), ({"category": "money"}, "category"), ({"kind": "glossary"}, "faq_kind")],
)
def test_faq_is_filtered(get: Get, query: dict[str, str], kind: str) -> None:
    rows = get("faq/", page_size=100, **query).json()["results"]
    assert {row[kind] for row in rows} == set(query.values())


@pytest.mark.usefixtures("peru")
def test_faq_topic_is_that_of_its_policies(get: Get) -> None:
    topics = {row["slug"]: row["topic"] for row in get("policies/", page_size=100).json()["results"]}
    entries = get("faq/", page_size=100).json()["results"]
    for topic in sorted(set(topics.values())):
        expected = [one["slug"] for one in entries if topic in {topics[policy["slug"]] for policy in one["policies"]}]
        assert slugs(get("faq/", topic=topic, page_size=100)) == expected


def test_operators_are_filtered(get: Get) -> None:
    publish_now(make_operator("claro"))
    publish_now(make_operator("osiptel", host="www.osiptel.gob.pe", kind="regulator"))
    assert slugs(get("operators/", kind="regulator")) == ["osiptel"]
    assert slugs(get("operators/", country="PE")) == ["claro", "osiptel"]


def test_operators_and_faq_are_told_as_of_a_day(get: Get) -> None:
    claro = make_operator("claro", effective_from=date(2025, 6, 1))
    publish_now(claro)
    publish_now(make_operator("entel"))
    policy = make_policy(operator=claro, effective_from=date(2026, 1, 1))
    publish_now(policy)
    entry = make_faq("what-is-it")
    entry.policies.add(policy)
    publish_now(entry)
    entry.question, entry.effective_from = tr("Since June?"), date(2026, 6, 1)
    entry.save()
    publish_now(entry)
    for day, expected in (("2024-12-31", []), ("2025-05-31", ["entel"]), ("2025-06-01", ["claro", "entel"])):
        assert slugs(get("operators/", as_of=day)) == expected
    asked = [get("faq/", as_of=day).json()["results"] for day in ("2024-12-31", "2026-05-31", "2026-06-01")]
    assert [[row["question"] for row in rows] for rows in asked] == [
        [],
        ["What is it? (en)"],
        ["Since June? (en)"],
    ]
    # The policy that it is about is looked for on the same day.
    assert slugs(get("faq/", as_of="2025-12-31", topic="cancellation")) == []
    assert slugs(get("faq/", as_of="2026-01-01", topic="cancellation")) == ["what-is-it"]
    for path in ("operators/", "faq/"):
        assert get(path, as_of="2026-11-23").json()["latest"] == "2026-11-22"


@pytest.mark.usefixtures("peru")
def test_a_fallback_is_no_way_to_make_a_request(get: Get) -> None:
    routes = get("policies/pe-cancellation/").json()["routes"]
    assert ("regulator_form", "fallback") in [(route["channel"], route["role"]) for route in routes]
    assert slugs(get("policies/", channel="regulator_form")) == []


def test_ordering_goes_both_ways_and_ties_go_by_slug(get: Get) -> None:
    for slug, topic in (("pe-b", "complaint"), ("pe-a", "identity"), ("pe-c", "cancellation")):
        publish_now(make_policy(slug=slug, topic=topic))
    assert slugs(get("policies/")) == ["pe-a", "pe-b", "pe-c"]
    assert slugs(get("policies/", ordering="-slug")) == ["pe-c", "pe-b", "pe-a"]
    assert slugs(get("policies/", ordering="topic")) == ["pe-c", "pe-b", "pe-a"]
    assert slugs(get("policies/", ordering="-verified_on")) == ["pe-a", "pe-b", "pe-c"]


def test_pages_lead_to_each_other(get: Get, client: Client) -> None:
    for slug, topic in (("pe-b", "complaint"), ("pe-a", "identity"), ("pe-c", "cancellation")):
        publish_now(make_policy(slug=slug, topic=topic))
    first = get("policies/", page_size=2, fields="slug").json()
    assert first["results"] == [{"slug": "pe-a"}, {"slug": "pe-b"}]
    assert (first["count"], first["page"], first["page_size"], first["previous"]) == (3, 1, 2, None)
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert (second["results"], second["next"]) == ([{"slug": "pe-c"}], None)
    assert client.get(second["previous"].removeprefix("http://127.0.0.1:8000")).json() == first


def test_a_page_that_is_not_there_is_a_404(get: Get) -> None:
    assert get("policies/", page=1).json()["results"] == []
    assert get("policies/", page=2).status_code == 404
    assert get("policies/", page=999999).status_code == 404


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "x", "9999999", "٣", "101"])
def test_page_size_is_from_1_to_100(get: Get, value: str) -> None:
    answer = get("policies/", page_size=value)
    assert answer.status_code == 400
    assert {name: answer.json()[name] for name in ("parameter", "minimum", "maximum")} == {
        "parameter": "page_size",
        "minimum": 1,
        "maximum": 100,
    }


def _publish(number: int) -> None:
    for index in range(number):
        operator = make_operator(f"op{index}", host=f"www.op{index}.pe")
        publish_now(operator)
        policy = make_policy(slug=f"op{index}-cancellation", operator=operator)
        publish_now(policy)
        faq = make_faq(f"faq-{index}")
        faq.policies.add(policy)
        publish_now(faq)


READING: list[tuple[str, dict[str, str], int]] = [
    ("operators/", {}, 3),
    ("policies/", {}, 4),
    ("policies/", {"operator": "op0", "as_of": "2026-01-01", "channel": "app", "freshness": "never"}, 5),
    ("operators/", {"as_of": "2026-01-01", "kind": "network"}, 3),
    ("faq/", {}, 4),
    ("faq/", {"as_of": "2026-01-01", "topic": "cancellation"}, 4),
    ("facts/", {}, 3),
    ("sources/", {}, 4),
    ("sources/", {"publisher": "News", "operator": "op0", "ordering": "-cited"}, 6),
    ("changes/", {}, 4),
    ("changes/", {"operator": "op0", "significance": "policy_changed", "page_size": "1"}, 4),
    ("changes/atom/", {}, 4),
    ("export/", {}, 3),
    ("export/", {"page_size": "2", "updated_since": "2026-01-01"}, 5),
    ("operators/op0/", {}, 1),
    ("policies/op0-cancellation/", {}, 2),
    ("policies/op0-cancellation/editions/", {}, 4),
    ("policies/op0-cancellation/editions/1/", {}, 3),
    ("policies/op0-cancellation/diff/", {"from": "1", "to": "1"}, 5),
    ("faq/faq-0/", {}, 2),
    ("readiness/questions/", {"operator": "op0", "line_type": "prepaid"}, 4),
]
CHECKING: list[tuple[str, dict[str, Any], int]] = [
    ("readiness/", {"operator": "op0", "line_type": "prepaid", "answers": {}}, 3),
    ("readiness/compare/", {"country": "PE", "line_type": "prepaid", "answers": {}}, 3),
    ("keep-plan/", {"operator": "op0", "last_top_up": "2026-10-03"}, 3),
]


@pytest.mark.parametrize("rows", [1, 3])
def test_three_rows_take_as_many_queries_as_one(
    get: Get, post: Callable[..., Any], django_assert_num_queries: Any, rows: int
) -> None:
    _publish(rows)
    for path, query, queries in READING:
        with django_assert_num_queries(queries, info=path):
            assert get(path, **query).status_code == 200
    for path, body, queries in CHECKING:
        with django_assert_num_queries(queries, info=path):
            post(path, body)


def test_drafts_and_waiting_editions_change_no_byte(get: Get) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    paths = ["operators/", "policies/", "policies/pe-cancellation/editions/", "faq/", "facts/"]
    before = [get(path).content for path in paths] + [get("policies/", operator="x").content]
    make_operator("draft")
    publish_now(make_policy(slug="pe-identity", topic="identity", effective_from=NOW.date() + timedelta(days=30)))
    make_policy(slug="pe-complaint", topic="complaint", title=tr("canary"))
    make_faq("canary")
    assert [get(path).content for path in paths] + [get("policies/", operator="x").content] == before
    assert get("policies/pe-identity/").status_code == 404
    assert get("policies/pe-identity/editions/1/").status_code == 404
