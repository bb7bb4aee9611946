"""The planner for keepers, on a page."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.publishing import withdraw
from operators.rendering.strings import say
from operators.rendering.values import quantity
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from tests.factories import NOW, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]
QUERIES = 12
ASKED = {"operator": "bitel", "last_top_up": "2026-10-03", "balance": "without"}


def plan(client: Client, language: str = "en", **fields: str) -> Any:
    return client.post(f"/{language}/keep/", ASKED | fields)


@pytest.mark.parametrize("language", LANGUAGES)
def test_plan_is_made_on_the_earliest_sourced_day_and_says_so(client: Client, language: str) -> None:
    response = plan(client, language)
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    html = response.content.decode()
    assert '<time datetime="2027-05-31">' in html
    assert 'class="differ"' in html


def test_days_of_each_operator(client: Client) -> None:
    for operator, day in {"entel": "2026-12-02", "movistar": "2027-05-01", "claro": "2027-06-30"}.items():
        assert f'<time datetime="{day}">' in plan(client, operator=operator).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"operator": "nobody"}, "Choose an operator."),
        ({"last_top_up": ""}, "Give the day of the last top-up."),
        ({"last_top_up": "03/10/2026"}, "Give the day of the last top-up."),
        ({"last_top_up": "2027-10-03"}, "The last top-up cannot be later than today."),
    ],
)
def test_what_is_missing_is_said(client: Client, fields: dict[str, str], sentence: str) -> None:
    response = plan(client, **fields)
    assert response.status_code == 422
    html = unescape(response.content.decode())
    assert sentence in html
    assert 'id="plan"' not in html


def test_a_reader_east_of_lima_may_have_tomorrows_date(client: Client) -> None:
    assert plan(client, last_top_up="2026-11-23").status_code == 200


def test_what_was_typed_is_inert(client: Client) -> None:
    html = plan(client, last_top_up='"><script>alert(1)</script>').content.decode()
    assert "<script" not in html


def test_operator_leads_here_only_while_there_is_something_to_plan_with(client: Client) -> None:
    link = 'href="/en/keep/?operator=bitel"'
    assert link in client.get("/en/operators/bitel/").content.decode()
    by = make_user("reviewer", REVIEWER)
    withdraw(kind="policy", slug="bitel-keep-alive-prepaid", because={"en": "It was wrong"}, by=by, now=NOW)
    page = client.get("/en/operators/bitel/").content.decode()
    assert 'href="/en/check/?operator=bitel"' in page
    assert link not in page
    assert 'value="bitel"' not in client.get("/en/keep/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_cost_of_a_year_that_nobody_has_published_is_said_so(client: Client, language: str) -> None:
    said = say(language, "year_no_amount", time=quantity(90, "day", language), times=5)
    assert f"<p>{said}</p>" in unescape(plan(client, language).content.decode())
    twin = client.post(f"/{language}/keep.md", ASKED).content.decode()
    assert f"\n{said}\n" in twin
    assert f"\n{said}\n" in client.get(f"/{language}/keep.md?operator=bitel").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_dear_leads_to_the_change_of_plan(client: Client, language: str) -> None:
    ways = ["policies/bitel-plan-change", "policies/pe-plan-change", "faq/case-maintenance-fee"]
    for page in (plan(client, language), client.get(f"/{language}/keep/?operator=bitel")):
        change = unescape(page.content.decode()).partition('<section id="change"')[2].partition("</section>")[0]
        assert say(language, "keep_change") in change
        assert re.findall(rf'href="http://[^/]+/{language}/([^"]+)/"', change) == ways
    for twin in (client.post(f"/{language}/keep.md", ASKED), client.get(f"/{language}/keep.md?operator=bitel")):
        change = twin.content.decode().partition(f"## {say(language, 'keep_change')}\n")[2].partition("\n## ")[0]
        assert re.findall(rf"\]\(http://[^/]+/{language}/([^)]+)\.md\)", change) == ways


def test_way_out_names_only_what_is_published(client: Client) -> None:
    by = make_user("reviewer", REVIEWER)
    for slug in ("bitel-plan-change", "pe-plan-change"):
        withdraw(kind="policy", slug=slug, because={"en": "It was wrong"}, by=by, now=NOW)
    page = client.get("/en/keep/?operator=bitel").content.decode()
    assert 'id="change"' not in page
    assert "plan-change" not in client.get("/en/keep.md?operator=bitel").content.decode()


@pytest.mark.parametrize("balance", ["with", "without", "unknown"])
@pytest.mark.parametrize("operator", ["bitel", "claro", "entel", "movistar"])
def test_twin_gives_the_days_of_the_page(client: Client, operator: str, balance: str) -> None:
    page = unescape(plan(client, operator=operator, balance=balance).content.decode())
    answer = client.post("/en/keep.md", ASKED | {"operator": operator, "balance": balance})
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/markdown; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    twin = answer.content.decode()
    timeline = page.partition('<ol class="timeline">')[2].partition("</ol>")[0]
    assert re.findall(r"^- \*\*([^*]+)\*\*", twin, re.MULTILINE)[: timeline.count("<time")] == re.findall(
        r"<time[^>]*>([^<]+)</time>", timeline
    )
    headline = re.findall(r'<h2 class="headline.*?<span>(.*?)</span>', page, re.DOTALL)
    assert re.findall(r"^## (.+)$", twin, re.MULTILINE)[0] == headline[0]
    assert len(re.findall(r"^\[\^\d+\]: ", twin, re.MULTILINE)) == len(re.findall(r'<li id="source-', page))


def test_twin_of_a_form_that_cannot_be_answered_is_the_page_that_says_why(client: Client) -> None:
    answer = client.post("/en/keep.md", ASKED | {"last_top_up": ""})
    assert answer.status_code == 422
    assert "Give the day of the last top-up." in unescape(answer.content.decode())


def test_twin_of_the_form_says_each_operator_or_the_one_asked_about(client: Client) -> None:
    def operators(address: str) -> list[str]:
        return re.findall(r"^`operator=(\w+)`", client.get(address).content.decode(), re.MULTILINE)

    assert operators("/en/keep.md") == ["bitel", "claro", "entel", "movistar"]
    assert operators("/en/keep.md?operator=entel") == ["entel"]
    text = client.get("/en/keep.md?operator=bitel").content.decode()
    for day in (90, 120, 240, 330):
        assert f"- **day {day}**: " in text
    assert "day 255 Adopted here" in text


@pytest.mark.parametrize("query", ["", "?operator=claro"])
def test_what_the_planner_goes_by_takes_the_same_queries_for_one_operator_as_for_all(
    client: Client, django_assert_num_queries: Any, query: str
) -> None:
    with django_assert_num_queries(QUERIES):
        page = client.get(f"/en/keep.md{query}").content.decode()
    assert page.count("`operator=") == (1 if query else 4)
