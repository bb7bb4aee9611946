"""What was published lately, on a page."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Policy
from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from operators.web.views import changes
from tests.factories import NOW, make_operator, make_policy, make_user, publish_now, tr

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]


@pytest.fixture
def policy(today: None) -> Policy:
    """A policy with two editions, of a published operator."""
    operator = make_operator("claro")
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    Policy.objects.filter(pk=policy.pk).update(summary=tr("It says more now."))
    policy.refresh_from_db()
    publish_now(policy, now=NOW + timedelta(minutes=1))
    return policy


def titles(client: Client, path: str = "/en/changes/") -> list[tuple[str, str]]:
    """Each entry's title and what happened, as the page has them."""
    html = client.get(path).content.decode()
    return re.findall(r"<p><strong>(?:<a [^>]*>)?([^<]*)(?:</a>)?</strong> <span class=.tag.>([^<]*)</span></p>", html)


def test_entries_stand_newest_first_with_what_happened(client: Client, policy: Policy) -> None:
    title = str(policy.title["en"])
    assert titles(client) == [(title, "Changed"), (title, "Published"), ("Claro", "Published")]
    html = client.get("/en/changes/").content.decode()
    assert 'href="/en/policies/claro-cancellation-prepaid/diff/?from=1&amp;to=2"' in html
    assert "Changed: Summary." in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_leads_to_the_feed_of_its_language(client: Client, policy: Policy, language: str) -> None:
    html = client.get(f"/{language}/changes/?operator=claro").content.decode()
    [feed] = re.findall(r'<link rel="alternate" type="application/atom\+xml" href="[^"]*?(/api/[^"]*)">', html)
    answer = client.get(feed.replace("&amp;", "&"))
    assert (answer.status_code, answer["Content-Language"]) == (200, language)


def test_changes_of_one_operator(client: Client, policy: Policy) -> None:
    publish_now(make_operator("entel", host="entel.pe", number="0800 55555"))
    assert len(titles(client)) == 4
    assert [title for title, _action in titles(client, "/en/changes/?operator=entel")] == ["Entel"]
    assert titles(client, "/en/changes/?operator=nobody") == []


def test_older_entries_follow_without_a_gap(client: Client, policy: Policy, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = titles(client)
    monkeypatch.setattr(changes, "SHOWN", 1)
    path, seen = "/en/changes/", []
    while path:
        seen += titles(client, path)
        older = re.findall(r'<a class="button second" href="([^"]+)">', client.get(path).content.decode())
        path = f"/en/changes/{older[0].replace('&amp;', '&')}" if older else ""
    assert seen == whole


def test_what_was_taken_away_keeps_its_place_and_loses_its_words(client: Client, policy: Policy) -> None:
    by = make_user("boss", REVIEWER)
    withdraw(kind="policy", slug=policy.slug, because=tr("It was wrong"), by=by, now=NOW + timedelta(minutes=2))
    html = client.get("/en/changes/").content.decode()
    assert [action for _title, action in titles(client)] == ["Withdrawn", "Changed", "Published", "Published"]
    assert "It was wrong" in html
    assert "It says more now" not in html
    assert str(policy.title["en"]) not in html


@pytest.mark.parametrize("before", ["policy", "policy:x", "user:x:1", "policy:x:y", "policy:x:" + "9" * 40])
def test_a_place_that_cannot_be_read_is_refused(client: Client, before: str) -> None:
    assert client.get("/en/changes/", {"before": before}).status_code == 400


def test_a_place_that_is_not_public_is_not_known(client: Client, policy: Policy) -> None:
    assert client.get("/en/changes/?before=policy:claro-cancellation-prepaid:3").status_code == 404


def test_home_shows_the_last_changes_of_policies(client: Client, policy: Policy) -> None:
    html = client.get("/en/").content.decode()
    section = html[html.index('id="lately-title"') :]
    assert section.count("Changed · 22 November 2026") == 1


def test_entries_cost_no_query_each(client: Client, policy: Policy, django_assert_num_queries: Any) -> None:
    for number in range(2):
        with django_assert_num_queries(3):
            client.get("/en/changes/")
        publish_now(make_policy(f"more-{number}", operator=policy.operator, topic=("refund", "top_up")[number]))


@pytest.mark.usefixtures("peru")
def test_an_answer_is_not_said_to_apply_from_a_day(client: Client) -> None:
    """A word of the glossary is no rule. A policy's entry says it."""
    entries: list[str] = []
    path = "/en/changes/"
    while path:
        html = client.get(path).content.decode().partition('<ol class="history">')[2]
        entries += re.findall(r"<li>.*?</li>", html, re.DOTALL)
        older = re.search(r'class="button second" href="([^"]*)"', html)
        path = f"/en/changes/{unescape(older[1])}" if older else ""
    dated = {kind: {"Applies since" in one for one in entries if f"/{kind}/" in one} for kind in ("faq", "policies")}
    assert dated == {"faq": {False}, "policies": {True}}


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_difference_shows_no_markup_and_no_bare_dates(client: Client, language: str) -> None:
    html = client.get(f"/{language}/policies/pe-cancellation/diff/?from=1&to=2").content.decode()
    shown = " ".join(re.findall(r"<(?:del|ins)>(.*?)</(?:del|ins)>", html, re.DOTALL))
    assert "Quiero Salirme (https://" in shown
    assert re.findall(r"\]\(", shown) == []
    assert re.findall(r"(?m)^\d{4}-\d\d-\d\d$", shown) == []
