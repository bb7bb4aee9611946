"""The working copy on the readers' own page: in any language, as on any day."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Policy
from operators.publishing import verify
from operators.vocabulary import VerificationOutcome
from tests.admin.conftest import page_of
from tests.factories import NOW, TODAY, make_faq, make_policy, make_user, publish_now, tr

Door = Callable[[str], Client]


def preview(client: Client, thing: Any, language: str = "en", on: str = "") -> str:
    response = client.get(page_of(thing, "preview", language), {"on": on} if on else {})
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store, private"
    return " ".join(unescape(response.content.decode()).split())


@pytest.mark.parametrize(("language", "title"), [("zh-hans", "新的标题"), ("es", "Otro título"), ("en", "Another")])
def test_what_is_saved_is_shown_in_each_language(door: Door, policy: Policy, language: str, title: str) -> None:
    Policy.objects.update(title={"zh-hans": "新的标题", "es": "Otro título", "en": "Another"})
    page = preview(door("ed1"), policy, language)
    assert f"<h1>{title}</h1>" in page
    assert "Preview of the working copy" in page
    assert '<meta name="robots" content="noindex">' in page


def test_on_a_day_before_it_applies_the_page_says_what_readers_would_get(door: Door, policy: Policy) -> None:
    client = door("ed1")
    assert "would not apply yet" not in preview(client, policy)
    assert "Read as on 1 January 2027." in preview(client, policy, on="2027-01-01")
    Policy.objects.update(effective_from=date(2027, 3, 1))
    assert "On 22 November 2026 it would not apply yet, but from 1 March 2027; readers would get edition 1." in preview(
        client, policy
    )
    assert "from 1 March 2027; readers would find nothing." in preview(client, policy, on="2024-12-31")
    assert "Read as on 1 March 2027." in preview(client, policy, on="2027-03-01")


def test_freshness_is_that_of_the_day(door: Door, policy: Policy) -> None:
    verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=make_user(), now=NOW, origin="x")
    client = door("ed1")
    said = {
        on: next(word for word in ("Checked recently", "Due for a check", "Overdue for a check", "Not checked yet")
                 if word in preview(client, policy, on=on))
        for on in ("", "2026-11-21", "2027-02-20", "2027-03-22")
    }  # fmt: skip
    assert said == {
        "": "Checked recently",
        "2026-11-21": "Not checked yet",
        "2027-02-20": "Due for a check",
        "2027-03-22": "Overdue for a check",
    }


def test_the_rules_of_the_country_are_those_of_the_day(door: Door, policy: Policy) -> None:
    country = make_policy("pe-cancellation", line_type="any", title=tr("Old rules"))
    publish_now(country)
    Policy.objects.filter(pk=country.pk).update(title=tr("New rules"), effective_from=date(2027, 1, 1))
    publish_now(Policy.objects.get(pk=country.pk))
    client = door("ed1")
    shown = {on: ("Old rules (en)" in page, "New rules (en)" in page)
             for on in ("", "2026-12-31", "2027-01-01") for page in [preview(client, policy, on=on)]}  # fmt: skip
    assert shown == {"": (True, False), "2026-12-31": (True, False), "2027-01-01": (False, True)}


@pytest.mark.parametrize("on", ["2026-13-40", "tomorrow", "0001-01-01", "9999-12-31"])
def test_what_is_no_day_counts_as_today(door: Door, policy: Policy, on: str) -> None:
    page = preview(door("ed1"), policy, on=on)
    assert 'name="on" id="kb-on" value="2026-11-22"' in page


def test_the_day_is_kept_from_language_to_language(door: Door, policy: Policy) -> None:
    page = preview(door("ed1"), policy, on="2027-01-01")
    assert f'href="{page_of(policy, "preview", "es")}?on=2027-01-01"' in page
    assert f'href="{page_of(policy, "preview", "es")}?on=' not in preview(door("ed1"), policy)


def test_operators_and_faq_entries_are_previewed_alike(door: Door, policy: Policy) -> None:
    for thing, words in ((policy.operator, "Claro"), (make_faq(), "What is it? (en)")):
        assert words in preview(door("ed1"), thing, on="2027-01-01")
        assert words in preview(door("ed1"), thing, on="2020-01-01")


def test_a_language_that_the_site_has_not_is_not_found(door: Door, policy: Policy) -> None:
    assert door("ed1").get(page_of(policy, "preview", "fr")).status_code == 404
