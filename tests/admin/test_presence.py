"""Colleagues at the same page are named, without a script and with one; nobody is locked out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from operators import clock
from operators.models.working import Policy, Presence
from tests.admin.conftest import page_of
from tests.admin.pages import form_data

Door = Callable[[str], Client]


def test_who_has_the_page_open_is_named_to_the_others_alone(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    assert first.post(page_of(policy, "here")).json() == {"others": "", "saved": ""}
    assert "Also open at: ed1 (since 13:00)." in second.get(page_of(policy)).content.decode()
    assert "Also open at: ed1" in second.post(page_of(policy, "here")).json()["others"]
    assert "Also open at: ed2" in first.post(page_of(policy, "here")).json()["others"]
    assert "ed1" not in first.post(page_of(policy, "here")).json()["others"]
    assert Presence.objects.count() == 2


def test_another_page_is_another_matter(door: Door, policy: Policy) -> None:
    door("ed1").post(page_of(policy, "here"))
    assert door("ed2").post(page_of(policy.operator, "here")).json()["others"] == ""


def test_who_left_or_fell_silent_is_forgotten(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    first.post(page_of(policy, "here"))
    first.post(page_of(policy, "here"), {"left": "1"})
    assert second.post(page_of(policy, "here")).json()["others"] == ""
    first.post(page_of(policy, "here"))
    with time_machine.travel(clock.now() + timedelta(seconds=91)):
        assert "Also open" not in second.get(page_of(policy)).content.decode()
        second.post(page_of(policy, "here"))
        assert [one.user.username for one in Presence.objects.all()] == ["ed2"]


def test_a_page_that_is_open_learns_who_saved_meanwhile(door: Door, policy: Policy) -> None:
    first, second = door("ed1"), door("ed2")
    seen = {"version": str(policy.version)}
    data = form_data(first.get(page_of(policy)), form="policy_form")
    assert second.post(page_of(policy, "here"), seen).json()["saved"] == ""
    first.post(page_of(policy), data | {"title_en": ["Newer"]})
    assert f"ed1 saved version {policy.version + 1}" in second.post(page_of(policy, "here"), seen).json()["saved"]


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30, "٣"])
def test_a_version_that_is_none_is_ignored(door: Door, policy: Policy, version: str) -> None:
    assert door("ed1").post(page_of(policy, "here"), {"version": version}).status_code == 200


def test_looking_writes_nothing(door: Door, policy: Policy, people: Any) -> None:
    door("ed1").get(page_of(policy))
    assert Presence.objects.count() == 0
