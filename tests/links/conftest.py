"""A subject of each kind, as full as it can be."""

from typing import Any

import pytest

from operators.models.working import Caution, ContactPoint, Message, Milestone, NotChecked, Question
from operators.models.working.subject import Subject
from tests.factories import make_faq, make_operator, make_policy, make_question, make_source, publish_now, tr


@pytest.fixture
def rich(db: None) -> dict[str, Subject]:
    """A subject of each kind with every kind of row, each text filled."""
    operator = make_operator(homepage="https://www.claro.com.pe/", legal_name="Claro")
    ContactPoint.objects.create(
        operator=operator, key="app", position=9, channel="app", label=tr("app"), value="Mi Claro", hours=tr("always")
    )
    publish_now(operator)
    policy = make_policy(operator=operator, scope=tr("Scope"), change_note=tr("Note"))
    parent, child = make_question("parent"), make_question("child", how_to_find_out=tr("Look"))
    Question.objects.filter(pk=child.pk).update(parent=parent, asked_when=["yes"])
    policy.conditions.update(question=child)
    rows: list[Any] = [
        Caution.objects.create(policy=policy, key="c", position=0, kind="legal", text=tr("Careful")),
        Milestone.objects.create(
            policy=policy, key="m", position=0, clock="last_top_up", plan=tr("Plan"), from_day=1, event="warning"
        ),
    ]
    for row in rows:
        row.sources.add(make_source())
    NotChecked.objects.create(policy=policy, key="n", position=0, text=tr("Not checked"))
    Message.objects.create(
        policy=policy, key="w", position=0, channel="chat", language="es", text="Hola", translation=tr("Hello")
    )
    policy.routes.update(note=tr("Note"))
    policy.steps.update(prepare=tr("p"), proof=tr("p"), duration=tr("d"))
    policy.facts.update(qualifier=tr("q"), area=tr("a"))
    return {"operator": operator, "policy": policy, "faq": make_faq(operator=operator)}
