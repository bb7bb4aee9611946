"""A policy's page and its review: as many queries with one policy and one row as with many, and Django's own bytes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.forms import renderers
from django.test import Client

from operators.models.printed import CorrectionReport
from operators.models.working import (
    Caution,
    Condition,
    Fact,
    Message,
    Milestone,
    NotChecked,
    Policy,
    Route,
    Source,
    Step,
    Submission,
)
from tests.admin.conftest import page_of
from tests.admin.test_verbs import edit, submit
from tests.factories import NOW, make_operator, make_policy, make_question, make_source, make_user, publish_now, tr

Door = Callable[[str], Client]
PAGE, REVIEW = 58, 43


def add_rows(policy: Policy, number: int) -> None:
    """One more row of each kind, each with a source and a question of its own."""
    question = make_question(f"q{number}", ("no", "yes"))
    at = {"policy": policy, "key": f"row-{number}", "position": number}
    rows: list[Any] = [
        Caution.objects.create(**at, kind="money", text=tr("Careful"), question=question, when=["yes"]),
        Fact.objects.create(**at, fact="termination_deadline", value=number, unit="business_day", standing="disputed"),
        Milestone.objects.create(**at, clock="last_top_up", from_day=number, event="warning"),
        Route.objects.create(**at, channel="phone", support="yes", store_visit="never"),
        Step.objects.create(**at, title=tr("Do"), body=tr("It.")),
        Condition.objects.create(
            **at, question=question, when=["yes"], outcome="blocked", text=tr("Text"), remedy=tr("Remedy")
        ),
    ]
    for row in rows:
        row.sources.add(make_source(f"press-{number}"))
    Message.objects.create(**at, channel="phone", language="es", text="Hola", translation=tr("Hello"))
    NotChecked.objects.create(**at, text=tr("Not checked"))


def counted(client: Client, address: str, queries: int, django_assert_num_queries: Any) -> None:
    assert client.get(address).status_code == 200
    with django_assert_num_queries(queries):
        client.get(address)


def test_a_policys_page_takes_as_many_queries_with_many_policies_and_rows_as_with_one(
    door: Door, policy: Policy, django_assert_num_queries: Any
) -> None:
    add_rows(policy, 10)
    edit(door("ed1"), policy, title_en="Another")
    submit(door("ed1"), policy)
    client = door("rev1")
    counted(client, page_of(policy), PAGE, django_assert_num_queries)
    counted(client, page_of(policy, "review"), REVIEW, django_assert_num_queries)
    for number in (11, 12, 13):
        add_rows(policy, number)
    for slug in ("bitel", "entel", "movistar"):
        other = make_policy(f"{slug}-cancellation-prepaid", operator=make_operator(slug))
        assert other.operator is not None
        publish_now(other.operator)
        publish_now(other)
        Submission.objects.create(
            kind="policy", slug=other.slug, version=1, content_hash="x", submitted_by=make_user("ed2"), submitted_at=NOW
        )
        CorrectionReport.objects.create(
            kind="policy", slug=other.slug, edition=1, language="es", text="No.", received_at=NOW
        )
    edit(door("ed1"), policy, title_en="A third")
    counted(client, page_of(policy), PAGE, django_assert_num_queries)
    counted(client, page_of(policy, "review"), REVIEW, django_assert_num_queries)


def test_the_page_is_what_djangos_own_templates_make_of_it(
    door: Door, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_rows(policy, 10)
    Source.objects.update(title="A “title” & <b>more</b>")
    client = door("ed1")

    def page() -> str:
        text = client.get(page_of(policy)).content.decode()
        text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]+', r"\1", text)
        return re.sub(r'(name="base" value=")[^"]+', r"\1", text)

    drawn = page()
    monkeypatch.setattr("kb.drawing.DRAWN", {})
    assert isinstance(renderers.get_default_renderer(), renderers.TemplatesSetting)
    assert page() == drawn
    assert "&lt;b&gt;more&lt;/b&gt;" in drawn
