"""What to unlink before a cancellation: a published list of the country's, and the ways that lead to it."""

import re

import pytest
from django.test import Client

from operators import editions
from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES, SubjectKind
from tests.factories import NOW, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]

SLUG = "pe-unlinking"
CHECK = "check/?operator=claro&line_type=prepaid"


def html(client: Client, path: str, **answers: str) -> str:
    answer = client.post(path, answers) if answers else client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def pages_that_lead_there(client: Client, language: str) -> dict[str, str]:
    return {
        "home": html(client, f"/{language}/"),
        "operator's policy": html(client, f"/{language}/policies/claro-cancellation-prepaid/"),
        "country's policy": html(client, f"/{language}/policies/pe-cancellation/"),
        "plan": html(client, f"/{language}/{CHECK}", **{"answer.bank_linked": "yes"}),
    }


def texts_that_lead_there(client: Client, language: str) -> dict[str, str]:
    return {
        "home": html(client, f"/{language}.md"),
        "policy": html(client, f"/{language}/policies/claro-cancellation-prepaid.md"),
        "plan": html(client, f"/{language}/{CHECK.replace('check/', 'check.md')}", **{"answer.bank_linked": "yes"}),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_home_policies_and_plan_lead_to_the_list(client: Client, language: str) -> None:
    title = editions.read(SubjectKind.POLICY, SLUG, language=language, now=NOW)["title"]
    for where, page in pages_that_lead_there(client, language).items():
        assert (where, f'href="/{language}/policies/{SLUG}/"' in page) == (where, True)
    for where, text in texts_that_lead_there(client, language).items():
        link = f"[{title}](http://127.0.0.1:8000/{language}/policies/{SLUG}.md)"
        assert (where, link in text) == (where, True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_the_published_steps_in_order_each_with_a_box_to_tick(client: Client, language: str) -> None:
    page = html(client, f"/{language}/policies/{SLUG}/")
    steps = editions.read(SubjectKind.POLICY, SLUG, language=language, now=NOW)["steps"]
    assert len(steps) == 10
    keys = [step["key"] for step in steps]
    assert re.findall(r'<h3 id="step-([^"]+)">', page) == keys
    assert (
        re.findall(r'class="tick" type="checkbox" autocomplete="off" aria-labelledby="tick-word step-(.+?)"', page)
        == keys
    )
    # A box has no name and stands in no form: nothing that is ticked can be sent.
    assert "<form" not in page
    text = html(client, f"/{language}/policies/{SLUG}.md")
    places = [text.index(step["title"]) for step in steps]
    assert places == sorted(places)


def test_nothing_leads_to_a_list_that_was_withdrawn(client: Client) -> None:
    withdraw(kind="policy", slug=SLUG, because={"es": "Estaba mal"}, by=make_user("boss", REVIEWER), now=NOW)
    found = pages_that_lead_there(client, "es") | texts_that_lead_there(client, "es")
    assert [where for where, page in found.items() if SLUG in page] == []


def test_a_page_of_a_day_before_the_list_does_not_lead_to_it(client: Client) -> None:
    page = "/en/policies/pe-cancellation/?as_of="
    assert f"/policies/{SLUG}/" not in html(client, f"{page}2026-01-15")
    assert f"/policies/{SLUG}/" in html(client, f"{page}2026-11-22")
