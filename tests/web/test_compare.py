"""Operators side by side, with the rules of the whole country beside them."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.vocabulary import LANGUAGES
from tests.factories import make_operator, make_policy, publish_now, tr

pytestmark = [pytest.mark.django_db]
peru = pytest.mark.usefixtures("peru")


def rows(html: str, section: str) -> dict[str, list[str]]:
    """The rows of a section: its label and the words of each cell."""
    table = re.search(rf'<section id="{section}".*?</section>', html, re.DOTALL)
    assert table
    found = {}
    for row in re.findall(r'<tr role="row">.*?</tr>', table[0], re.DOTALL)[:-1]:
        cells = [
            " ".join(unescape(re.sub(r"<span class=\"who\".*?</span>|<sup.*?</sup>|<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[hd] .*?</t[hd]>", row, re.DOTALL)
        ]
        found[cells[0]] = cells[1:]
    return found


@peru
def test_keep_alive_days_stand_side_by_side(client: Client) -> None:
    html = client.get("/en/compare/").content.decode()
    table = rows(html, "keep_alive-prepaid")
    assert table[""] == ["Bitel", "Claro", "Entel", "Movistar", "Whole country"]
    days = table["Number kept after the last top-up, without balance"]
    assert [re.findall(r"\d+ days", cell)[:2] for cell in days[1:4]] == [["270 days"], ["60 days"], ["210 days"]]
    assert {"255 days", "240 days"} <= set(re.findall(r"\d+ days", days[0]))
    assert "disputed" in days[0].lower()


@peru
def test_what_holds_in_the_whole_country_is_not_said_to_be_unknown(client: Client) -> None:
    """Two deadlines stand in the country's column; an operator without one of its own is not "unpublished"."""
    table = rows(client.get("/en/compare/").content.decode(), "cancellation-prepaid")
    deadline = table["Time to cancel the line"]
    assert re.findall(r"\d business days?", deadline[-1])[0] == "1 business day"
    assert "5 business days" in deadline[-1]
    assert deadline[1] == "— nothing of its own"


@peru
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_is_cited_and_every_footnote_is_listed(client: Client, language: str) -> None:
    html = client.get(f"/{language}/compare/").content.decode()
    cited = {int(number) for number in re.findall(r'href="#source-(\d+)"', html)}
    listed = {int(number) for number in re.findall(r'<li id="source-(\d+)"', html)}
    assert cited
    assert cited <= listed
    entries = re.findall(r'<div class="entry">(.*?)</div>', html, re.DOTALL)
    claims = [one for one in entries if "<strong>" in one and "20" not in re.sub(r"<sup.*?</sup>", "", one)]
    assert claims
    assert [one for one in claims if "<sup" not in one and "advice" not in one] == []


@peru
def test_twin_says_the_same(client: Client) -> None:
    text = client.get("/en/compare.md").content.decode()
    [row] = [line for line in text.splitlines() if line.startswith("| Number kept after the last top-up, without")]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert [re.findall(r"\d+ days", cell) for cell in cells[2:5]] == [["270 days"], ["60 days"], ["210 days"]]
    assert set(re.findall(r"\d+ days", cells[1])) == {"240 days", "255 days"}


@peru
def test_a_rule_of_the_country_alone_stands_below_every_operator(client: Client) -> None:
    """One cell across all columns, so that it reads as what it is: the same with each of them."""
    html = client.get("/en/compare/").content.decode()
    table = rows(html, "cancellation-prepaid")
    assert (len(table["Fee"]), table["Fee"][0][:7]) == (1, "S/ 0.00")
    assert len(table["Time to cancel the line"]) == 5
    spans = set(re.findall(r'class="everywhere" colspan="(\d)" aria-colspan="(\d)"', html))
    assert spans == {("5", "5")}


@peru
def test_the_twin_says_which_channels_an_outcome_is_for(client: Client) -> None:
    """The same answer comes to one thing on the phone and to another in a store."""
    text = client.get("/zh-hans/compare.md").content.decode()
    row = next(line for line in text.splitlines() if line.startswith("| 这个号码登记在谁名下？"))
    assert "别人，我有机主的公证委托书（carta poder）（App、网站）：" in row


@pytest.mark.usefixtures("today")
def test_an_operator_alone_is_not_compared(client: Client) -> None:
    operator = make_operator("claro")
    publish_now(operator)
    publish_now(make_policy(operator=operator, title=tr("Only one")))
    html = client.get("/en/compare/?country=PE").content.decode()
    assert "<table" not in html
    assert "Nothing is published here yet." in html


@pytest.mark.usefixtures("today")
def test_another_operator_costs_no_query(client: Client, django_assert_num_queries: Any) -> None:
    for number in range(3):
        operator = make_operator(f"op-{number}")
        publish_now(operator)
        publish_now(make_policy(f"op-{number}-cancellation", operator=operator))
        if number in (1, 2):
            with django_assert_num_queries(4):
                assert "<table" in client.get("/en/compare/").content.decode()
