"""What was withdrawn is a 410 that says why, since when and what to read instead; a hostile text does nothing."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from operators.links import OfficialList
from operators.models.printed import EditionText
from operators.publishing import withdraw
from operators.rendering.markdown import render
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


def withdrawn_policy(**columns: Any) -> None:
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    publish_now(make_policy("claro-keep-alive-prepaid", operator=operator, topic="keep_alive"))
    because = {"zh-hans": "写错了", "es": "Estaba mal", "en": "It was wrong"}
    by = make_user("reviewer", REVIEWER)
    withdraw(kind="policy", slug="claro-cancellation-prepaid", because=because, by=by, now=NOW, **columns)


@pytest.mark.parametrize(
    ("language", "because", "since"),
    [
        ("zh-hans", "写错了", "撤回日期：2026年11月22日"),
        ("es", "Estaba mal", "Retirado desde el 22 de noviembre de 2026"),
        ("en", "It was wrong", "Withdrawn since 22 November 2026"),
    ],
)
def test_withdrawn_policy_says_why_since_when_and_what_instead(
    client: Client, language: str, because: str, since: str
) -> None:
    withdrawn_policy(replaced_by="claro-keep-alive-prepaid")
    # The page itself leads on at once (test_renamed.py); what was asked of one day or edition is told.
    for path in ("?as_of=2026-11-22", "editions/1/"):
        response = client.get(f"/{language}/policies/claro-cancellation-prepaid/{path}")
        assert response.status_code == 410
        html = unescape(response.content.decode())
        assert because in html
        assert since in html
        assert f"/{language}/policies/claro-keep-alive-prepaid/" in html
        assert "It can be done." not in html


def test_withdrawn_policy_is_gone_from_every_page(client: Client) -> None:
    withdrawn_policy()
    for path in ("", "operators/claro/", "check/", "policies/claro-keep-alive-prepaid/"):
        assert "claro-cancellation-prepaid" not in client.get(f"/en/{path}").content.decode(), path
    assert client.get("/en/policies/claro-cancellation-prepaid.md").status_code == 410
    assert "No data" in client.get("/en/check/?operator=claro&line_type=prepaid").content.decode()


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> [go](https://evil.example/) "onload="x'


class Live(HTMLParser):
    """Everything in a page that a hostile text could have brought to life, as a browser's parser would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[str]:
        parser = cls()
        parser.feed(html)
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        bad = [
            name
            for name, value in attrs
            if name.startswith("on") or ("evil.example" in (value or "") and name == "href")
        ]
        # JSON-LD is data: a browser runs none of it. The script of the self-check is a file of our own.
        ours = tag == "script" and attrs in (
            [("type", "application/ld+json")],
            [("src", "/static/check.js"), ("defer", None)],
        )
        if (tag in ("script", "img", "iframe", "style") and not ours) or bad:
            self.found.append(f"{tag} {bad}")


def poison() -> None:
    """What no gate would let through, written behind the application's back into every text."""

    def poisoned(document: str) -> str:
        # Inside JSON strings: every title, text, label and question of the factories ends in "(en)".
        inside = HOSTILE.replace('"', '\\"')
        return document.replace("(en)", inside)

    with connection.cursor() as cursor:
        for row in EditionText.objects.filter(language="en"):
            cursor.execute(
                "UPDATE operators_editiontext SET document = %s, summary = %s WHERE id = %s",
                [poisoned(row.document), poisoned(row.summary), row.pk],
            )


def test_hostile_texts_are_inert_on_every_page_and_in_every_twin(client: Client) -> None:
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    publish_now(make_policy("pe-cancellation", line_type="any"))
    publish_now(make_faq())
    poison()
    check = "/en/check/?operator=claro&line_type=prepaid"
    pages = [
        client.get(path)
        for path in (
            "/en/",
            "/en/operators/claro/",
            "/en/policies/claro-cancellation-prepaid/",
            "/en/policies/pe-cancellation/editions/1/",
            "/en/policies/claro-cancellation-prepaid/diff/?from=1&to=1",
            "/en/faq/",
            "/en/faq/what-is-it/",
            check,
        )
    ] + [client.post(check, {"answer.debt": "yes"})]
    for response in pages:
        assert response.status_code == 200
        html = response.content.decode()
        assert Live.of(html) == [], response.request["PATH_INFO"]
    assert any("alert(1)" in page.content.decode() for page in pages)
    for path in ("/en/policies/claro-cancellation-prepaid.md", "/en/faq/what-is-it.md"):
        # Even a renderer that trusts every host finds no link in the twin.
        trusting = OfficialList(hosts=frozenset({"evil.example"}))
        assert "evil.example" not in "".join(
            re.findall(r"<a [^>]*>", render(client.get(path).content.decode(), trusting))
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_site_has_its_pages(client: Client, language: str) -> None:
    for path in ("", "faq/", "check/", "keep/"):
        assert client.get(f"/{language}/{path}").status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_nothing_offers_the_search(client: Client, language: str) -> None:
    withdrawn_policy()
    for path, status in (("policies/nothing/", 404), ("policies/claro-cancellation-prepaid/", 410), ("nothing/", 404)):
        answer = client.get(f"/{language}/{path}")
        assert answer.status_code == status
        assert (
            f'<form class="search" role="search" method="get" action="/{language}/search/">' in answer.content.decode()
        )
