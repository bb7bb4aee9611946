"""Readers' reports as a queue: read as inert text, opened at the page, accepted or rejected once."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from operators import clock
from operators.models.printed import CorrectionReport
from operators.models.working import Policy, Source
from operators.reports import receive
from tests.admin.conftest import page_of
from tests.admin.pages import form_data

Door = Callable[[str], Client]
LIST = "/admin/operators/correctionreport/"


def report(policy: Policy, text: str = "It is five days.", days: int = 0, **columns: Any) -> CorrectionReport:
    values = {"kind": "policy", "slug": policy.slug, "edition": 1, "language": "es", "source_url": ""}
    found = receive(**(values | columns), text=text, now=clock.now())
    if days:
        CorrectionReport.objects.filter(pk=found.pk).update(received_at=clock.now() - timedelta(days=days))
    return found


def test_the_list_shows_what_waits_longest_first(door: Door, policy: Policy) -> None:
    done = report(policy, "done", days=90)
    CorrectionReport.objects.filter(pk=done.pk).update(
        state="rejected", answered_at=clock.now(), answered_by=User.objects.get(username="ed1")
    )
    report(policy, "new")
    report(policy, "old\n\n" + "x" * 200, days=5)
    page = door("ed1").get(LIST)
    assert [one.text[:4] for one in page.context["cl"].result_list] == ["old\n", "new", "done"]
    assert ">5 days</td>" in page.content.decode()
    assert f">old {'x' * 75}…</td>" in page.content.decode()
    open_ones = door("ed1").get(LIST, {"state__exact": "open"})
    assert [one.text[:3] for one in open_ones.context["cl"].result_list] == ["old", "new"]


def test_the_list_costs_the_same_for_one_and_for_twenty(
    door: Door, policy: Policy, django_assert_num_queries: Any
) -> None:
    client = door("ed1")
    for count in (1, 20):
        for number in range(count):
            report(policy, f"{count} {number}")
        with django_assert_num_queries(7):
            assert client.get(LIST).status_code == 200


def test_a_report_leads_to_the_page_the_edition_and_the_working_copy(door: Door, policy: Policy) -> None:
    page = door("ed1").get(page_of(report(policy))).content.decode()
    public = f"http://127.0.0.1:8000/es/policies/{policy.slug}/"
    assert f'href="{public}" target="_blank" rel="noopener"' in page
    assert f'href="{public}editions/1/"' in page
    assert f'href="{page_of(policy)}"' in page
    assert Client().get(f"/es/policies/{policy.slug}/editions/1/").status_code == 200


def test_the_words_of_a_stranger_are_never_a_link(door: Door, policy: Policy) -> None:
    text = 'See https://evil.example/ <a href="https://evil.example/">x</a> <script>alert(1)</script>'
    page = door("ed1").get(page_of(report(policy, text, source_url="https://evil.example/a", contact="<b>me</b>")))
    shown = page.content.decode()
    assert "See https://evil.example/ &lt;a href=&quot;https://evil.example/&quot;&gt;x&lt;/a&gt;" in shown
    assert 'href="https://evil.example' not in shown
    assert "<script>alert" not in shown
    assert "&lt;b&gt;me&lt;/b&gt;" in shown
    assert "The host is evil.example." in shown


def test_an_accepted_report_opens_the_working_copy_with_its_source(door: Door, policy: Policy) -> None:
    found, client = report(policy, source_url="https://www.gob.pe/norma"), door("ed1")
    data = form_data(client.get(page_of(found)), action="/accept/") | {"note": ["I will cite it."]}
    response = client.post(page_of(found, "accept"), data, follow=True)
    assert response.redirect_chain == [(page_of(policy), 302)]
    assert f"Its source is “report-{found.pk}”" in response.content.decode()
    source = Source.objects.get(url="https://www.gob.pe/norma")
    again = client.get(page_of(found)).content.decode()
    assert "I will cite it." in again
    assert f'href="{page_of(source)}"' in again
    assert "/accept/" not in again
    twice = client.post(page_of(found, "accept"), data)
    assert twice.status_code == 400
    log = LogEntry.objects.filter(object_id=str(found.pk)).values_list("user__username", "change_message")
    assert list(log) == [("ed1", "Accepted.")]
    assert CorrectionReport.objects.get().answered_by == User.objects.get(username="ed1")


def test_an_address_that_may_not_be_cited_is_said_to_be_none(door: Door, policy: Policy) -> None:
    found, client = report(policy, source_url="https://bit.ly/x"), door("ed1")
    page = client.post(page_of(found, "accept"), {"note": ""}, follow=True).content.decode()
    assert "may not be cited as it is" in page
    assert CorrectionReport.objects.get().state == "accepted"


def test_a_rejection_without_a_reason_comes_back_with_what_is_missing(door: Door, policy: Policy) -> None:
    found, client = report(policy), door("ed1")
    empty = client.post(page_of(found, "reject"), {"reason": " "})
    assert empty.status_code == 400
    assert "This field is required." in empty.content.decode()
    assert CorrectionReport.objects.get().state == "open"
    done = client.post(page_of(found, "reject"), {"reason": "The rule is of 2019."}, follow=True)
    assert done.redirect_chain == [(LIST, 302)]
    assert (CorrectionReport.objects.get().state, CorrectionReport.objects.get().answer) == (
        "rejected",
        "The rule is of 2019.",
    )


def test_two_who_answer_at_once_are_told_apart(door: Door, policy: Policy) -> None:
    found = report(policy)
    door("ed1").post(page_of(found, "accept"), {"note": ""})
    late = door("ed2").post(page_of(found, "reject"), {"reason": "My long reason."})
    assert late.status_code == 400
    assert CorrectionReport.objects.get().state == "accepted"
    assert "answered already" in late.content.decode()
    assert "My long reason." in late.content.decode()


@pytest.mark.parametrize("view", ["accept", "reject"])
def test_who_may_only_look_answers_nothing(door: Door, policy: Policy, view: str) -> None:
    user = User.objects.create_user("view1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    found = report(policy)
    page = door("view1").get(page_of(found))
    assert page.status_code == 200
    assert "/accept/" not in page.content.decode()
    assert door("view1").post(page_of(found, view), {"reason": "x"}).status_code == 403
    assert Client().post(page_of(found, view), {"reason": "x"}).status_code == 403
    assert CorrectionReport.objects.get().state == "open"


def test_a_look_at_the_address_of_an_answer_does_nothing(door: Door, policy: Policy) -> None:
    found = report(policy)
    response = door("ed1").get(page_of(found, "accept"))
    assert (response.status_code, response["Location"]) == (302, page_of(found))
    assert door("ed1").get(reverse("admin:operators_correctionreport_accept", args=[99])).status_code == 404
    assert CorrectionReport.objects.get().state == "open"
