"""Checks by the handful, their history, and how they are spread over days."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operators import clock
from operators.admin.list_filters import SPREAD
from operators.admin.queue.checks import to_check
from operators.admin.queue.filters import Filters
from operators.models.printed import Listing, Verification
from operators.models.working import Operator, Policy
from operators.publishing import confirm, record_edit, verify
from operators.vocabulary import Topic, VerificationOutcome
from tests.admin import matrix
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.factories import TODAY, make_faq, make_policy, publish_now

Door = Callable[[str], Client]
LIST = "/admin/operators/policy/"
NOTE = "/admin/operators/policy/checks/"
CHECKS = "/admin/operators/verification/"


@pytest.fixture
def policies(policy: Policy) -> list[Policy]:
    """Two published ones and a draft."""
    second = make_policy("claro-refund", operator=policy.operator, topic="refund")
    publish_now(second)
    return [policy, second, make_policy("claro-identity", operator=policy.operator, topic="identity")]


def choose(client: Client, things: Any, action: str = "note_checks", url: str = LIST) -> Any:
    data = {"action": action, "_selected_action": [str(one.pk) for one in things]}
    return client.post(url, data, follow=True)


def note(client: Client, things: Any, **answers: str) -> Any:
    data = form_data(choose(client, things), form="checks-form")
    values = {"outcome": ["confirmed"], **{name: [value] for name, value in answers.items()}}
    slugs = [one.slug for one in things]
    return client.post(NOTE, data | {"policy": slugs} | values)


def test_several_policies_are_checked_at_once(door: Door, policies: list[Policy]) -> None:
    page = choose(door("ed1"), policies[:2]).content.decode()
    assert 'value="claro-refund" checked' in page
    assert "claro-identity" not in page
    response = note(door("ed1"), policies[:2], note="Read the pages.", source="press-1")
    assert response.status_code == 302
    found = list(Verification.objects.order_by("policy").values_list("policy", "day", "outcome", "note", "source"))
    rest = (date(2026, 11, 22), "confirmed", "Read the pages.", "press-1")
    assert found == [("claro-cancellation-prepaid", *rest), ("claro-refund", *rest)]
    assert set(Verification.objects.values_list("by__username", "confirmed_by")) == {("ed1", None)}


def test_what_is_refused_is_named_and_stays_chosen(door: Door, policies: list[Policy]) -> None:
    response = note(door("ed1"), policies, note="Read them all.")
    page = response.content.decode()
    assert response.status_code == 409
    assert "was never published, so there is nothing to check" in page
    assert "2 checks are noted." in page
    again = form_data(response, form="checks-form")
    assert again["policy"] == ["claro-identity"]
    assert again["note"] == ["Read them all."]
    assert sorted(Verification.objects.values_list("policy", flat=True)) == [
        "claro-cancellation-prepaid",
        "claro-refund",
    ]


def test_a_day_that_has_not_come_is_refused_for_each(door: Door, policies: list[Policy]) -> None:
    response = note(door("ed1"), policies[:2], day="2026-12-24")
    assert response.status_code == 409
    assert response.content.decode().count("a day that has not come") == 2
    assert not Verification.objects.exists()


def test_a_form_that_is_not_filled_in_keeps_what_was_typed(door: Door, policies: list[Policy]) -> None:
    response = note(door("ed1"), policies[:2], day="", note="Mine")
    assert response.status_code == 400
    assert form_data(response, form="checks-form")["note"] == ["Mine"]
    assert not Verification.objects.exists()


def test_only_those_who_may_check_have_the_action(people: Any, policies: list[Policy]) -> None:
    client = Client(headers={"accept-language": "en"})
    client.force_login(matrix.make_viewer())
    assert "note_checks" not in client.get(LIST).content.decode()
    choose(client, policies[:2])
    answers = {"policy": ["claro-refund"], "outcome": "confirmed", "day": "2026-11-22"}
    assert client.post(NOTE, answers).status_code == 403
    assert not Verification.objects.exists()


def test_the_lists_offer_no_other_action(door: Door, policies: list[Policy]) -> None:
    for who in ("ed1", "adm"):
        page = door(who).get(LIST).content.decode()
        assert 'value="note_checks"' in page
        assert "delete_selected" not in page
        choose(door(who), policies, "delete_selected")
    assert Policy.objects.count() == 3


def test_a_reviewer_confirms_several_checks_at_once(door: Door, people: Any, policies: list[Policy]) -> None:
    for one, by in ((policies[0], people.ed1), (policies[1], people.rev1)):
        verify(policy=one.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=by, now=clock.now())
    checks = list(Verification.objects.all())
    assert "confirm_checks" not in door("ed1").get(CHECKS).content.decode()
    choose(door("ed1"), checks, "confirm_checks", CHECKS)
    assert not Verification.objects.filter(confirmed_at__isnull=False).exists()
    page = choose(door("rev1"), checks, "confirm_checks", CHECKS).content.decode()
    assert "1 check counts now." in page
    assert "Refused: claro-refund, 2026-11-22: Whoever made a check cannot confirm it" in page
    counted = Verification.objects.filter(confirmed_at__isnull=False)
    assert list(counted.values_list("policy", "confirmed_by__username")) == [("claro-cancellation-prepaid", "rev1")]
    fresh = Listing.objects.get(kind="policy", slug=policies[0].slug)
    assert (fresh.verified_on, fresh.review_due_on) == (TODAY, TODAY + timedelta(days=90))


def test_the_history_says_who_looked_and_who_confirmed(door: Door, people: Any, policies: list[Policy]) -> None:
    history = page_of(policies[0], "checks")
    assert "Nobody has checked it yet." in door("ed1").get(history).content.decode()
    changed = VerificationOutcome.CHANGED
    verify(policy=policies[0].slug, day=TODAY, outcome=changed, note="1 < 2", by=people.ed1, now=clock.now())
    found = Verification.objects.get()
    confirm(found, by=people.rev1, now=clock.now())
    page = door("ed2").get(history).content.decode()
    for part in ("2026-11-22", "changed", "ed1", "rev1", "1 &lt; 2"):
        assert part in page
    assert f'href="{history}"' in door("ed2").get(page_of(policies[0])).content.decode()


def test_checks_that_fall_on_one_day_are_asked_for_on_several(people: Any, policy: Policy) -> None:
    """Twenty policies checked on one day: a tenth of the interval early at most, never late; the day told stays."""
    operator = policy.operator
    slugs = [policy.slug]
    for line_type in ("postpaid", "control", "any"):
        for topic in list(Topic)[:6]:
            made = make_policy(f"p-{topic}-{line_type}", operator=operator, topic=topic, line_type=line_type)
            publish_now(made)
            slugs.append(made.slug)
    quick = make_policy("quick", operator=operator, topic="identity", review_every_days=20)
    publish_now(quick)
    for slug in [*slugs, quick.slug]:
        found = verify(policy=slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=people.ed1, now=clock.now())
        confirm(found, by=people.rev1, now=clock.now())
    due = set(Listing.objects.filter(slug__in=slugs).values_list("review_due_on", flat=True))
    assert due == {TODAY + timedelta(days=90)}
    asked = []
    for days in range(90 - SPREAD - 1, 91):
        section = to_check(people.ed1, Filters(operator="claro"), clock.now() + timedelta(days=days))
        asked.append(section.total - 1)  # the quick one has been due for long
    assert asked[0] == 0
    assert asked == sorted(asked)
    assert asked[-1] == len(slugs)
    assert len(set(asked)) == SPREAD + 2
    early = [to_check(people.ed1, Filters(), clock.now() + timedelta(days=days)).total for days in range(17, 21)]
    assert early[0] == 0
    assert early[-1] == 1


def glance(client: Client, model: Any) -> dict[str, Any]:
    response = client.get(reverse(f"admin:operators_{model._meta.model_name}_changelist"))
    rows = response.context["cl"].result_list
    room = response.context["cl"].model_admin
    return {row.slug: re.sub("<[^>]*>", "", room.live(row)) for row in rows}


def test_the_list_says_at_a_glance_how_each_policy_stands(door: Door, people: Any, policies: list[Policy]) -> None:
    policies[1].title = {**policies[1].title, "es": "Otra"}
    policies[1].save()
    record_edit(policies[1], by=people.ed1, now=clock.now())
    assert glance(door("ed1"), Policy) == {
        "claro-cancellation-prepaid": "edition 1, from 2025-01-01",
        "claro-identity": "nothing yet",
        "claro-refund": "edition 1, from 2025-01-01 edited since",
    }
    page = door("ed1").get(LIST).content.decode()
    assert f'href="{reverse("admin:translate", args=["policy", "claro-refund", "en"])}"' in page
    assert "English: complete" in page
    assert glance(door("ed1"), Operator) == {"claro": "edition 1, from 2025-01-01"}


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_lists_take_the_same_queries_at_one_and_at_three(door: Door, policy: Policy) -> None:
    client = door("ed1")
    publish_now(make_faq())
    lists = [reverse(f"admin:operators_{noun}_changelist") for noun in ("policy", "faqentry", "operator")]
    for address in lists:
        client.get(address)
    one = [count(client, address) for address in lists]
    for number, topic in enumerate(("refund", "identity")):
        publish_now(make_policy(f"more-{number}", operator=policy.operator, topic=topic))
        publish_now(make_faq(f"more-{number}"))
    assert [count(client, address) for address in lists] == one
    assert one == [11, 11, 10]
