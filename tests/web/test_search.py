"""The search page: a form, what it finds, and nothing that could be misused."""

import re
from html import unescape
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from operators.vocabulary import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def hits(html: str) -> list[str]:
    listed = re.findall(r'<ol class="hits">(.*?)</ol>', html, re.DOTALL)
    return re.findall(r'<h3><a href="([^"]+)"', listed[0]) if listed else []


@pytest.mark.parametrize(
    ("language", "q", "first"),
    [
        ("zh-hans", "claro销户", "/zh-hans/policies/claro-cancellation-prepaid/"),
        ("es", "deudas", "/es/faq/does-a-debt-stop-me/"),
        ("en", "osiptel", "/en/operators/osiptel/"),
    ],
)
def test_the_best_hit_comes_first_and_leads_to_its_page(client: Client, language: str, q: str, first: str) -> None:
    found = hits(body(client, f"/{language}/search/?q={quote(q)}"))
    assert found[0] == first
    assert client.get(first).status_code == 200


def test_what_was_found_is_marked(client: Client) -> None:
    html = body(client, "/en/search/?q=debt")
    assert "<mark>" in html
    assert {word.lower() for word in re.findall("<mark>([^<]+)</mark>", html)} <= {
        "debt",
        "debts",
        "owe",
        "owed",
        "unpaid",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_query_there_is_the_form_alone(client: Client, language: str) -> None:
    html = body(client, f"/{language}/search/")
    assert hits(html) == []
    assert '<meta name="robots" content="noindex">' in html
    assert f'action="/{language}/search/"' in html
    assert body(client, f"/{language}/search/?q=+++&utm_source=x") == html


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_and_every_header_lead_to_it(client: Client, language: str) -> None:
    assert f'<form class="search" role="search" method="get" action="/{language}/search/">' in body(
        client, f"/{language}/"
    )
    assert f'href="/{language}/search/"' in body(client, f"/{language}/faq/")


def test_what_was_typed_is_escaped_wherever_it_stands(client: Client) -> None:
    typed = "<script>alert(1)</script>\"'><img src=x> & debt"
    html = body(client, f"/en/search/?q={quote(typed)}")
    assert "<script>" not in html
    assert "<img" not in html
    assert f'value="{typed}"' in unescape(html)


@pytest.mark.parametrize("q", ["x" * 5000, "销" * 900, "*123#", "https://evil.example/?a=b", "‮‏", "👩‍👩‍👧", "%", "'"])
def test_anything_is_a_search(client: Client, q: str) -> None:
    for path in ("/es/search/", "/es/search.md"):
        assert client.get(path, {"q": q}).status_code == 200


def test_pages_lead_on_and_back_and_one_too_far_is_the_last(client: Client) -> None:
    first = body(client, "/en/search/?q=number")
    assert len(hits(first)) == 20
    later = unescape(re.findall(r'rel="next" href="([^"]+)"', first)[0])
    second = body(client, later)
    assert set(hits(second)) & set(hits(first)) == set()
    assert 'rel="prev"' in second
    for wrong in ("0", "-1", "x", "٣", "99999"):
        assert hits(body(client, f"/en/search/?q=number&page={wrong}")) == hits(first), wrong
    assert hits(body(client, "/en/search/?q=number&page=999"))


def test_nothing_found_is_said_with_what_may_have_been_meant(client: Client) -> None:
    html = body(client, "/en/search/?q=balanec")
    assert "Nothing was found" in html
    assert '<a href="/en/search/?q=balance">balance</a>' in html


def test_languages_keep_the_query_and_nothing_else(client: Client) -> None:
    html = body(client, "/en/search/?q=debt&fbclid=1")
    assert 'href="/es/search/?q=debt"' in html
    assert "fbclid" not in html


def test_the_twin_says_the_same(client: Client) -> None:
    text = body(client, "/en/search.md?q=debt")
    html = body(client, "/en/search/?q=debt")
    assert re.findall(r"\]\(http://[^/]+([^)]+)\)", text) == hits(html)


def test_the_same_query_takes_few_queries(client: Client, django_assert_max_num_queries: Any) -> None:
    # On PostgreSQL one says that the index of tokens is to be asked.
    with django_assert_max_num_queries(7 + (connection.vendor == "postgresql")):
        client.get("/en/search/", {"q": "number"})
