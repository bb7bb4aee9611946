"""On top of a page: how things stand, who must do what next, and the verbs, the sensible one first."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client

from operators.models.working import Policy
from operators.publishing import verify
from operators.vocabulary import VerificationOutcome
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.factories import NOW, TODAY, make_policy, make_user, publish_now

Door = Callable[[str], Client]


def page_text(client: Client, thing: Any) -> str:
    return unescape(client.get(page_of(thing)).content.decode())


def next_step(client: Client, thing: Any) -> str:
    """The sentence that says who must do what."""
    found = re.search(r'<p class="kb-next kb-next-\w+">(.*?)</p>', page_text(client, thing), re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", "", found.group(1)).split())


def first_button(client: Client, thing: Any) -> str:
    """The label of the button that stands out; empty when none does."""
    found = re.findall(r'class="kb-button kb-main"[^>]*>([^<]+)<', page_text(client, thing))
    assert len(found) <= 1
    return found[0] if found else ""


def edit(client: Client, policy: Policy, **columns: str) -> None:
    data = form_data(client.get(page_of(policy)), form="policy_form")
    assert client.post(page_of(policy), data | {name: [value] for name, value in columns.items()}).status_code == 302


def submit(client: Client, policy: Policy) -> None:
    data = form_data(client.get(page_of(policy)), action="/submit/")
    assert client.post(page_of(policy, "submit"), data).status_code == 302


def test_each_state_says_who_must_do_what(door: Door, policy: Policy) -> None:
    editor, reviewer = door("ed1"), door("rev1")
    assert (next_step(editor, policy), first_button(editor, policy)) == (
        "Nobody has checked yet whether it holds. Look at its sources, then note what you found.",
        "Note a check",
    )
    verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=make_user(), now=NOW, origin="x")
    assert next_step(editor, policy) == "Published as edition 1. To change it, edit it here and submit the next one."
    assert first_button(editor, policy) == ""

    edit(editor, policy, title_en="Better")
    said = "It differs from what readers see. When it is ready, submit it for review."
    assert (next_step(editor, policy), first_button(editor, policy)) == (said, "Submit for review")

    submit(editor, policy)
    version = Policy.objects.get().version
    assert (next_step(editor, policy), first_button(editor, policy)) == (
        "Waits for a reviewer who has not edited it.",
        "",
    )
    assert (next_step(reviewer, policy), first_button(reviewer, policy)) == (
        f"Waits for your review: version {version}, submitted by ed1.",
        "Review and publish",
    )

    edit(door("rev2"), policy, title_en="Better still")
    assert next_step(reviewer, policy) == (
        f"It has changed since version {version} was submitted, so nobody can approve it: submit it again."
    )
    submit(editor, policy)
    assert next_step(door("rev2"), policy) == (
        "Waits for a reviewer who has not edited it. You have, so somebody else reviews it."
    )
    assert first_button(door("rev2"), policy) == ""

    data = form_data(reviewer.get(page_of(policy, "review")), action="/return/")
    assert reviewer.post(page_of(policy, "return"), data | {"message": ["Cite the law."]}).status_code == 302
    assert (next_step(editor, policy), first_button(editor, policy)) == (
        "Returned by rev1. Mend it, then submit it again. Cite the law.",
        "Submit for review",
    )


def test_a_new_policy_and_a_withdrawn_one_say_so(door: Door, policy: Policy) -> None:
    new = make_policy("claro-keep", operator=policy.operator, topic="keep_alive")
    assert next_step(door("ed1"), new).startswith("Never published.")
    assert first_button(door("ed1"), new) == "Submit for review"
    client = door("rev1")
    data = form_data(client.get(page_of(policy, "withdraw")), action="/withdraw/")
    assert client.post(page_of(policy, "withdraw"), data | {"because_en": ["It was wrong."]}).status_code == 302
    assert next_step(client, policy).startswith("Withdrawn: readers are told why.")


def test_a_withdrawal_for_a_day_to_come_says_what_readers_see_until_then(door: Door, policy: Policy) -> None:
    verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=make_user(), now=NOW, origin="x")
    client = door("rev1")
    data = form_data(client.get(page_of(policy, "withdraw")), action="/withdraw/")
    data |= {"because_en": ["The rule ended."], "from_day": ["2027-01-15"]}
    page = client.post(page_of(policy, "withdraw"), data, follow=True).content.decode()
    assert "waits for 15 January 2027; until then readers see what they see now." in page
    assert "It is withdrawn" not in page
    assert "The withdrawal waits for 15 January 2027" in page_text(client, policy)
    assert next_step(client, policy) == (
        "Readers see edition 1 until it ends on 15 January 2027; from then on they are told why."
    )


def test_an_edition_that_waits_says_until_when(door: Door, policy: Policy) -> None:
    new = make_policy("claro-keep", operator=policy.operator, topic="keep_alive", effective_from=date(2027, 1, 1))
    publish_now(new)
    assert next_step(door("ed1"), new) == (
        "Edition 1 is printed and waits for 1 January 2027; until then readers see nothing."
    )


def test_a_check_that_is_due_comes_first(door: Door, policy: Policy) -> None:
    client = door("rev1")
    data = form_data(client.get(page_of(policy, "verify")), action="/verify/")
    client.post(page_of(policy, "verify"), data | {"outcome": ["confirmed"]})
    assert next_step(door("rev2"), policy) == "A check waits to be confirmed by a reviewer who did not make it."
    page = page_text(door("rev2"), policy)
    confirm = re.search(r'action="([^"]*/confirm/)"', page)
    assert confirm is not None
    door("rev2").post(confirm.group(1))
    assert "Checked recently" in page_text(client, policy)
    with time_machine.travel(NOW + timedelta(days=90), tick=True):
        editor = door("ed1")
        assert next_step(editor, policy) == (
            "A check was due on 20 February 2027. Look at its sources, then note what you found."
        )
        assert first_button(editor, policy) == "Note a check"


def test_the_live_edition_is_said_in_words_not_in_codes(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, effective_basis="first_reported", title_en="Other", **{"scope_en": "Lima."})
    publish_now(Policy.objects.get())
    page = page_text(door("ed1"), policy)
    strip = page[page.index('class="kb-strip"') : page.index("</dl>")]
    assert "Edition 2, applies from 1 January 2025" in strip
    assert "the day it was first reported" in strip
    assert "first_reported" not in strip


def test_what_differs_is_counted_by_section_and_linked(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data |= {"title_en": ["Other"], "summary_es": ["Otro"], "steps-0-title_en": ["Ask them"]}
    assert client.post(page_of(policy), data).status_code == 302
    page, review = page_text(client, policy), page_of(policy, "review")
    assert f'<a href="{review}">3 fields differ</a>' in page
    assert re.findall(rf'<li><a href="{review}#(\w+)">([^<]+)</a></li>', page) == [("texts", "Texts 2"), ("steps", "Steps 1")]  # fmt: skip  # noqa: E501


@pytest.mark.parametrize("four_eyes", [True, False])
def test_alone_one_is_sent_to_publish(door: Door, policy: Policy, settings: Any, four_eyes: bool) -> None:
    settings.KB_FOUR_EYES = four_eyes
    edit(door("rev1"), policy, title_en="Mine")
    assert first_button(door("rev1"), policy) == ("Submit for review" if four_eyes else "Review and publish")


def test_verbs_that_one_may_not_do_are_absent(door: Door, policy: Policy) -> None:
    editor, reviewer = page_text(door("ed1"), policy), page_text(door("rev1"), policy)
    assert (">Withdraw<" in editor, ">Withdraw<" in reviewer) == (False, True)
    assert ("Review and publish" in editor, "Review and publish" in reviewer) == (False, True)


def test_every_text_has_a_box_for_each_language_and_the_bar_names_them(door: Door, policy: Policy) -> None:
    """The bar is hidden until its script runs: without one, every language is shown."""
    page = page_text(door("ed1"), policy)
    bar = page[page.index('<div class="kb-langbar" hidden>') : page.index('<button type="button" value="all"')]
    assert re.findall(r'value="([\w-]+)" lang', bar) == ["zh-hans", "es", "en"]
    assert not re.search(r'class="kb-text"[^>]*hidden', page)
