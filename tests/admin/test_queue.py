"""The first page: what waits for whom, how old it is, and the one thing it asks for."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operators import clock
from operators.admin.queue.checks import to_check
from operators.admin.queue.filters import Filters
from operators.models.printed import CorrectionReport, Edition, Verification
from operators.models.working import Policy, Source, Submission
from operators.publishing import confirm, record_edit, return_to_editor, revert, snapshot, submit, verify
from operators.publishing.edits import editors_of
from operators.publishing.own_work import own_work
from operators.vocabulary import VerificationOutcome
from tests.admin import matrix
from tests.admin.conftest import page_of
from tests.factories import (
    NOW,
    TODAY,
    make_faq,
    make_operator,
    make_policy,
    make_question,
    make_source,
    make_user,
    publish_now,
    tr,
)

Door = Callable[[str], Client]
GONE: dict[str, Any] = {"link_state": "dead", "checked_at": NOW, "checked_version": 1}
"""What the source watch notes of a page that is gone."""


def sections(client: Client, query: str = "") -> dict[str, list[str]]:
    """The slugs that stand in each section of the queue."""
    response = client.get(reverse("admin:index") + query)
    assert response.status_code == 200
    return {section.name: [item.slug for item in section.items] for section in response.context["waiting"]}


def hand_in(subject: Any, by: User, *, edited: bool = True) -> Submission:
    if edited:
        record_edit(subject, by=by, now=clock.now())
    subject.refresh_from_db()
    return submit(subject, version=subject.version, by=by, now=clock.now())


def report(slug: str = "claro-cancellation-prepaid", **columns: Any) -> CorrectionReport:
    values = {"kind": "policy", "edition": 1, "language": "es", "text": "Ya no es así."}
    return CorrectionReport.objects.create(slug=slug, received_at=clock.now() - timedelta(days=3), **values | columns)


def check(policy: Policy, by: User, day: date = TODAY) -> Verification:
    return verify(policy=policy.slug, day=day, outcome=VerificationOutcome.CONFIRMED, by=by, now=clock.now())


def test_an_empty_queue_says_so_kindly(door: Door) -> None:
    page = door("ed1").get(reverse("admin:index")).content.decode()
    assert "Nothing waits for you." in page
    assert "no report is open" in page
    assert reverse("admin:operators_policy_changelist") in page


def test_what_one_person_hands_in_waits_for_the_others(door: Door, people: Any, policy: Policy) -> None:
    check(policy, people.rev1)
    hand_in(policy, people.ed1)
    assert sections(door("ed1")) == {"handed-in": [policy.slug]}
    assert sections(door("ed2")) == {}
    assert sections(door("rev1")) == {"review": [policy.slug]}
    page = door("rev2").get(reverse("admin:index")).content.decode()
    assert f'href="{page_of(policy, "review")}"' in page
    assert "Cancelling (en)" in page


@pytest.mark.parametrize("touched", ["policy", "question", "source", "new question", "new source"])
def test_what_i_edited_myself_does_not_wait_for_me(
    door: Door, people: Any, policy: Policy, touched: str, today: None
) -> None:
    check(policy, people.ed2)
    condition = policy.conditions.get()
    things: dict[str, Any] = {"policy": policy, "question": condition.question, "source": make_source()}
    if touched == "new question":
        record_edit(make_question("app"), by=people.rev1, now=NOW - timedelta(days=9))
        condition.question = make_question("app")
        condition.save()
    elif touched == "new source":
        record_edit(make_source("press-2"), by=people.rev1, now=NOW - timedelta(days=9))
        policy.steps.get(key="ask").sources.add(make_source("press-2"))
    else:
        record_edit(things[touched], by=people.rev1, now=clock.now())
    hand_in(policy, people.ed1)
    assert "review" not in sections(door("rev1"))
    assert sections(door("rev2"))["review"] == [policy.slug]


def test_what_i_edited_before_the_last_edition_waits_for_me(door: Door, people: Any, policy: Policy) -> None:
    record_edit(make_source(), by=people.rev1, now=NOW - timedelta(days=1))
    hand_in(policy, people.ed1)
    assert sections(door("rev1"))["review"] == [policy.slug]


def test_the_queue_and_the_rule_of_four_eyes_agree(people: Any, policy: Policy) -> None:
    """For every reviewer and every subject that waits, against the rule that ``publish`` goes by."""
    operator, other = policy.operator, make_policy("claro-keep-alive", operator=policy.operator, topic="keep_alive")
    faq = make_faq()
    assert operator is not None
    record_edit(make_source(), by=people.rev2, now=clock.now())
    record_edit(operator, by=people.rev1, now=clock.now())
    for subject in (policy, operator, faq, other):
        hand_in(subject, people.ed1, edited=subject is not faq)
    for reviewer in (people.rev1, people.rev2, people.adm, people.ed1):
        expected = set()
        for subject in (policy, operator, faq, other):
            last = Edition.objects.filter(kind=subject.KIND, slug=subject.slug).order_by("-number").first()
            authors = editors_of(snapshot(subject), last) | {people.ed1.pk}
            if reviewer.pk in authors:
                expected.add((str(subject.KIND), subject.slug))
        assert own_work(reviewer) == expected
    assert own_work(people.rev1) == {("operator", "claro")}
    assert len(own_work(people.rev2)) == 4
    assert own_work(people.adm) == set()


def test_without_four_eyes_everything_waits_for_everybody(
    door: Door, people: Any, policy: Policy, settings: Any
) -> None:
    hand_in(policy, people.rev1)
    assert "review" not in sections(door("rev1"))
    settings.KB_FOUR_EYES = False
    assert sections(door("rev1"))["review"] == [policy.slug]


def test_what_came_back_waits_until_it_is_handed_in_again(door: Door, people: Any, policy: Policy) -> None:
    hand_in(policy, people.ed1)
    return_to_editor(policy, by=people.rev1, now=clock.now(), message="Cite the law.")
    page = door("ed1").get(reverse("admin:index")).content.decode()
    assert "Cite the law." in page
    assert sections(door("ed1"))["returned"] == [policy.slug]
    assert "returned" not in sections(door("ed2"))
    hand_in(policy, people.ed1)
    assert "returned" not in sections(door("ed1"))


def test_what_came_back_and_was_discarded_waits_no_more(door: Door, people: Any, policy: Policy) -> None:
    hand_in(policy, people.ed1)
    return_to_editor(policy, by=people.rev1, now=clock.now(), message="No.")
    revert(policy, number=1, by=people.ed2, now=clock.now())
    assert "returned" not in sections(door("ed1"))


def test_checks_are_due_from_their_day_in_the_country(door: Door, people: Any, policy: Policy) -> None:
    assert sections(door("ed1"))["due"] == [policy.slug]
    assert "never checked" in door("ed1").get(reverse("admin:index")).content.decode()
    confirm(check(policy, people.ed1, TODAY - timedelta(days=80)), by=people.rev1, now=clock.now())
    assert "due" not in sections(door("ed1"))
    Verification.objects.all().delete()
    confirm(check(policy, people.ed1, TODAY - timedelta(days=90)), by=people.rev1, now=clock.now())
    assert sections(door("ed1"))["due"] == [policy.slug]
    Verification.objects.all().delete()
    confirm(check(policy, people.ed1, TODAY - timedelta(days=140)), by=people.rev1, now=clock.now())
    page = door("ed1").get(reverse("admin:index")).content.decode()
    assert "overdue" in page
    assert "50 days" in page
    assert f'href="{page_of(policy, "verify")}"' in page
    for state, shown in (("due", 1), ("overdue", 1), ("fresh", 0), ("never", 0), ("unpublished", 0)):
        response = door("ed1").get(reverse("admin:operators_policy_changelist"), {"freshness": state})
        assert response.context["cl"].result_count == shown


def test_a_proposed_check_waits_for_a_reviewer_who_did_not_make_it(door: Door, people: Any, policy: Policy) -> None:
    found = check(policy, people.rev1)
    assert sections(door("rev2")) == {"confirm": [policy.slug]}
    assert sections(door("rev1")) == {}
    assert sections(door("ed1")) == {}
    response = door("rev2").get(reverse("admin:operators_verification_changelist"), {"confirmed": "no"})
    assert response.context["cl"].result_count == 1
    confirm(found, by=people.rev2, now=clock.now())
    assert sections(door("rev2")) == {}


def test_a_proposal_that_nobody_confirms_does_not_hide_a_due_check_for_ever(people: Any, policy: Policy) -> None:
    found = check(policy, people.ed1)
    assert to_check(people.ed1, Filters(), clock.now()).total == 0
    Verification.objects.filter(pk=found.pk).update(at=clock.now() - timedelta(days=31))
    assert to_check(people.ed1, Filters(), clock.now()).total == 1


def test_reports_and_dead_sources_wait_for_editors(door: Door, people: Any, policy: Policy) -> None:
    check(policy, people.ed1)
    made = report(text="<script>alert(1)</script> Ya no.")
    report(state="rejected")
    Source.objects.update(**GONE)
    found = sections(door("ed1"))
    assert found == {"reports": [policy.slug], "sources": ["press-1"]}
    page = door("ed1").get(reverse("admin:index")).content.decode()
    assert f'href="{page_of(made)}"' in page
    assert "3 days" in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert(1)" not in page


def test_an_edition_that_waits_for_its_day_is_shown(door: Door, people: Any, policy: Policy) -> None:
    check(policy, people.ed1)
    Policy.objects.update(effective_from=TODAY + timedelta(days=12), title=tr("Later"))
    policy.refresh_from_db()
    edition = publish_now(policy)
    assert sections(door("ed1")) == {"soon": [policy.slug]}
    page = door("ed1").get(reverse("admin:index")).content.decode()
    assert f'href="{page_of(edition)}"' in page
    assert "edition 2, from 2026-12-04" in page
    assert "in 12 days" in page
    response = door("ed1").get(reverse("admin:operators_edition_changelist"), {"waiting": "yes"})
    assert [one.pk for one in response.context["cl"].result_list] == [edition.pk]


def test_somebody_who_may_only_look_has_no_queue(people: Any, policy: Policy) -> None:
    matrix.make_viewer()
    report()
    hand_in(policy, people.ed1)
    viewer = User.objects.exclude(username__in=["ed1", "ed2", "rev1", "rev2", "adm", "writer", "reviewer"]).get()
    client = Client(headers={"accept-language": "en"})
    client.force_login(viewer)
    assert sections(client) == {}


def test_filters_narrow_every_section_and_live_in_the_address(door: Door, people: Any, policy: Policy) -> None:
    other = make_operator("bitel", number="0800 00456")
    publish_now(other)
    second = make_policy("bitel-cancellation-prepaid", operator=other)
    publish_now(second)
    for one in (policy, second):
        hand_in(one, people.ed1)
        report(one.slug, language="es" if one is policy else "en")
    Source.objects.update(**GONE)
    make_source("lonely", **GONE)
    everything = sections(door("rev1"))
    assert everything["review"] == [policy.slug, second.slug]
    assert everything["sources"] == ["lonely", "press-1"]
    page = door("rev1").get(reverse("admin:index") + "?operator=bitel").content.decode()
    assert '<option value="bitel" selected>' in page
    only = {"review": [second.slug], "reports": [second.slug], "due": [second.slug], "sources": ["press-1"]}
    assert sections(door("rev1"), "?operator=bitel") == only
    assert sections(door("rev1"), "?operator=bitel&country=PE&utm_source=x") == only
    assert sections(door("rev1"), "?language=en")["reports"] == [second.slug]
    assert sections(door("rev1"), "?country=XX&operator=nobody&language=fr") == everything
    assert sections(door("rev1")) == everything


def test_long_sections_show_seven_and_lead_to_the_rest(door: Door, policy: Policy) -> None:
    for _number in range(9):
        report()
    response = door("ed1").get(reverse("admin:index"))
    section = next(one for one in response.context["waiting"] if one.name == "reports")
    assert (len(section.items), section.total, section.more) == (7, 9, 2)
    page = response.content.decode()
    assert "Show all 9" in page
    shown = door("ed1").get(section.all_url)
    assert shown.context["cl"].result_count == 9
    for link in re.findall(r'class="kb-more"><a href="([^"]+)"', page):
        assert door("ed1").get(link).status_code == 200


def edit_alone(policy: Policy) -> None:
    """Change one language, so that the others are behind."""
    policy.title = {**policy.title, "es": "Otra cosa"}
    policy.save()
    record_edit(policy, by=make_user("ed2"), now=clock.now(), bump=False)


def fill(people: Any, number: int) -> None:
    """One more of everything that the queue shows, of every kind that it can be of."""
    operator = make_operator(f"op{number}", number=f"0800 0{number:04}")
    publish_now(operator)
    topics = ("cancellation", "keep_alive", "top_up")
    policies = [make_policy(f"op{number}-{topic}", operator=operator, topic=topic) for topic in topics]
    faq = make_faq(f"faq-{number}")
    for subject in (*policies, faq):
        publish_now(subject)
    verify(policy=policies[1].slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=people.rev2, now=clock.now())
    for subject in (policies[0], operator, faq):
        hand_in(subject, people.ed1)
    hand_in(policies[1], people.rev1)
    return_to_editor(policies[1], by=people.rev2, now=clock.now(), message="No.")
    hand_in(policies[2], people.rev1)
    for kind, slug in (("policy", policies[0].slug), ("operator", operator.slug), ("faq", faq.slug)):
        report(slug, kind=kind)
    make_source(f"dead-{number}", **GONE)
    edit_alone(policies[2])
    Policy.objects.filter(pk=policies[0].pk).update(effective_from=TODAY + timedelta(days=5))
    record_edit(make_source(), by=people.rev1, now=NOW - timedelta(days=1))


def count(client: Client) -> tuple[int, list[int]]:
    """How many queries the page takes, and how much each section holds."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse("admin:index"))
    return len(queries), [section.total for section in response.context["waiting"]]


def test_the_queue_takes_the_same_queries_at_one_and_at_three(door: Door, people: Any, today: None) -> None:
    client = door("rev1")
    fill(people, 1)
    client.get(reverse("admin:index"))
    first, one = count(client)
    fill(people, 2)
    fill(people, 3)
    third, three = count(client)
    assert [number * 3 for number in one] == three
    assert (first, third) == (25, 25)


def test_a_source_that_changed_waits_too_until_it_is_edited(door: Door, people: Any, policy: Policy) -> None:
    check(policy, people.ed1)
    seen = {"link_state": "ok", "checked_at": NOW, "checked_version": 1}
    make_source("moved", **seen, final_url="https://other.example/x")
    make_source("no-quote", **seen, quote_state="missing")
    make_source("well", **seen, quote_state="found")
    make_source("gone", **GONE)
    assert sections(door("ed1")) == {"sources": ["gone", "moved", "no-quote"]}
    page = door("ed1").get(reverse("admin:index")).content.decode()
    for words in ("leads to other.example", "the quote is not on the page"):
        assert words in page
    record_edit(Source.objects.get(key="gone"), by=people.ed1, now=clock.now())
    assert sections(door("ed1")) == {"sources": ["moved", "no-quote"]}
