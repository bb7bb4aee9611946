"""`search/`: what it answers, in which shape, and what it refuses."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from operators import clock
from operators.vocabulary import LANGUAGES
from tests.api.described import faults
from tests.factories import NOW, make_faq, make_operator, make_policy, publish_now, tr

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db


def slugs(answer: Any) -> list[str]:
    return [row["slug"] for row in answer.json()["results"]]


def words(segments: list[dict[str, Any]]) -> list[str]:
    return [one["text"] for one in segments if one["hit"]]


@pytest.fixture
def three(db: None) -> None:
    operator = make_operator("claro")
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    publish_now(make_faq())


@pytest.mark.usefixtures("three")
def test_hit_has_the_whole_shape(get: Get) -> None:
    assert get("search/", q="cancel").json() == {
        "count": 1,
        "page": 1,
        "page_size": 20,
        "next": None,
        "previous": None,
        "language": "en",
        "results": [
            {
                "kind": "policy",
                "slug": "claro-cancellation-prepaid",
                "url": "http://127.0.0.1:8000/en/policies/claro-cancellation-prepaid/",
                "language": "en",
                "fallbacks": [],
                "title": "Cancelling (en)",
                "operator": {"slug": "claro", "name": "Claro"},
                "country": "PE",
                "edition": 1,
                "highlighted_title": [{"text": "Cancelling", "hit": True}, {"text": " (en)", "hit": False}],
                "passages": [[{"text": "It can be done. (en)", "hit": False}]],
            }
        ],
        "suggestions": [],
    }


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("q", ["claro", "销户", "baja", "cancel", "zzzz", "*123#", "el"])
def test_every_answer_is_as_described(get: Get, language: str, q: str) -> None:
    page = get("search/", q=q, lang=language, page_size=100).json()
    assert faults("search", page) == []
    assert {row["language"] for row in page["results"]} <= {language}
    for row in page["results"]:
        assert "".join(one["text"] for one in row["highlighted_title"]) == row["title"]


def test_q_is_required(get: Get) -> None:
    missing = get("search/")
    assert (missing.status_code, missing.json()["type"].rpartition("#")[2]) == (400, "missing-parameter")


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("q", ["", " ", "\u3000", "?"])
def test_a_search_for_nothing_finds_nothing(get: Get, q: str) -> None:
    page = get("search/", q=q).json()
    assert faults("search", page) == []
    assert (page["count"], page["results"], page["suggestions"]) == (0, [], [])


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize(
    ("name", "value"), [("kind", "draft"), ("operator", "entel"), ("country", "CN"), ("sort", "x")]
)
def test_what_is_not_allowed_is_named(get: Get, name: str, value: str) -> None:
    answer = get("search/", q="claro", **{name: value})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


@pytest.mark.usefixtures("three")
def test_kind_operator_and_country_filter(get: Get) -> None:
    publish_now(make_operator("entel", host="www.entel.pe"))
    assert sorted(slugs(get("search/", q="claro"))) == ["claro", "claro-cancellation-prepaid"]
    assert slugs(get("search/", q="claro", kind="operator")) == ["claro"]
    assert slugs(get("search/", q="operator", operator="entel", country="PE")) == ["entel"]
    assert slugs(get("search/", q="claro", operator="entel")) == []


@pytest.mark.usefixtures("three")
def test_the_language_is_that_of_the_hits(get: Get, client: Client) -> None:
    assert get("search/", q="cancelling", lang="es").json()["results"][0]["title"] == "Cancelling (es)"
    answer = client.get("/api/v1/search/", {"q": "cancelling"}, headers={"Accept-Language": "es-PE"})
    assert (answer["Content-Language"], answer.json()["language"]) == ("es", "es")
    assert "Accept-Language" in answer["Vary"]


def test_a_text_from_another_language_says_so(get: Get) -> None:
    publish_now(make_faq(question={"es": "¿Qué es?"}, answer={"es": "Una línea.", "en": "One line."}))
    (hit,) = get("search/", q="que es linea", lang="zh").json()["results"]
    assert hit["fallbacks"] == [{"path": "/title", "language": "es"}, {"path": "/passages/0", "language": "es"}]
    (hit,) = get("search/", q="line").json()["results"]
    assert hit["fallbacks"] == [{"path": "/title", "language": "es"}]


@pytest.mark.usefixtures("three")
def test_what_you_have_is_answered_304_and_head_has_the_same_headers(get: Get, client: Client) -> None:
    first = get("search/", q="claro")
    again = get("search/", q="claro", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/api/v1/search/", {"lang": "en", "q": "claro"})
    assert (head.status_code, head.content, dict(head.headers)) == (200, b"", dict(first.headers))


@pytest.mark.usefixtures("three")
def test_pages_lead_to_each_other(get: Get, client: Client) -> None:
    first = get("search/", q="claro", page_size=1).json()
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert (first["count"], second["page"], second["next"]) == (2, 2, None)
    assert first["results"] != second["results"]
    assert get("search/", q="claro", page=2).status_code == 404


def test_nothing_found_comes_with_suggestions(get: Get) -> None:
    publish_now(make_faq(question=tr("The balance of a line")))
    answer = get("search/", q="balanec").json()
    assert (answer["results"], answer["suggestions"]) == ([], ["balance"])


@pytest.mark.parametrize("rows", [1, 3])
def test_three_hits_take_as_many_queries_as_one(get: Get, django_assert_num_queries: Any, rows: int) -> None:
    for number in range(rows):
        publish_now(make_faq(f"faq-{number}", question=tr(f"Balance {number}")))
    # On PostgreSQL one says that the index of tokens is to be asked.
    with django_assert_num_queries(8 + (connection.vendor == "postgresql")):
        assert get("search/", q="balance").json()["count"] == rows


def test_an_entry_that_waits_for_its_day_is_found_from_that_day_on(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_now(make_faq(question=tr("Balance")))
    before = [get("search/", q=q).content for q in ("balance", "canary", "canray")]
    day = NOW.date() + timedelta(days=2)
    publish_now(make_faq("waiting", question=tr("Canary balance"), effective_from=day))
    make_faq("draft", question=tr("Canary balance"))
    assert [get("search/", q=q).content for q in ("balance", "canary", "canray")] == before
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(days=2))
    assert slugs(get("search/", q="canary")) == ["waiting"]
    assert sorted(slugs(get("search/", q="balance"))) == ["waiting", "what-is-it"]
    assert get("search/", q="canray").json()["suggestions"] == ["canary"]


HOSTILE = [
    '"',
    "'",
    "' OR 1=1 --",
    '") MATCH ("',
    "AND OR NOT NEAR(a b)",
    "title: claro*",
    "a & b | !c <-> :*",
    "*123#",
    "*",
    "https://www.claro.com.pe/personas/?a=b&c=%00",
    "%",
    "\\",
    "x" * 5000,
    "销户" * 1000,
    "\u202e\u200f rtl",
    "\ud7ff\ufffe",
    "👩‍👩‍👧 ",
    " " * 50,
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "e" + "\u0301" * 500,
]


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("q", HOSTILE, ids=range(len(HOSTILE)))
def test_anything_is_a_search(get: Get, settings: Any, q: str) -> None:
    settings.KB_QUERY_MAX = 10**6  # the site's own limit on addresses is held elsewhere
    answer = get("search/", q=q)
    assert (answer.status_code, faults("search", answer.json())) == (200, [])
