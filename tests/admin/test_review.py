"""The review page: what a reviewer sees before approving, who may, and what happens when somebody was first."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators.models.printed import Edition
from operators.models.working import Condition, Policy, Step, Submission
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.admin.test_verbs import edit, english, publish, submit
from tests.factories import tr

Door = Callable[[str], Client]


def review(client: Client, policy: Policy, query: str = "") -> str:
    return client.get(page_of(policy, "review") + query).content.decode()


def test_the_page_says_which_version_who_submitted_it_and_who_wrote_it(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    edit(door("ed2"), policy, title_en="Two")
    submit(door("ed1"), policy, "Look at the title.")
    submission = Submission.objects.get(state="open")
    page = review(door("rev1"), policy)
    assert f"Version {submission.version}, by ed1" in page
    assert f'title="{submission.content_hash}"' in page
    assert "Look at the title." in page
    assert "<dd>ed1, ed2<p>Whoever edited or submitted it since the last edition cannot approve it.</p>" in page


def test_an_edit_after_the_submission_voids_the_approval_and_says_so(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    version = Submission.objects.get(state="open").version
    assert "can no longer be approved" not in review(door("rev1"), policy)
    edit(door("ed1"), policy, title_en="Two")
    page = review(door("rev1"), policy)
    assert f"Version {version} was submitted, and it has been edited since. It can no longer be approved." in page
    assert f"What you see here is version {version + 1}" in page


def test_whoever_wrote_it_is_told_why_and_whom_to_ask(door: Door, policy: Policy) -> None:
    edit(door("rev1"), policy, title_en="Mine")
    submit(door("ed1"), policy)
    page = review(door("rev1"), policy)
    assert "You edited or submitted this, so another reviewer publishes it. You can ask: adm, rev2, reviewer." in page
    assert "You can ask" not in review(door("rev2"), policy)
    assert "These people may approve it: adm, rev2, reviewer." in review(door("ed1"), policy)


def test_a_double_click_prints_one_edition_and_the_second_is_told(door: Door, policy: Policy, settings: Any) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    for four_eyes in (True, False):
        settings.KB_FOUR_EYES = four_eyes
        data = form_data(door("rev1").get(page_of(policy, "review")), action="/publish/") | {"reason": ["Fine."]}
        if four_eyes:
            assert door("rev1").post(page_of(policy, "publish"), data).status_code == 302
        again = door("rev2").post(page_of(policy, "publish"), data)
        assert again.status_code == 409
        assert "rev1 has published exactly this as edition 2; nothing was printed twice." in again.content.decode()
    assert Edition.objects.filter(slug=policy.slug).count() == 2


def test_of_two_reviewers_the_second_learns_what_the_first_decided(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    page = door("rev1").get(page_of(policy, "review"))
    back = form_data(page, action="/return/") | {"message": ["Cite the law."]}
    fine = form_data(page, action="/publish/") | {"reason": ["Fine."]}
    assert door("rev2").post(page_of(policy, "return"), back).status_code == 302
    late = door("rev1").post(page_of(policy, "publish"), fine)
    assert late.status_code == 409
    assert "rev2 has returned this version meanwhile" in late.content.decode()
    again = door("rev1").post(page_of(policy, "return"), back)
    assert "Nothing is waiting for review here: rev2 has returned version" in again.content.decode()
    assert english(policy)["title"] == "Cancelling (en)"


def test_where_readers_are_led_stands_first_and_says_what_is_official(door: Door, policy: Policy) -> None:
    Step.objects.filter(key="ask").update(body=tr("Call 0800 55555 or see https://www.claro.com.pe/baja"))
    edit(door("ed1"), policy, title_en="One")
    page = review(door("rev1"), policy)
    assert page.index("<ins>0800 55555</ins>") < page.index("<ins>https://www.claro.com.pe/baja</ins>")
    assert page.index("<ins>https://www.claro.com.pe/baja</ins>") < page.index("What stops it")
    assert "<strong>not on the official list</strong>" in page
    assert "<strong>on the official list</strong>" in page


def test_the_difference_is_shown_in_the_language_one_asks_for(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_zh_hans="注销号码", title_en="A title")
    here = review(door("rev1"), policy)
    assert '<dd lang="en"><del>Cancelling (en)</del><ins>A title</ins></dd>' in here
    assert "注销" not in here.partition('id="differences"')[2]
    there = review(door("rev1"), policy, "?in=zh-hans")
    assert "<ins>注销号码</ins>" in there
    assert '<a href="?in=es#differences" lang="es">Español <span>0</span></a>' in there
    assert "2 fields differ" not in review(door("rev1"), policy, "?in=es")
    assert "1 field differs in another language only." in review(door("rev1"), policy, "?in=es")
    assert "A title" in review(door("rev1"), policy, "?in=xx")


def test_the_effect_on_readers_is_said_in_words_and_needs_a_reason(door: Door, policy: Policy) -> None:
    from tests.factories import make_policy, publish_now

    publish_now(make_policy("pe-cancellation", line_type="any"))
    edit(door("ed1"), policy, title_en="One")
    assert "No answer to the self-check comes to another conclusion." in review(door("rev1"), policy)
    Condition.objects.filter(policy=policy).update(outcome="blocked")
    submit(door("ed1"), policy)
    page = review(door("rev1"), policy)
    assert "1 of 2 answer sets change." in page
    assert "<del>Prepare first</del> → <ins>Blocked for now</ins>" in page
    assert "<div><dt>debt? (en)</dt><dd>yes (en)</dd></div>" in page
    assert publish(door("rev1"), policy, reason="").status_code == 409
    assert "Edition 2 is printed" in publish(door("rev1"), policy, reason="The rule changed.").content.decode()


@pytest.mark.parametrize("verb", ["submit", "publish", "return", "withdraw", "revert", "verify"])
def test_no_form_of_a_verb_has_a_state_to_set(door: Door, policy: Policy, verb: str) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    where = "review" if verb in ("publish", "return") else verb
    names = form_data(door("rev1").get(page_of(policy, where)), action=f"/{verb}/")
    assert {"state", "status", "decided_by", "submitted_by", "published_by", "four_eyes"} & set(names) == set()
