"""A text as readers would get it, while it is being written."""

from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client

from operators.models.working import Policy
from tests.admin.conftest import page_of

Door = Callable[[str], Client]
ADDRESS = "/admin/markdown/"


def shown(client: Client, text: str) -> str:
    response = client.post(ADDRESS, {"text": text})
    assert response.status_code == 200
    return unescape(response.content.decode())


def test_a_text_is_shown_as_readers_get_it(door: Door, policy: Policy) -> None:
    text = "**注意：**请 ask\r\n\r\n- [Claro](https://www.claro.com.pe/)\r\n- call 0800 00123"
    page = shown(door("ed1"), text)
    assert "<strong>注意：</strong>请 ask" in page
    assert '<a href="https://www.claro.com.pe/" rel="noopener noreferrer">Claro</a>' in page
    Policy.objects.update(summary={"en": text.replace("\r\n", "\n")})
    preview = unescape(door("ed1").get(page_of(policy, "preview", "en")).content.decode())
    made = page[page.index("<p>") : page.index("</ul>")]
    assert made in preview


def test_a_link_that_the_gate_would_refuse_is_said_at_once(door: Door, policy: Policy) -> None:
    page = shown(door("ed1"), "[here](https://evil.example/)")
    assert "<a " not in page
    assert page.count('class="kb-note"') == 1
    assert "evil.example" in page


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))"])  # fmt: skip  # noqa: E501
def test_code_stays_text(door: Door, policy: Policy, text: str) -> None:
    page = door("ed1").post(ADDRESS, {"text": text}).content.decode()
    assert ("<script" in page, "<img" in page, "<a " in page) == (False, False, False)


def test_a_text_of_a_book_is_refused(door: Door, policy: Policy) -> None:
    assert door("ed1").post(ADDRESS, {"text": "x" * 20_001}).status_code == 413
    assert door("ed1").post(ADDRESS, {"text": "x" * 20_000}).status_code == 200


def test_it_is_for_staff_who_may_see_policies_alone(door: Door, policy: Policy) -> None:
    assert Client().post(ADDRESS, {"text": "x"}).status_code == 403
    client = door("ed2")
    User.objects.get(username="ed2").groups.clear()
    assert client.post(ADDRESS, {"text": "x"}).status_code == 403
    assert door("ed1").get(ADDRESS).status_code == 405
