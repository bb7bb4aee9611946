"""Fifty long edits whose session ends before they are saved; and the same fifty behind the stock door.

Everything that was typed comes back, is saved after a new log-in, and is told to nobody else in between.
"""

import random
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

import pytest
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client

from kb.entrance.sessions import end_sessions
from kb.staff_site import StaffSite
from operators import clock
from operators.models.fields import normal_text
from operators.models.working import Policy
from tests.admin.conftest import page_of
from tests.admin.pages import Data, add_row, form_data, row_of

Door = Callable[[str], Client]
PASSWORD = "correct horse battery staple"
LANGUAGES = ("_en", "_es", "_zh_hans")
ONE_LINE = ("title", "qualifier", "area", "plan", "duration")
WORDS = (
    "销户", "保号卡", "不能确定", "línea", "número", "¿cuándo?", "the line", "“quoted”", '"plain"', "it's", "a < b",
    "R&D", "&amp;", "&lt;b&gt;", "</textarea>", "<b>", "**bold**", "- a row", "1) first", "S/ 5.00", "🇵🇪", "ẋ̣",
    "e\u0301", "𠮷", "{{ x }}", "{% y %}", "%s", "a\tb", "　", "Ω", "ß", "+",
)  # fmt: skip


def text(dice: random.Random, name: str) -> str:
    """What a person may type: a few words, or pages of them, in any script, as a browser sends it."""
    longest = 400 if dice.random() < 0.1 else 12
    words = [dice.choice(WORDS) for _word in range(dice.randint(1, longest))]
    column = name.rsplit("-", 1)[-1]
    if column.startswith(ONE_LINE):
        return " ".join(words)[:200]
    return "".join(word + dice.choice((" ", " ", "\r\n", "\r\n\r\n")) for word in words)


class Typed(NamedTuple):
    """What somebody typed before the session ended: the whole form, and what it must come to."""

    data: Data
    texts: Data
    steps: list[str]


def type_for_long(dice: random.Random, opened: Data, number: int) -> Typed:
    data = dict(opened)
    there = [values[0] for name, values in data.items() if name.startswith("steps-") and name.endswith("-key")]
    gone = set(dice.sample(there, dice.randint(0, len(there) - 1)))
    for key in gone:
        data[f"{row_of(data, 'steps', key)}-DELETE"] = ["on"]
    stay = [key for key in there if key not in gone]
    for place in range(dice.randint(0, 3)):
        key = f"new-{number}-{place}"
        add_row(data, "steps", key=[key], our_advice=["on"], position=[""], title_es=[text(dice, "title_es")])
        stay.append(key)
    dice.shuffle(stay)
    for place, key in enumerate(stay, start=1):
        data[f"{row_of(data, 'steps', key)}-position"] = [str(place)]
    lost = tuple(f"{row_of(data, 'steps', key)}-" for key in gone)
    names = [name for name in data if name.endswith(LANGUAGES) and not name.startswith(lost or "-")]
    texts = {name: [text(dice, name)] for name in dice.sample(names, dice.randint(3, len(names)))}
    texts = {name: data[name] for name in names if "'new-" in str(data.get(f"{name.rpartition('-')[0]}-key"))} | texts
    return Typed(data | texts, texts, stay)


def ends(how: str, client: Client) -> None:
    """One of the ways in which a session is over by the time of saving."""
    key = client.session.session_key
    if how == "expired":
        Session.objects.filter(session_key=key).update(expire_date=clock.now() - timedelta(seconds=1))
    elif how == "deleted":
        Session.objects.filter(session_key=key).delete()
    elif how == "logged out in another tab":
        tab = Client()
        tab.cookies["session"] = key
        tab.post("/admin/logout/")
        assert not Session.objects.filter(session_key=key).exists()
    elif how == "ended by an administrator":
        assert end_sessions(User.objects.get(username="ed1")) >= 1
    elif how == "new password elsewhere":
        user = User.objects.get(username="ed1")
        user.set_password(PASSWORD)
        user.save()
    else:
        del client.cookies["session"]


HOW = (
    "expired", "deleted", "logged out in another tab", "ended by an administrator", "new password elsewhere",
    "cookie gone",
)  # fmt: skip


def log_in(client: Client) -> str:
    """By the form, in the browser that still shows the page; the new form token."""
    page = form_data(client.get("/admin/login/"), action="/admin/login/")
    posted = {"login": ["ed1"], "username": ["ed1"], "password": [PASSWORD]}
    assert client.post("/admin/login/", page | posted).status_code == 302
    return str(client.cookies["csrf"].value)


def plain(data: Data) -> Data:
    """Without what belongs to one session, and with line ends as a page holds them."""
    return {
        name: [value.replace("\r\n", "\n") for value in values]
        for name, values in data.items()
        if name != "csrfmiddlewaretoken"
    }


def come_back(door: Door, policy: Policy, rounds: int, *, rivals: bool = True) -> tuple[int, int, int]:
    """In how many rounds every field came back, was saved after a log-in, and was kept through a colleague's save."""
    given_back = saved = kept = 0
    client = Client(enforce_csrf_checks=True, headers={"accept-language": "en"})
    client.cookies = door("ed1").cookies
    opened = form_data(client.get(page_of(policy)), form="policy_form")
    for number in range(rounds):
        typed = type_for_long(random.Random(number), opened, number)
        ends(HOW[number % len(HOW)], client)
        rival = rivals and number % 5 == 4
        if rival:
            theirs = opened | {"scope_en": [f"Meanwhile {number}."]}
            assert door("ed2").post(page_of(policy), theirs).status_code == 302
        answer = client.post(page_of(policy), typed.data | {"_continue": ["1"]})
        if answer.status_code != 403:  # led to the log-in: there is no form to send again
            opened["csrfmiddlewaretoken"] = [log_in(client)]
            continue
        assert answer["Cache-Control"] == "no-store, private"
        again = form_data(answer, action=page_of(policy))
        given_back += plain(again) == plain(typed.data) | {"_continue": ["1"]}
        again["csrfmiddlewaretoken"] = [log_in(client)]
        answer = client.post(page_of(policy), again)
        if rival:  # told of the colleague's save, with every field still there
            told = form_data(answer, form="policy_form")
            kept += all(plain(told)[name] == plain(typed.texts)[name] for name in typed.texts)
            button = {"_reapply": [str(answer.context["conflict"].version)]}
            answer = client.post(page_of(policy), told | button)
        assert answer.status_code == 302, answer.context["errors"]
        opened = form_data(client.get(page_of(policy)), form="policy_form")
        saved += shows(opened, typed) and list(policy.steps.values_list("key", flat=True)) == typed.steps
    return given_back, saved, kept


def shows(page: Data, typed: Typed) -> bool:
    """Whether the page, opened anew, holds each text that was typed."""
    for name, values in typed.texts.items():
        prefix, _dash, column = name.rpartition("-")
        key = typed.data.get(f"{prefix}-key")
        here = f"{row_of(page, prefix.split('-')[0], key[0])}-{column}" if key else name
        if [normal_text(page[here][0])] != [normal_text(value) for value in values]:
            return False
    return True


@pytest.mark.parametrize("rounds", [6, pytest.param(50, marks=pytest.mark.slow)])
def test_fifty_lost_sessions_lose_nothing(door: Door, policy: Policy, rounds: int) -> None:
    assert come_back(door, policy, rounds) == (rounds, rounds, rounds // 5)


def test_behind_the_stock_door_each_of_them_is_lost(
    door: Door, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same fifty with Django's own guard, which leads to the log-in and drops what was posted."""
    before = {name: getattr(policy, name) for name in ("title", "summary")}
    monkeypatch.setattr(StaffSite, "admin_view", AdminSite.admin_view)
    assert come_back(door, policy, 50, rivals=False) == (0, 0, 0)
    policy.refresh_from_db()
    assert {name: getattr(policy, name) for name in before} == before
