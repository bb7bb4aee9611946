"""What is printed, and what is logged, is only shown: to every role, by every address and method."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from operators.models.printed import Edition, EditionText, Listing, Verification
from operators.models.working import Edit, Policy, Submission
from tests.admin.conftest import page_of
from tests.admin.pages import form_data

Door = Callable[[str], Client]
NOUNS = [Edition, Submission, Edit, Verification]


@pytest.fixture
def everything(door: Door, policy: Policy) -> Policy:
    data = form_data(door("ed1").get(page_of(policy)), action="/verify/")
    door("ed1").post(page_of(policy, "verify"), data | {"outcome": ["confirmed"]})
    User.objects.create_superuser("root", password="x")
    return policy


@pytest.mark.parametrize("who", ["ed1", "rev1", "adm", "root"])
@pytest.mark.parametrize("model", NOUNS)
def test_nobody_adds_changes_or_deletes(door: Door, everything: Policy, who: str, model: Any) -> None:
    client, row = door(who), model.objects.first()
    before = list(model.objects.order_by("pk").values())
    name = f"admin:operators_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    page = client.get(reverse(f"{name}_change", args=[row.pk]))
    assert page.status_code == 200
    assert "_save" not in page.content.decode()
    assert client.get(reverse(f"{name}_add")).status_code == 403
    assert client.get(reverse(f"{name}_delete", args=[row.pk])).status_code == 403
    posted = {field.attname: "1" for field in model._meta.concrete_fields} | {"post": "yes"}
    assert client.post(reverse(f"{name}_add"), posted).status_code == 403
    assert client.post(reverse(f"{name}_change", args=[row.pk]), posted).status_code == 403
    assert client.post(reverse(f"{name}_delete", args=[row.pk]), posted).status_code == 403
    action = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    assert client.post(reverse(f"{name}_changelist"), action).status_code in (200, 302)
    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("model", [EditionText, Listing])
def test_what_is_derived_has_no_address(model: Any) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"admin:operators_{model._meta.model_name}_changelist")


@pytest.mark.parametrize("who", ["ed1", "rev1", "adm", "root"])
def test_forms_of_working_copies_have_no_state_and_lists_no_editing_action(
    door: Door, everything: Policy, who: str
) -> None:
    client, operator = door(who), everything.operator
    assert operator is not None
    for thing, form in ((everything, "policy_form"), (operator, "operator_form")):
        names = set(form_data(client.get(page_of(thing)), form=form))
        assert not names & {"status", "state", "published", "published_at", "hash", "tombstone", "live"}
        page = client.get(page_of(thing).split(str(thing.pk))[0]).content.decode()
        # Noting a check is all that can be done from a list: it is no edit.
        actions = re.findall(r'<option value="(\w+)">', page.partition('name="action"')[2].partition("</select>")[0])
        assert actions == (["note_checks"] if thing is everything else [])


def test_somebody_who_may_only_look_changes_nothing(door: Door, everything: Policy) -> None:
    from django.contrib.auth.models import Permission

    user = User.objects.create_user("view1", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client = door("view1")
    page = client.get(page_of(everything))
    assert page.status_code == 200
    assert "/submit/" not in page.content.decode()
    for view in ("change", "delete", "submit", "publish", "return", "withdraw", "revert", "verify"):
        assert client.post(page_of(everything, view), {"version": everything.version}).status_code == 403
    for view in ("review", "history"):
        assert client.get(page_of(everything, view)).status_code == 200
