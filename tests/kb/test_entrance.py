"""Log-in: a second factor, few guesses, no way out of this site, and nothing of it on a public address."""

import logging
import re
import time
from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from kb.entrance import lockout
from kb.entrance.models import Failure
from operators.roles import ADMINISTRATOR, EDITOR, ensure_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LOGIN = "/admin/login/"
PASSWORD = "correct horse battery staple"


@pytest.fixture(autouse=True)
def people() -> None:
    make_user("ed1")
    make_user("ed2")


def try_in(name: str = "ed1", password: str = "wrong", client: Client | None = None, **headers: str) -> Any:
    client = client or Client()
    return client.post(LOGIN, {"username": name, "password": password}, headers=headers, REMOTE_ADDR="203.0.113.7")


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def with_app(name: str) -> str:
    """Give an account an authenticator app; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(User.objects.get(username=name), secret)
    return secret


# Guessing


def test_the_eleventh_guess_is_not_looked_at_and_neither_is_the_right_password() -> None:
    codes = [try_in().status_code for _guess in range(50)]
    assert codes == [200] * 10 + [429] * 40
    refused = try_in(password=PASSWORD)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert not Session.objects.exists()


def test_a_colleague_elsewhere_and_the_owner_elsewhere_come_in() -> None:
    for _guess in range(11):
        try_in()
    assert try_in("ed2", PASSWORD).status_code == 302
    elsewhere = Client().post(LOGIN, {"username": "ed1", "password": PASSWORD}, REMOTE_ADDR="198.51.100.1")
    assert elsewhere.status_code == 302


def test_a_made_up_address_in_a_header_does_not_help(settings: Any) -> None:
    codes = [try_in(x_forwarded_for=f"198.51.100.{number}").status_code for number in range(12)]
    assert codes == [200] * 10 + [429] * 2
    settings.KB_NUM_PROXIES = 1
    forged = [try_in("ed2", x_forwarded_for=f"198.51.100.{number}, 203.0.113.9").status_code for number in range(12)]
    assert forged == [200] * 10 + [429] * 2


@pytest.mark.parametrize("name", ["ED1", " ed1 ", "ed1"])
def test_other_ways_of_writing_a_name_are_the_same_account(name: str) -> None:
    for _guess in range(10):
        try_in(name)
    assert try_in("ed1").status_code == 429


def test_one_address_cannot_go_through_many_names() -> None:
    codes = [try_in(f"name{number}").status_code for number in range(52)]
    assert codes == [200] * 50 + [429] * 2


def test_the_lock_ends_after_a_quarter_of_an_hour_however_often_it_was_tried() -> None:
    with time_machine.travel("2026-11-22T12:00:00Z", tick=False) as clock:
        for _guess in range(10):
            try_in()
        clock.shift(timedelta(minutes=14))
        assert try_in(password=PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=1, seconds=1))
        assert try_in(password=PASSWORD).status_code == 302


def test_whoever_comes_in_had_only_mistyped() -> None:
    for _round in range(3):
        assert [try_in().status_code for _guess in range(9)] == [200] * 9
        assert try_in(password=PASSWORD).status_code == 302


def test_no_typed_name_and_no_address_is_kept() -> None:
    try_in("a-password-typed-into-the-wrong-box")
    kept = " ".join(str(value) for row in Failure.objects.values() for value in row.values())
    assert "wrong-box" not in kept
    assert "203.0.113.7" not in kept


def test_every_failed_attempt_is_logged_without_what_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="kb.entrance"):
        try_in("ed1", "s3cret-guess")
        try_in("hunter2-typed-as-name", "s3cret-guess")
    lines = [record.getMessage() for record in caplog.records if record.name == "kb.entrance"]
    assert lines == [
        "log-in failed: account ed1 from 203.0.113.7",
        "log-in failed: an account that does not exist from 203.0.113.7",
    ]
    assert "s3cret" not in caplog.text


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_many_guesses_at_one_instant_no_more_than_ten_are_looked_at() -> None:
    """Threads, each with a connection of its own, as several processes have."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    looked_at: list[bool] = []

    def guess() -> None:
        try:
            looked_at.append(lockout.begin("ed1", "203.0.113.7") is not None)
        finally:
            connection.close()

    threads = [Thread(target=guess) for _guess in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert (len(looked_at), sum(looked_at) <= lockout.LIMIT) == (30, True)


# Who is let in, and where to


def test_only_staff_come_in() -> None:
    User.objects.create_user("reader", password=PASSWORD)
    User.objects.create_user("gone", password=PASSWORD, is_staff=True, is_active=False)
    assert [try_in(name, PASSWORD).status_code for name in ("reader", "gone", "nobody")] == [200, 200, 200]
    assert not Session.objects.exists()


def test_whoever_is_staff_no_longer_is_logged_out_by_the_next_page() -> None:
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    User.objects.filter(username="ed1").update(is_staff=False)
    assert client.get("/admin/", follow=True).status_code == 200
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target",
    ["//evil.example/admin/", "https://evil.example/admin/", "/es/", "\\\\evil.example", "javascript:alert(1)",
     "http://testserver@evil.example/admin/", "/%09/evil.example", "///evil.example/admin/", "https:/admin/"],
)  # fmt: skip
def test_nobody_is_sent_off_the_staffs_pages(target: str) -> None:
    client = Client()
    response = client.post(LOGIN, {"username": "ed1", "password": PASSWORD, "next": target})
    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_whoever_asked_for_a_page_gets_there() -> None:
    sent = Client().get("/admin/operators/policy/")
    assert sent["Location"] == "/admin/login/?next=/admin/operators/policy/"
    client = Client()
    assert 'name="next" value="/admin/operators/policy/"' in client.get(sent["Location"]).content.decode()
    posted = {"username": "ed1", "password": PASSWORD, "next": "/admin/operators/policy/"}
    assert client.post(LOGIN, posted)["Location"] == "/admin/operators/policy/"


@pytest.mark.parametrize("path", ["signup/", "password/reset/", "email/", "password/set/", "confirm-email/", "login/"])
def test_what_is_closed_has_no_address(path: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    assert client.get(f"/admin/account/{path}").status_code == 404


def test_log_in_page_is_strict_and_kept_by_nobody() -> None:
    response = Client().get(LOGIN)
    assert (response.status_code, list(response.cookies)) == (200, ["csrf"])
    assert response["Cache-Control"] == "no-store, private"
    assert "unsafe" not in response["Content-Security-Policy"]
    page = response.content.decode()
    assert [
        tag for tag in re.findall(r"<script[^>]*>", page) if "src=" not in tag and "application/json" not in tag
    ] == []
    assert not re.search(r"<style|\sstyle=|\son\w+=", page)


@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_pages_of_log_in_speak_the_staffs_language(language: str) -> None:
    page = Client(headers={"accept-language": language}).get(LOGIN).content.decode()
    assert f'<html lang="{language}"' in page


# The second factor


def test_with_an_app_a_password_alone_opens_nothing() -> None:
    secret = with_app("ed1")
    client = Client()
    first = try_in(password=PASSWORD, client=client)
    assert first["Location"].startswith("/admin/account/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302
    assert client.post("/admin/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.get("/admin/").status_code == 302
    assert client.post("/admin/account/2fa/authenticate/", {"code": code(secret)})["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_a_code_lets_in_once() -> None:
    secret = with_app("ed1")
    once = code(secret)
    answers = []
    for _time in range(2):
        client = Client()
        try_in(password=PASSWORD, client=client)
        answers.append(client.post("/admin/account/2fa/authenticate/", {"code": once}).status_code)
    assert answers == [302, 200]


def test_codes_are_guessed_ten_times_from_everywhere_together() -> None:
    secret = with_app("ed1")
    for number in range(11):
        client = Client()
        client.post(LOGIN, {"username": "ed1", "password": PASSWORD}, REMOTE_ADDR=f"198.51.100.{number}")
        client.post("/admin/account/2fa/authenticate/", {"code": "000000"})
    client.post("/admin/account/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/admin/").status_code == 302
    call_command("unlock_account", "ed1")
    client.post("/admin/account/2fa/authenticate/", {"code": code(secret)})
    assert client.get("/admin/").status_code == 200


def test_a_recovery_code_lets_in_once() -> None:
    with_app("ed1")
    codes = RecoveryCodes.activate(User.objects.get(username="ed1")).get_unused_codes()
    answers = []
    for _time in range(2):
        client = Client()
        try_in(password=PASSWORD, client=client)
        answers.append(client.post("/admin/account/2fa/authenticate/", {"code": codes[0]}).status_code)
    assert answers == [302, 200]


def test_an_app_is_set_up_after_the_password_and_gives_recovery_codes() -> None:
    client = Client()
    try_in(password=PASSWORD, client=client)
    client.get("/admin/account/2fa/totp/activate/")
    client.post("/admin/account/reauthenticate/", {"password": PASSWORD})
    page = client.get("/admin/account/2fa/totp/activate/").content.decode()
    assert '<svg class="kb-qr"' in page
    assert "data:" not in page
    secret = client.session["mfa.totp.secret"]
    done = client.post("/admin/account/2fa/totp/activate/", {"code": code(secret)})
    assert done["Location"] == "/admin/account/2fa/recovery-codes/"
    assert len(re.findall(r"\d{8}", client.get(done["Location"]).content.decode())) >= 10
    assert Authenticator.objects.filter(user__username="ed1").count() == 2


@pytest.fixture
def required(settings: Any) -> None:
    settings.KB_REQUIRE_MFA = True


def test_where_it_is_required_nothing_comes_before_setting_one_up(required: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    for path in ("/admin/", "/admin/operators/policy/", "/admin/operators/policy/add/"):
        assert client.get(path)["Location"] == "/admin/account/2fa/"
    assert client.get("/admin/account/2fa/").status_code == 200
    lost = client.post("/admin/operators/faqentry/add/", {"slug": "typed-for-an-hour"})
    assert lost.status_code == 403
    assert "typed-for-an-hour" in lost.content.decode()
    with_app("ed1")
    assert client.get("/admin/operators/policy/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(required: None) -> None:
    RecoveryCodes.activate(User.objects.get(username="ed1"))
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    assert client.get("/admin/")["Location"] == "/admin/account/2fa/"


def test_where_it_is_not_required_a_password_is_enough() -> None:
    client = Client()
    assert try_in(password=PASSWORD, client=client)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


# Ends of sessions, and help for whoever is locked out


def test_a_new_password_ends_all_other_sessions() -> None:
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(User.objects.get(username="ed1"))
    new = {"old_password": PASSWORD, "new_password1": "another long password", "new_password2": "another long password"}
    assert here.post("/admin/password_change/", new).status_code == 302
    assert (here.get("/admin/").status_code, there.get("/admin/").status_code) == (200, 302)


def test_a_change_of_role_ends_the_sessions() -> None:
    adm, ed = make_user("adm", ADMINISTRATOR), User.objects.get(username="ed1")
    ensure_roles(Group, Permission)
    there, root = Client(), Client()
    there.force_login(ed)
    root.force_login(adm)
    kept = {"username": "ed1", "is_active": "on", "is_staff": "on", "groups": str(Group.objects.get(name=EDITOR).pk)}
    page = f"/admin/auth/user/{ed.pk}/change/"
    assert root.post(page, kept | {"first_name": "Eva"}).status_code == 302
    assert there.get("/admin/").status_code == 200
    assert root.post(page, kept | {"groups": str(Group.objects.get(name=ADMINISTRATOR).pk)}).status_code == 302
    assert there.get("/admin/").status_code == 302


def test_an_administrator_makes_no_superuser() -> None:
    adm, ed = make_user("adm", ADMINISTRATOR), User.objects.get(username="ed1")
    root = User.objects.create_superuser("root", password=PASSWORD)
    client = Client()
    client.force_login(adm)
    asked = {"username": "ed1", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    every = [str(one.pk) for one in Permission.objects.all()]
    client.post(f"/admin/auth/user/{ed.pk}/change/", asked | {"user_permissions": every})
    ed.refresh_from_db()
    assert (ed.is_superuser, ed.user_permissions.count()) == (False, 0)
    assert client.post(f"/admin/auth/user/{root.pk}/change/", asked).status_code == 403
    new = {"password1": "another long password", "password2": "another long password"}
    assert client.post(f"/admin/auth/user/{root.pk}/password/", new).status_code == 403
    assert Client().login(username="root", password=PASSWORD)


def test_a_lost_device_is_replaced_by_command(caplog: pytest.LogCaptureFixture, capsys: Any) -> None:
    with_app("ed1")
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    with caplog.at_level(logging.WARNING, logger="kb.entrance"):
        call_command("reset_second_factor", "ed1")
    assert "ed1: 1 second factors taken away, 1 sessions ended." in capsys.readouterr().out
    assert "second factors of account ed1 reset by command" in caplog.text
    assert client.get("/admin/").status_code == 302
    assert try_in(password=PASSWORD)["Location"] == "/admin/"


def test_an_account_is_unlocked_by_command(caplog: pytest.LogCaptureFixture) -> None:
    for _guess in range(11):
        try_in()
    with caplog.at_level(logging.WARNING, logger="kb.entrance"):
        call_command("unlock_account", "ed1")
    assert "account ed1 unlocked by command" in caplog.text
    assert try_in(password=PASSWORD).status_code == 302


@pytest.mark.parametrize("command", ["unlock_account", "reset_second_factor"])
def test_an_account_that_does_not_exist_is_said(command: str) -> None:
    with pytest.raises(CommandError, match="There is no account nobody"):
        call_command(command, "nobody")


def test_public_addresses_know_nothing_of_log_in(required: None) -> None:
    client = Client()
    client.force_login(User.objects.get(username="ed1"))
    for path in ("/es/", "/en/faq/", "/api/v1/policies/", "/healthz"):
        response = client.get(path)
        assert "Cookie" not in response.get("Vary", "")
        assert "Set-Cookie" not in response
        assert not hasattr(response.wsgi_request, "allauth")
        assert not hasattr(response.wsgi_request, "session")
