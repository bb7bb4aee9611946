"""A form that is sent twice makes one thing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from operators import clock
from operators.models.working import Creation, Edit, Policy, Source
from tests.admin.pages import form_data
from tests.factories import TODAY

Door = Callable[[str], Client]
ADD = "/admin/operators/source/add/"


def filled_in(client: Client, key: str = "twice", where: str = ADD) -> dict[str, Any]:
    values = {
        "key": key,
        "url": "https://news.example/a",
        "title": "T",
        "publisher": "P",
        "kind": "press",
        "language": "es",
        "retrieved_on": str(TODAY),
    }
    return form_data(client.get(where), form="source_form") | {name: [value] for name, value in values.items()}


def test_the_second_post_is_led_to_what_the_first_one_made(door: Door) -> None:
    client = door("ed1")
    data = filled_in(client)
    assert client.post(ADD, data).status_code == 302
    made = Source.objects.get(key="twice")
    again = client.post(ADD, data)
    assert (again.status_code, again["Location"]) == (302, f"/admin/operators/source/{made.pk}/change/")
    assert Edit.objects.filter(noun="source", key="twice").count() == 1


def test_the_second_post_makes_nothing_even_under_another_name(door: Door) -> None:
    """Slugs are unique, so an equal form could make nothing anyway; the token alone must be enough."""
    client = door("ed1")
    data = filled_in(client)
    client.post(ADD, data)
    assert client.post(ADD, data | {"key": ["other"]}).status_code == 302
    assert [source.key for source in Source.objects.all()] == ["twice"]


def test_a_form_that_was_refused_may_be_sent_again(door: Door) -> None:
    client = door("ed1")
    data = filled_in(client)
    refused = client.post(ADD, data | {"title": [""]})
    assert (refused.status_code, Creation.objects.count()) == (200, 0)
    again = form_data(refused, form="source_form")
    assert again["token"] == data["token"]
    assert client.post(ADD, again | {"title": ["T"]}).status_code == 302
    assert Source.objects.count() == 1


def test_two_forms_make_two_things(door: Door) -> None:
    client = door("ed1")
    for key in ("one", "two"):
        client.post(ADD, filled_in(client, key))
    assert Source.objects.count() == 2


def test_a_source_added_in_place_answers_the_second_click_as_the_first(door: Door) -> None:
    client = door("ed1")
    data = filled_in(client, where=f"{ADD}?_popup=1")
    first, second = (client.post(f"{ADD}?_popup=1", data).content.decode() for _click in range(2))
    assert "data-popup-response" in second
    assert str(Source.objects.get().pk) in second
    assert first == second


def test_another_person_cannot_use_the_token(door: Door) -> None:
    data = filled_in(door("ed1"))
    door("ed1").post(ADD, data)
    other = door("ed2")
    response = other.post(ADD, filled_in(other, "mine") | {"token": data["token"]})
    assert response.status_code == 302
    assert Source.objects.filter(key="mine").exists()


@pytest.mark.parametrize("token", [[], [""], ["x"], ["0" * 32]])
def test_a_form_without_a_token_of_ours_still_saves(door: Door, token: list[str]) -> None:
    client = door("ed1")
    assert client.post(ADD, filled_in(client) | {"token": token}).status_code == 302
    assert Source.objects.count() == 1


def test_tokens_are_forgotten_after_two_days(door: Door, policy: Policy) -> None:
    client = door("ed1")
    client.post(ADD, filled_in(client))
    with time_machine.travel(clock.now() + timedelta(days=2, seconds=1)):
        client = door("ed1")
        client.post(ADD, filled_in(client, "later"))
    assert Creation.objects.count() == 1
