"""Every page to read has a Markdown twin, names it, and says in it what it says itself: of the same day and edition."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import resolve

from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from operators.web.urls import urlpatterns
from tests.factories import NOW, make_operator, make_policy, make_user, publish_now

pytestmark = [pytest.mark.django_db]

PAGES = [
    "",
    "operators/claro/",
    "policies/pe-cancellation/",
    "policies/pe-cancellation/?as_of=2025-06-01",
    "policies/pe-cancellation/editions/1/",
    "policies/pe-cancellation/diff/?from=1&to=2",
    "changes/",
    "changes/?operator=bitel",
    "compare/",
    "compare/?country=PE",
    "faq/",
    "faq/case-maintenance-fee/",
    "check/",
    "check/?operator=claro&line_type=prepaid",
    "keep/",
    "keep/?operator=bitel",
    "method/",
    "search/",
    "search/?q=debt",
]
# Forms to fill in and nothing to read: docs/decisions.md says why.
WITHOUT = {"check-shared", "report", "report-received"}


def body(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def twins(html: str) -> list[str]:
    return re.findall(r'<link rel="alternate" type="text/markdown" href="([^"]+)">', html)


def test_no_kind_of_page_is_left_out() -> None:
    rooms = {one.name for one in urlpatterns if str(one.pattern).startswith("<language") and one.name}
    pages = {name for name in rooms if not name.endswith(("-twin", "-calendar"))}
    assert {resolve(f"/en/{page.partition('?')[0]}").url_name for page in PAGES} == pages - WITHOUT


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("peru")
def test_page_names_the_twin_of_the_very_same(client: Client, language: str, path: str) -> None:
    place, _, query = f"/{language}/{path}".partition("?")
    address = f"{place.removesuffix('/')}.md{'?' if query else ''}{query}"
    assert twins(body(client, f"/{language}/{path}")) == [address]
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    assert answer["Cache-Control"].startswith("public")
    assert answer.content.startswith(b"# ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("peru")
def test_twin_of_a_day_is_that_days(client: Client, language: str) -> None:
    address = f"/{language}/policies/pe-cancellation/"
    page, today = body(client, f"{address}?as_of=2025-06-01"), body(client, address)
    banner = re.findall(r'<p class="banner" role="note">([^<]+) <a', page)[0]
    then = body(client, f"/{language}/policies/pe-cancellation.md?as_of=2025-06-01")
    now = body(client, f"/{language}/policies/pe-cancellation.md")
    assert then.split("\n")[2].startswith(f"> {banner} [")
    assert banner not in now
    shown, shown_today = (set(re.findall(r'<strong class="figure">([^<]*)</strong>', one)) for one in (page, today))
    assert shown <= set(re.findall(r"\*\*([^*]+)\*\*", then))
    assert shown != shown_today


@pytest.mark.usefixtures("peru")
def test_twin_of_a_day_that_cannot_be_shown_is_as_its_page(client: Client) -> None:
    for day, status in {"2030-01-01": 400, "yesterday": 400, "2001-01-01": 404}.items():
        for path in (f"policies/pe-cancellation/?as_of={day}", f"policies/pe-cancellation.md?as_of={day}"):
            assert client.get(f"/en/{path}").status_code == status, path


@pytest.mark.usefixtures("peru")
def test_twin_of_an_edition_says_which_one_and_leads_through_the_history(client: Client) -> None:
    text = body(client, "/en/policies/pe-cancellation/editions/1.md")
    assert "\n> You are reading edition 1 as it was published on 22 November 2026. [Read what applies today](" in text
    policy = body(client, "/en/policies/pe-cancellation.md")
    site = "http://127.0.0.1:8000"
    for path in ("editions/1.md", "editions/2.md", "diff.md?from=1&to=2"):
        assert f"({site}/en/policies/pe-cancellation/{path})" in policy
    assert client.get("/en/policies/pe-cancellation/editions/9.md").status_code == 404


@pytest.mark.usefixtures("peru")
def test_twin_of_a_difference_says_what_its_page_says(client: Client) -> None:
    page = body(client, "/es/policies/pe-cancellation/diff/?from=1&to=2")
    text = body(client, "/es/policies/pe-cancellation/diff.md?from=1&to=2")
    for tag, mark in (("del", "- Antes: "), ("ins", "- Después: ")):
        assert text.count(mark) == len(re.findall(f"<{tag}>", page)) > 0
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == re.findall(r"<section><h2>([^<]+)</h2>", page)
    assert client.get("/es/policies/pe-cancellation/diff.md").status_code == 400


@pytest.mark.parametrize("path", ["nothing", "check/shared", "report", "report/received", "keep/plan", "a/b/c"])
@pytest.mark.usefixtures("peru")
def test_an_address_of_text_without_a_page_is_not_there_at_once(client: Client, path: str) -> None:
    assert client.get(f"/es/{path}.md").status_code == 404


@pytest.mark.usefixtures("today")
def test_twin_of_what_was_withdrawn_is_gone_with_every_edition(client: Client) -> None:
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    by = make_user("reviewer", REVIEWER)
    withdraw(kind="policy", slug="claro-cancellation-prepaid", because={"en": "Wrong"}, by=by, now=NOW)
    for path in (".md", ".md?as_of=2026-11-21", "/editions/1.md", "/diff.md?from=1&to=1"):
        assert client.get(f"/en/policies/claro-cancellation-prepaid{path}").status_code == 410, path
