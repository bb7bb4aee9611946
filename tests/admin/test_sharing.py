"""A link to a draft for somebody without an account: it shows what was shared, to whoever has it, for a few days."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import get_resolver

from operators.models.working import DraftLink, Policy
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.factories import NOW, make_faq, publish_now, tr

Door = Callable[[str], Client]


def text(response: Any) -> str:
    return " ".join(unescape(response.content.decode()).split())


def listed(client: Client, thing: Any) -> list[str]:
    """The addresses that the page of the subject lists, without the site's own."""
    page = unescape(client.get(page_of(thing)).content.decode())
    return [urlsplit(found).path for found in re.findall(r'readonly value="([^"]*)"', page)]


def share(client: Client, thing: Any) -> str:
    before = set(listed(client, thing))
    assert client.post(page_of(thing, "share")).status_code == 302
    (made,) = set(listed(client, thing)) - before
    return str(made)


@pytest.fixture
def draft(policy: Policy) -> Policy:
    """The published policy, with a title that nobody has published."""
    Policy.objects.update(title=tr("Secret draft"))
    policy.refresh_from_db()
    return policy


def test_somebody_without_an_account_reads_the_draft_in_each_language(door: Door, draft: Policy) -> None:
    address = share(door("ed1"), draft)
    for language, said in (("en", "It is not published and may be wrong"), ("es", "No está publicado"), ("zh-hans", "还没有发布")):  # fmt: skip  # noqa: E501
        stranger = Client()
        response = stranger.get(address.replace("/en/", f"/{language}/"))
        assert response.status_code == 200
        assert "Secret draft" in text(response)
        assert said in text(response)


def test_the_answer_is_kept_by_nobody_and_sets_no_cookie(door: Door, draft: Policy) -> None:
    response = Client().get(share(door("ed1"), draft))
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex">' in text(response)
    assert response["Referrer-Policy"] == "same-origin"
    assert dict(response.cookies) == {}
    assert "ETag" not in response


def test_a_second_factor_is_asked_of_nobody_who_has_the_link(door: Door, draft: Policy, settings: Any) -> None:
    address = share(door("ed1"), draft)
    settings.KB_REQUIRE_MFA = True
    for client in (Client(), door("ed1")):
        response = client.get(address)
        assert response.status_code == 200
        assert dict(response.cookies) == {}
    # The control: of an editor without one it is asked everywhere else.
    assert door("ed1").get(page_of(draft)).status_code == 302


def test_it_shows_what_was_shared_and_nothing_written_since(door: Door, draft: Policy) -> None:
    address = share(door("ed1"), draft)
    Policy.objects.update(title=tr("Written later"))
    shown = text(Client().get(address))
    assert ("Secret draft" in shown, "Written later" in shown) == (True, False)


def test_no_other_address_leads_to_it(door: Door, draft: Policy) -> None:
    """A signature is needed before anything is looked up, and no key can be put under another's signature."""
    first, second = share(door("ed1"), draft), share(door("ed1"), draft)
    key, signature = first.split("/")[3].split(".")
    other = second.split("/")[3].split(".")[1]
    wrong = [f"{key}.{other}", key, f"{key}.", f".{signature}", f"{key}x.{signature}", "x" * 40, f"{key}.{signature}x"]
    assert [Client().get(f"/admin/preview/{one}/en/").status_code for one in wrong] == [404] * len(wrong)
    assert Client().get(first).status_code == 200


def test_a_wrong_address_costs_no_query(draft: Policy, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/admin/preview/guess.guess/en/").status_code == 404


def ended(address: str) -> bool:
    response = Client().get(address)
    assert response.status_code in (200, 410)
    assert ("Secret draft" in text(response)) == (response.status_code == 200)
    assert response["Cache-Control"] == "no-store, private"
    return bool(response.status_code == 410)


def test_it_ends_after_its_days(door: Door, draft: Policy, settings: Any) -> None:
    address = share(door("ed1"), draft)
    with time_machine.travel(NOW + timedelta(days=7), tick=True):
        assert not ended(address)
    with time_machine.travel(NOW + timedelta(days=7, hours=2), tick=True):
        assert ended(address)
    settings.KB_DRAFT_LINK_DAYS = 0
    assert ended(address)


def test_it_ends_when_it_is_revoked_and_its_text_is_forgotten(door: Door, draft: Policy) -> None:
    client = door("ed1")
    first, second = share(client, draft), share(client, draft)
    link = DraftLink.objects.last()
    assert link is not None
    assert door("ed2").post(page_of(draft, "revoke", link.pk)).status_code == 302
    assert (ended(first), ended(second)) == (True, False)
    assert DraftLink.objects.get(pk=link.pk).draft == {}
    assert listed(client, draft) == [second]


def test_it_ends_when_the_subject_is_submitted_anew(door: Door, draft: Policy) -> None:
    client = door("ed1")
    address = share(client, draft)
    data = form_data(client.get(page_of(draft)), action="/submit/")
    assert client.post(page_of(draft, "submit"), data).status_code == 302
    assert ended(address)
    assert listed(client, draft) == []
    assert not ended(share(client, draft))


def test_it_ends_when_the_subject_is_printed(door: Door, draft: Policy) -> None:
    address = share(door("ed1"), draft)
    publish_now(draft, now=NOW + timedelta(hours=3))
    response = Client().get(address)
    assert response.status_code == 410


def test_it_ends_with_a_subject_that_is_deleted(door: Door, policy: Policy) -> None:
    entry = make_faq("secret", question=tr("Secret draft"))
    address = share(door("ed1"), entry)
    assert not ended(address)
    entry.delete()
    assert ended(address)


def test_who_shared_and_who_revoked_stays_in_the_log(door: Door, draft: Policy) -> None:
    share(door("ed1"), draft)
    link = DraftLink.objects.get()
    door("ed2").post(page_of(draft, "revoke", link.pk))
    log = list(LogEntry.objects.order_by("pk").values_list("user__username", "change_message"))
    assert log == [
        ("ed1", f"Shared version {link.version} by a link."),
        ("ed2", f"Revoked the link to version {link.version}."),
    ]


def test_links_that_are_over_are_forgotten(door: Door, draft: Policy) -> None:
    share(door("ed1"), draft)
    with time_machine.travel(NOW + timedelta(days=8), tick=True):
        share(door("ed1"), draft)
    assert DraftLink.objects.count() == 1


def test_nobody_shares_what_they_may_not_edit(door: Door, draft: Policy, people: Any) -> None:
    people.ed2.groups.clear()
    share(door("ed1"), draft)
    link = DraftLink.objects.get()
    for client, code in ((door("ed2"), 403), (Client(), 403)):
        assert client.post(page_of(draft, "share")).status_code == code
        assert client.post(page_of(draft, "revoke", link.pk)).status_code == code
    assert DraftLink.objects.filter(revoked_at=None).count() == 1


def test_a_link_is_revoked_from_its_own_page_alone(door: Door, draft: Policy) -> None:
    address = share(door("ed1"), draft)
    link = DraftLink.objects.get()
    assert door("ed1").post(page_of(draft.operator, "revoke", link.pk)).status_code == 404
    assert not ended(address)


def test_a_site_may_make_no_such_links(door: Door, draft: Policy, settings: Any) -> None:
    settings.KB_DRAFT_LINK_DAYS = 0
    assert "Share a draft" not in door("ed1").get(page_of(draft)).content.decode()
    assert door("ed1").post(page_of(draft, "share")).status_code == 404


def test_the_public_door_knows_no_such_address() -> None:
    """It lies under /admin/, where nothing public links to and no cache keeps anything."""
    routes = [str(one.pattern) for one in get_resolver().url_patterns]
    assert "admin/" in routes
    assert not any("preview" in route for route in routes)
