"""Who knocks at the editors' door, and a small world behind it."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from operators.models.working import Step
from operators.roles import ADMINISTRATOR, EDITOR, REVIEWER
from tests.factories import make_operator, make_policy, make_user, publish_now, tr


@pytest.fixture
def people(db: None) -> SimpleNamespace:
    """Two editors, two reviewers, an administrator."""
    roles = {"ed1": EDITOR, "ed2": EDITOR, "rev1": REVIEWER, "rev2": REVIEWER, "adm": ADMINISTRATOR}
    return SimpleNamespace(**{name: make_user(name, role) for name, role in roles.items()})


@pytest.fixture
def door(people: SimpleNamespace) -> Callable[[str], Client]:
    """``door("ed1")``: a browser in which that person is logged in."""

    def knock(name: str) -> Client:
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(username=name))
        return client

    return knock


@pytest.fixture
def policy(db: None, today: None) -> Any:
    """A published policy with three steps, of a published operator."""
    operator = make_operator("claro")
    publish_now(operator)
    policy = make_policy("claro-cancellation-prepaid", operator=operator)
    for position, key in enumerate(("wait", "confirm"), start=1):
        Step.objects.create(policy=policy, key=key, position=position, title=tr(key), our_advice=True)
    publish_now(policy)
    policy.refresh_from_db()
    return policy


def page_of(thing: Any, view: str = "change", *args: Any) -> str:
    """The address of a page about ``thing``: ``page_of(policy, "review")``."""
    meta = thing._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{view}", args=[thing.pk, *args])
