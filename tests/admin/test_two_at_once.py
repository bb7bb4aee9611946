"""Two people save the same thing: the second is told, and loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Edit, Policy, Question, Source, Step
from tests.admin.conftest import page_of
from tests.admin.pages import add_row, form_data, row_of

Door = Callable[[str], Client]


def test_a_stale_form_is_refused_and_keeps_all_that_was_typed(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    mine = form_data(first.get(page_of(policy)), form="policy_form")
    theirs = form_data(second.get(page_of(policy)), form="policy_form")
    mine["summary_en"] = ["The first text."]
    assert first.post(page_of(policy), mine).status_code == 302
    theirs["title_es"] = ["El segundo título"]
    theirs[f"{row_of(theirs, 'steps', 'wait')}-body_es"] = ["Texto en una fila <b>"]
    add_row(theirs, "steps", key="new-one", title_en="A new row", position="", our_advice="on")
    response = second.post(page_of(policy), theirs)
    page = response.content.decode()
    assert response.status_code == 200
    assert f"ed1 (version {policy.version + 1}, 2026-11-22" in page
    assert "Nothing was overwritten" in page
    again = form_data(response, form="policy_form")
    assert {name: values for name, values in again.items() if name != "csrfmiddlewaretoken"} == {
        name: values if isinstance(values, list) else [values]
        for name, values in theirs.items()
        if name != "csrfmiddlewaretoken"
    } | {name: again[name] for name in again if name.startswith("steps-3-") and name not in theirs}
    policy.refresh_from_db()
    assert policy.summary["en"] == "The first text."
    assert policy.title["es"] == "Cancelling (es)"
    assert policy.steps.count() == 3


def test_a_stale_form_of_a_row_alone_is_refused(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    pages = [form_data(client.get(page_of(policy)), form="policy_form") for client in (first, second)]
    for client, data, text in zip((first, second), pages, ("One", "Two"), strict=True):
        data[f"{row_of(data, 'steps', 'wait')}-title_en"] = [text]
        client.post(page_of(policy), data)
    assert Step.objects.get(key="wait").title["en"] == "One"


def test_a_row_that_somebody_else_deleted_keeps_its_text_on_the_page(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    mine, theirs = (form_data(client.get(page_of(policy)), form="policy_form") for client in (first, second))
    mine[f"{row_of(mine, 'steps', 'confirm')}-DELETE"] = ["on"]
    assert first.post(page_of(policy), mine).status_code == 302
    theirs[f"{row_of(theirs, 'steps', 'confirm')}-title_en"] = ["Written for nothing?"]
    page = second.post(page_of(policy), theirs).content.decode()
    assert "Written for nothing?" in page
    assert "while you were editing" in page


def test_a_form_without_a_version_is_refused(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    del data["version"]
    assert client.post(page_of(policy), data).status_code == 200


@pytest.mark.parametrize(("model", "column"), [(Question, "text_en"), (Source, "title")])
def test_a_stale_question_or_source_is_refused(door: Door, policy: Policy, model: Any, column: str) -> None:
    thing, name = model.objects.get(), model._meta.model_name
    first, second = door("ed1"), door("ed2")
    pages = [form_data(client.get(page_of(thing)), form=f"{name}_form") for client in (first, second)]
    answers = []
    for client, data, text in zip((first, second), pages, ("One", "Two"), strict=True):
        data[column] = [text]
        answers.append(client.post(page_of(thing), data).status_code)
    assert answers == [302, 200]
    assert Edit.objects.filter(noun=name, key=thing.key).exclude(by__username="writer").count() == 1
