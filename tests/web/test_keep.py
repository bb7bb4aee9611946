"""The planner for keepers, on a page."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from tests.factories import NOW, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]
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
