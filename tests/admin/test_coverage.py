"""Operators by topics: what is there, what is missing, and how far each language is."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operators import clock
from operators.models.printed import Verification
from operators.models.working import Policy
from operators.publishing import confirm, record_edit, verify, withdraw
from operators.vocabulary import Topic, VerificationOutcome
from tests.admin import matrix
from tests.admin.conftest import page_of
from tests.factories import TODAY, make_operator, make_policy, make_user, publish_now, tr

Door = Callable[[str], Client]


def table(client: Client, query: str = "") -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Row by row: the cells that have entries, each entry as its slug and state."""
    response = client.get(reverse("admin:coverage") + query)
    assert response.status_code == 200
    return {
        row.name: {
            str(cell.topic): [(entry.slug, entry.state) for entry in cell.entries] for cell in row.cells if cell.entries
        }
        for row in response.context["table"]
    }


def test_every_operator_has_a_cell_for_every_topic(door: Door, policy: Policy) -> None:
    make_policy("pe-cancellation")
    make_operator("osiptel", kind="regulator", number="0800 00999")
    response = door("ed1").get(reverse("admin:coverage"))
    assert [row.name for row in response.context["table"]] == ["Peru: for every operator", "Claro"]
    assert all(len(row.cells) == len(Topic) for row in response.context["table"])
    assert table(door("ed1")) == {
        "Peru: for every operator": {"cancellation": [("pe-cancellation", "draft")]},
        "Claro": {"cancellation": [(policy.slug, "never")]},
    }


def test_an_empty_cell_leads_to_a_form_that_knows_its_place(door: Door, policy: Policy) -> None:
    response = door("ed1").get(reverse("admin:coverage"))
    row = response.context["table"][1]
    cell = next(cell for cell in row.cells if str(cell.topic) == "refund")
    assert cell.entries == []
    form = door("ed1").get(cell.add_url).context["adminform"].form
    assert (form["operator"].value(), form["topic"].value(), form["country"].value()) == (
        str(policy.operator_id),
        "refund",
        "PE",
    )
    matrix.make_viewer()
    client = Client(headers={"accept-language": "en"})
    client.force_login(make_user("view1"))
    make_user("view1").groups.clear()
    assert "policy/add/" not in client.get(reverse("admin:coverage")).content.decode()


def test_a_cell_says_how_its_policies_stand(door: Door, people: Any, policy: Policy) -> None:
    def state() -> str:
        return table(door("ed1"))["Claro"]["cancellation"][0][1]

    for days, expected in ((0, "live"), (90, "due"), (120, "overdue")):
        policy_checked(policy, people, days)
        assert state() == expected
    withdraw(kind="policy", slug=policy.slug, because=tr("Wrong."), by=people.rev1, now=clock.now())
    assert state() == "withdrawn"
    later = make_policy("later", operator=policy.operator, effective_from=TODAY + timedelta(days=9), line_type="any")
    publish_now(later)
    assert table(door("ed1"))["Claro"]["cancellation"] == [("later", "waiting"), (policy.slug, "withdrawn")]


def policy_checked(policy: Policy, people: Any, days: int) -> None:
    Verification.objects.all().delete()
    found = verify(
        policy=policy.slug,
        day=TODAY - timedelta(days=days),
        outcome=VerificationOutcome.CONFIRMED,
        by=people.ed1,
        now=clock.now(),
    )
    confirm(found, by=people.rev1, now=clock.now())


def test_a_language_is_marked_with_words_and_leads_to_its_gaps(door: Door, people: Any, policy: Policy) -> None:
    policy.title = {**policy.title, "es": "Otra"}
    policy.summary = {"es": "Se puede.", "zh-hans": "可以。"}
    policy.save()
    record_edit(policy, by=people.ed1, now=clock.now())
    response = door("ed1").get(reverse("admin:coverage"))
    entry = response.context["table"][1].cells[0].entries[0]
    assert [(mark.state, mark.words) for mark in entry.marks] == [
        ("outdated", "简体中文: outdated"),
        ("complete", "Español: complete"),
        ("outdated", "English: outdated"),
    ]
    page = response.content.decode()
    assert f'href="{reverse("admin:translate", args=["policy", policy.slug, "en"])}"' in page
    assert '<span class="visually-hidden">English: outdated</span>' in page
    assert f'href="{page_of(policy)}"' in page


def test_the_table_is_narrowed_by_operator(door: Door, policy: Policy) -> None:
    make_operator("bitel", number="0800 00456")
    assert set(table(door("ed1"))) == {"Peru: for every operator", "Bitel", "Claro"}
    assert set(table(door("ed1"), "?operator=bitel")) == {"Bitel"}
    assert set(table(door("ed1"), "?country=PE&page=99")) == {"Peru: for every operator", "Bitel", "Claro"}


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("admin:coverage"))
    return len(queries)


def test_the_table_takes_the_same_queries_at_one_and_at_three(door: Door, policy: Policy) -> None:
    client = door("ed1")
    client.get(reverse("admin:coverage"))
    one = count(client)
    for number in (1, 2):
        operator = make_operator(f"op{number}", number=f"0800 0010{number}")
        publish_now(operator)
        for topic in ("cancellation", "refund"):
            publish_now(make_policy(f"op{number}-{topic}", operator=operator, topic=topic))
    assert (one, count(client)) == (11, 11)
