"""Every kind of page in every language: public, stateless, and saying what it should."""

import re
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from operators.vocabulary import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]

PAGES = [
    "",
    "operators/claro/",
    "operators/osiptel/",
    "operators/osiptel.md",
    "policies/claro-cancellation-prepaid/",
    "policies/bitel-keep-alive-prepaid/",
    "policies/pe-cancellation/",
    "policies/pe-cancellation/?as_of=2025-06-01",
    "policies/pe-cancellation/editions/1/",
    "policies/pe-cancellation/diff/?from=1&to=2",
    "policies/claro-cancellation-prepaid.md",
    "changes/",
    "method/",
    "method.md",
    "changes.md",
    "compare/",
    "compare.md",
    "faq/",
    "faq.md",
    "faq/can-i-cancel-online/",
    "faq/case-maintenance-fee/",
    "faq/can-i-cancel-online.md",
    "check/",
    "check/?operator=claro&line_type=prepaid",
    "check/?operator=claro",
    "check/?operator=claro&line_type=postpaid",
    "keep/",
    "search/",
    "search/?q=claro",
    "search.md",
    "keep/?operator=bitel",
    "keep.md",
    "keep.md?operator=bitel",
    "check.md",
    "check.md?operator=claro&line_type=prepaid",
    "policies/pe-cancellation.md?as_of=2025-06-01",
    "policies/pe-cancellation/editions/1.md",
    "policies/pe-cancellation/diff.md?from=1&to=2",
]
TAGS = {"zh-hans": "zh-Hans", "es": "es", "en": "en"}


def body(response: HttpResponse) -> str:
    return response.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_page_is_there_public_and_stateless(client: Client, language: str, path: str) -> None:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == 200
    assert response.cookies == {}
    assert not response.has_header("Set-Cookie")
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"].startswith("public")
    assert response.has_header("ETag")
    if ".md" not in path:
        html = body(response)
        assert f'<html lang="{TAGS[language]}">' in html
        assert re.search(r'<link rel="canonical" href="[^"]+">', html)
        assert len(re.findall(r'<link rel="alternate" hreflang="(?:zh-Hans|es|en|x-default)"', html)) == 4
        assert html.count("<h1") == 1
        # Strict CSP: nothing inline, nothing from elsewhere.
        ours = r'type="application/ld\+json">|src="/static/[a-z.]+" defer></script>'
        assert not re.search(rf"<script(?! (?:{ours}))|<style|\sstyle=|\son\w+=", html)
        assert set(re.findall(r'<(?:link rel="(?:icon|stylesheet)"|img)[^>]*"(https?://[^"]*)"', html)) == set()


@pytest.mark.parametrize("path", [path for path in PAGES if ".md" not in path])
def test_unknown_parameters_change_nothing_but_are_ignored(client: Client, path: str) -> None:
    plain = client.get(f"/es/{path}")
    messenger = client.get(f"/es/{path}{'&' if '?' in path else '?'}utm_source=x&fbclid=y&lang=en")
    assert messenger.status_code == 200
    assert body(messenger) == body(plain)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "zh-hans"),
        ("es-PE,es;q=0.9", "es"),
        ("fr,en;q=0.5", "en"),
        ("zh-TW", "zh-hans"),
        ("de", "zh-hans"),
        ("es;q=0,en", "en"),
        ("*", "zh-hans"),
        (";;;q=,,", "zh-hans"),
    ],
)
def test_the_doorstep_sends_each_reader_to_their_language(client: Client, accepted: str, language: str) -> None:
    response = client.get("/?from=groupmessage", headers={"Accept-Language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")
    assert "no-store" in response["Cache-Control"]
    assert "Accept-Language" in response["Vary"]


def test_language_comes_from_the_address_alone(client: Client) -> None:
    client.cookies["django_language"] = "en"
    response = client.get("/es/faq/", headers={"Accept-Language": "zh"})
    assert '<html lang="es">' in body(response)


def test_switching_language_keeps_the_page(client: Client) -> None:
    html = body(client.get("/es/policies/pe-cancellation/?as_of=2025-06-01&utm=1"))
    assert 'href="/en/policies/pe-cancellation/?as_of=2025-06-01"' in html
    assert 'href="/zh-hans/policies/pe-cancellation/?as_of=2025-06-01"' in html


def test_home_shows_each_operator_with_verdict_days_and_check_date(client: Client) -> None:
    html = unescape(body(client.get("/en/")))
    rows = re.findall(r'<tr role="row">\s*<th role="rowheader".*?</tr>', html, re.DOTALL)
    assert [re.search(r">(\w+)</a>", row).group(1) for row in rows] == ["Bitel", "Claro", "Entel", "Movistar"]  # type: ignore[union-attr]
    assert all("Partly online" in row and "22 November 2026" in row for row in rows)
    days = [re.findall(r'<strong class="figure">([^<]*)</strong>', row)[0] for row in rows]
    assert days == ["240 days or 255 days", "270 days", "60 days", "210 days"]
    assert "sources differ" in rows[0]
    assert "What is a number-keeping SIM?" in html


def test_policy_says_the_verdict_first_and_cites_every_row(client: Client) -> None:
    html = body(client.get("/es/policies/bitel-cancellation-prepaid/"))
    order = [html.index(mark) for mark in ('class="verdicts big"', 'id="facts"', 'id="routes"', 'id="sources"')]
    assert order == sorted(order)
    cited = {int(number) for number in re.findall(r'href="#source-(\d+)"', html)}
    listed = {int(number) for number in re.findall(r'<li id="source-(\d+)"', html)}
    assert cited == listed == set(range(1, len(listed) + 1))
    assert "OSIPTEL" in html
    assert 'href="tel:930123123"' in html


def test_policy_shows_both_sides_of_a_disagreement(client: Client) -> None:
    html = unescape(body(client.get("/en/policies/bitel-keep-alive-prepaid/")))
    assert "Sources differ: 255 days (La República, 30 October 2025) and 240 days (La República, 25 August 2025)." in (
        html
    )
    assert "Plan on 240 days." in html
    assert "Disputed" in html


def test_the_countrys_rules_stand_beside_an_operators_own(client: Client) -> None:
    html = body(client.get("/en/policies/claro-cancellation-prepaid/"))
    assert 'id="country"' in html
    assert 'href="/en/policies/pe-cancellation/"' in html
    assert 'id="country"' not in body(client.get("/en/policies/claro-keep-alive-prepaid/"))


def test_as_of_says_what_day_is_read(client: Client) -> None:
    then = unescape(body(client.get("/en/policies/pe-cancellation/?as_of=2025-06-01")))
    now = unescape(body(client.get("/en/policies/pe-cancellation/")))
    assert "applied on 1 June 2025" in then
    assert "1 business day" not in re.findall(r'<table class="facts".*?</table>', then, re.DOTALL)[0]
    figures = re.findall(r'<strong class="figure">([^<]*)</strong>', now)
    assert {"1 business day", "5 business days"} <= set(figures)
    assert "the day it took effect is not known" in now


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("policies/pe-cancellation/?as_of=2030-01-01", 400),
        ("policies/pe-cancellation/?as_of=yesterday", 400),
        ("policies/pe-cancellation/?as_of=2025-13-01", 400),
        ("policies/pe-cancellation/?as_of=2001-01-01", 404),
        ("policies/pe-cancellation/editions/9/", 404),
        ("policies/pe-cancellation/diff/", 400),
        ("policies/pe-cancellation/diff/?from=1&to=x", 400),
        ("policies/pe-cancellation/diff/?from=1&to=9", 404),
        ("policies/nothing/", 404),
        ("operators/nobody/", 404),
        ("faq/nothing/", 404),
        ("check/?operator=nobody&line_type=prepaid", 404),
        ("nothing-here/", 404),
        ("nothing/at/all/", 404),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_shown_has_a_page_too(client: Client, language: str, path: str, status: int) -> None:
    response = client.get(f"/{language}/{path}")
    assert response.status_code == status
    assert f'<html lang="{TAGS[language]}">' in body(response)
    assert 'content="noindex"' in body(response)
    assert response.cookies == {}


def test_an_address_without_its_slash_is_sent_to_the_one_with_it(client: Client) -> None:
    response = client.get("/es/faq")
    assert (response.status_code, response["Location"]) == (301, "/es/faq/")


def test_difference_shows_texts_and_never_markup(client: Client) -> None:
    html = body(client.get("/es/policies/pe-cancellation/diff/?from=1&to=2"))
    assert "<del>" in html
    assert "<ins>" in html
    assert '"our_advice"' not in unescape(html)


def test_twin_says_the_same_as_the_page(client: Client) -> None:
    twin = client.get("/en/policies/bitel-keep-alive-prepaid.md")
    assert twin["Content-Type"] == "text/markdown; charset=utf-8"
    text = body(twin)
    assert text.startswith("# Keep a Bitel prepaid number\n")
    assert "**240 days**" in text
    assert "**255 days**" in text
    page = body(client.get("/en/policies/bitel-keep-alive-prepaid/"))
    assert len(re.findall(r"^\[\^\d+\]: ", text, re.MULTILINE)) == len(re.findall(r'<li id="source-', page))


def test_home_names_where_its_links_lead(client: Client) -> None:
    """Two links that both said to read on led to different pages."""
    html = client.get("/en/").content.decode()
    assert '<a href="/en/changes/">All changes</a>' in html
    assert html.count(">Read on<") == 1
