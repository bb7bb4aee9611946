"""A session that ended during a long edit costs nobody their text."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Policy
from tests.admin.conftest import page_of
from tests.admin.pages import form_data

Door = Callable[[str], Client]
TEXT = "Línea 1\n<script>alert(\"x\")</script> & 'quotes' 中文 </textarea>\n" + "long " * 2000


def typed(client: Client, policy: Policy) -> dict[str, Any]:
    data = form_data(client.get(page_of(policy)), form="policy_form")
    return data | {"summary_es": [TEXT], "title_en": ['"><img src=x onerror=alert(1)>']}


def without_token(data: dict[str, Any]) -> dict[str, Any]:
    return {name: values for name, values in data.items() if name != "csrfmiddlewaretoken"}


@pytest.mark.parametrize("how", ["dead session", "no cookies", "wrong token"])
def test_every_posted_field_comes_back_and_can_be_saved_again(door: Door, policy: Policy, how: str) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    strict.cookies = door("ed1").cookies
    data = typed(strict, policy)
    if how == "dead session":
        del strict.cookies["session"]
    elif how == "no cookies":
        strict.cookies.clear()
    else:
        data["csrfmiddlewaretoken"] = ["x" * 64]
    response = strict.post(page_of(policy), data | {"_continue": ["Save"]})
    assert response.status_code == 403
    assert response["Cache-Control"] == "no-store, private"
    assert "<script>alert" not in response.content.decode()
    assert "<img" not in response.content.decode()
    given_back = form_data(response, action=page_of(policy))
    assert without_token(given_back) == without_token(data) | {"_continue": ["Save"]}
    strict.cookies.update(door("ed1").cookies)
    token = {"csrfmiddlewaretoken": strict.cookies["csrf"].value}
    assert strict.post(page_of(policy), given_back | {"summary_es": ["Short"]} | token).status_code == 302
    assert Policy.objects.get().summary["es"] == "Short"


def test_passwords_are_never_given_back(people: Any) -> None:
    client = Client(enforce_csrf_checks=True)
    for path in ("/admin/login/", "/admin/auth/user/add/", "/admin/password_change/"):
        sent = {"username": "ed1", "password": "s3cret-one", "password1": "s3cret-two", "new_password1": "s3cret-three"}
        response = client.post(path, sent)
        assert response.status_code == 403
        assert "s3cret" not in response.content.decode()


def test_a_long_edit_is_given_back_whole(policy: Policy) -> None:
    text = "很长的文字 " * 15_000
    response = Client().post(page_of(policy), {"summary_zh_hans": text, "version": "3"})
    assert response.status_code == 403
    assert form_data(response, action=page_of(policy))["summary_zh_hans"] == [text]
