"""The second to save is shown what was saved meanwhile and brings both together; what is deleted is what was seen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client

from operators.models.working import Policy, Question, Source, Step
from tests.admin.conftest import page_of
from tests.admin.pages import add_row, form_data, row_of
from tests.factories import make_source

Door = Callable[[str], Client]


def opened(client: Client, policy: Policy) -> dict[str, Any]:
    return form_data(client.get(page_of(policy)), form="policy_form")


@pytest.fixture
def refused(door: Door, policy: Policy) -> Any:
    """ed1 saved a field, a row and a new row; ed2, with the older page, is refused. Gives the page that ed2 sees."""
    first, second = door("ed1"), door("ed2")
    mine, theirs = opened(first, policy), opened(second, policy)
    wait = row_of(mine, "steps", "wait")
    mine |= {"summary_en": ["First."], "scope_es": ["Primero."], f"{wait}-title_en": ["First row."]}
    add_row(mine, "steps", key="added", title_en="Added", our_advice="on")
    assert first.post(page_of(policy), mine).status_code == 302
    theirs |= {"summary_en": ["Second."], "title_es": ["Segundo."], f"{wait}-body_en": ["Second row."]}
    theirs[f"{row_of(theirs, 'steps', 'ask')}-sources"] = [str(make_source("press-2", title="Press two").pk)]
    add_row(theirs, "steps", key="mine", title_en="Mine", our_advice="on")
    return second.post(page_of(policy), theirs)


def test_the_second_is_told_which_fields_and_rows_were_saved(refused: Any) -> None:
    found = refused.context["conflict"]
    assert [(side.label, side.now, side.mine) for side in found.overwritten] == [
        ("Summary (English)", "First.", "Second.")
    ]
    assert [(side.label, side.now) for side in found.kept] == [
        ("Scope (Español)", "Primero."),
        ("step “wait”: Title (English)", "First row."),
        ("step “added”", "row added"),
        ("steps: order", "changed"),
    ]
    assert [(side.label, side.mine) for side in found.brought] == [
        ("Title (Español)", "Segundo."),
        ("step “ask”: Sources", "Press two · News, 2026-05-01 · news.example · press-2"),
        ("step “wait”: What to do (English)", "Second row."),
        ("step “mine”", "row added"),
    ]
    page = refused.content.decode()
    assert "<td><del>First.</del></td><td><ins>Second.</ins></td>" in page


def test_nothing_is_brought_over_unless_it_is_asked_for(door: Door, policy: Policy, refused: Any) -> None:
    again = form_data(refused, form="policy_form")
    assert door("ed2").post(page_of(policy), again | {"_save": ["1"]}).status_code == 200
    policy.refresh_from_db()
    assert (policy.summary["en"], policy.title["es"]) == ("First.", "Cancelling (es)")
    # Enter presses the first button of a form.
    page = refused.content.decode()
    assert page.index('name="_save"') < page.index('name="_reapply"')


def test_bringing_over_saves_what_each_of_them_touched(door: Door, policy: Policy, refused: Any) -> None:
    again = form_data(refused, form="policy_form")
    button = {"_reapply": [str(refused.context["conflict"].version)]}
    response = door("ed2").post(page_of(policy), again | button)
    assert (response.status_code, response["Location"]) == (302, page_of(policy))
    policy.refresh_from_db()
    assert (policy.summary["en"], policy.scope["es"], policy.title["es"]) == ("Second.", "Primero.", "Segundo.")
    assert policy.summary["es"] == "It can be done. (es)"
    rows = {step.key: step for step in policy.steps.all()}
    assert list(rows) == ["ask", "wait", "confirm", "added", "mine"]
    assert (rows["wait"].title["en"], rows["wait"].body["en"]) == ("First row.", "Second row.")
    assert [source.key for source in rows["ask"].sources.all()] == ["press-2"]


def test_a_third_save_in_between_is_shown_first(door: Door, policy: Policy, refused: Any) -> None:
    third = door("rev1")
    assert third.post(page_of(policy), opened(third, policy) | {"title_es": ["Tercero."]}).status_code == 302
    again = form_data(refused, form="policy_form")
    seen = refused.context["conflict"].version
    response = door("ed2").post(page_of(policy), again | {"_reapply": [str(seen)]})
    assert response.status_code == 200
    found = response.context["conflict"]
    assert found.version == seen + 1
    assert ("Title (Español)", "Tercero.", "Segundo.") in [
        (side.label, side.now, side.mine) for side in found.overwritten
    ]
    policy.refresh_from_db()
    assert policy.title["es"] == "Tercero."


@pytest.mark.parametrize("base", [None, "", "forged", "eyJhIjoiYiJ9:1:x"])
def test_a_form_that_does_not_say_what_it_was_opened_with_is_not_brought_over(
    door: Door, policy: Policy, refused: Any, base: str | None
) -> None:
    again = form_data(refused, form="policy_form") | {"_reapply": [str(refused.context["conflict"].version)]}
    del again["base"]
    response = door("ed2").post(page_of(policy), again | ({} if base is None else {"base": [base]}))
    assert (response.status_code, response.context["conflict"].can_reapply) == (200, False)
    assert 'name="_reapply"' not in response.content.decode()
    policy.refresh_from_db()
    assert policy.summary["en"] == "First."


def test_a_row_that_was_deleted_comes_back_when_it_is_brought_over(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    mine, theirs = opened(first, policy), opened(second, policy)
    mine[f"{row_of(mine, 'steps', 'confirm')}-DELETE"] = ["on"]
    assert first.post(page_of(policy), mine).status_code == 302
    theirs[f"{row_of(theirs, 'steps', 'confirm')}-title_en"] = ["Needed."]
    response = second.post(page_of(policy), theirs)
    found = response.context["conflict"]
    assert [(side.label, side.now, side.mine) for side in found.overwritten] == [
        ("step “confirm”", "row deleted", "row added")
    ]
    again = form_data(response, form="policy_form") | {"_reapply": [str(found.version)]}
    assert second.post(page_of(policy), again).status_code == 302
    assert Step.objects.get(policy=policy, key="confirm").title["en"] == "Needed."


@pytest.mark.parametrize("model", [Question, Source])
def test_a_stale_question_or_source_is_brought_over_too(door: Door, policy: Policy, model: Any) -> None:
    thing, name = model.objects.get(), model._meta.model_name
    mine, theirs = ("how_to_find_out_es", "how_to_find_out_en") if model is Question else ("publisher", "quote")
    first, second = door("ed1"), door("ed2")
    pages = [form_data(client.get(page_of(thing)), form=f"{name}_form") for client in (first, second)]
    first.post(page_of(thing), pages[0] | {mine: ["One"]})
    response = second.post(page_of(thing), pages[1] | {theirs: ["Two"]})
    button = {"_reapply": [str(response.context["conflict"].version)]}
    assert second.post(page_of(thing), form_data(response, form=f"{name}_form") | button).status_code == 302
    again = form_data(first.get(page_of(thing)), form=f"{name}_form")
    assert (again[mine], again[theirs]) == (["One"], ["Two"])


def test_what_was_deleted_while_it_was_edited_gives_the_text_back(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    source = make_source("unused")
    theirs = form_data(second.get(page_of(source)), form="source_form") | {"quote": ["Much typing"]}
    assert first.post(page_of(source, "delete"), {"post": "yes", "version": source.version}).status_code == 302
    assert not Source.objects.filter(key="unused").exists()
    response = second.post(page_of(source), theirs)
    assert (response.status_code, response["Cache-Control"]) == (409, "no-store, private")
    assert "Somebody deleted this" in response.content.decode()
    again = form_data(response, action="/source/add/")
    assert again["quote"] == ["Much typing"]
    assert second.post("/admin/operators/source/add/", again | {"key": ["unused"]}).status_code == 302
    assert Source.objects.get(key="unused").quote == "Much typing"


@pytest.mark.parametrize("version", [None, "", "1", "999"])
def test_only_the_version_that_was_seen_is_deleted(door: Door, policy: Policy, version: str | None) -> None:
    source = make_source("unused")
    editor = door("ed1")
    page = form_data(editor.get(page_of(source)), form="source_form")
    assert editor.post(page_of(source), page | {"quote": ["Newer"]}).status_code == 302
    posted = {"post": "yes"} if version is None else {"post": "yes", "version": version}
    response = door("ed2").post(page_of(source, "delete"), posted, follow=True)
    assert "It was saved meanwhile" in response.content.decode()
    assert Source.objects.filter(key="unused").exists()
    page = door("ed2").get(page_of(source, "delete")).content.decode()
    assert '<input type="hidden" name="version" value="2">' in page
    door("ed2").post(page_of(source, "delete"), {"post": "yes", "version": "2"})
    assert not Source.objects.filter(key="unused").exists()


def test_no_list_is_a_form_and_no_action_changes_a_working_copy(door: Door, policy: Policy) -> None:
    """An action would act on rows whose versions nobody has seen. Noting checks writes to no working copy."""
    rooms = dict(admin.site._registry)
    assert {model._meta.model_name: room.list_editable for model, room in rooms.items() if room.list_editable} == {}
    actions = {model._meta.model_name: room.actions for model, room in rooms.items() if hasattr(model, "version")}
    assert {name: found for name, found in actions.items() if found} == {"policy": ["note_checks"]}
