"""A passkey of the staff in a real browser, with an authenticator of Chromium's own, under the strict policy."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, BrowserContext, CDPSession, expect

from tests.factories import make_user

PASSWORD = "correct horse battery staple"


class Desk:
    """A browser on somebody's desk, with an authenticator that answers as a laptop's fingerprint reader would."""

    def __init__(self, context: BrowserContext, site: str) -> None:
        self.context, self.site, self.page = context, site, context.new_page()
        self.faults: list[str] = []
        context.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.cdp: CDPSession = context.new_cdp_session(self.page)
        self.cdp.send("WebAuthn.enable")
        reader = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.reader = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": reader})["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.cdp.send("WebAuthn.getCredentials", {"authenticatorId": self.reader})[
            "credentials"
        ]
        return found

    def password(self) -> None:
        self.page.goto(f"{self.site}/admin/login/")
        self.page.locator("[name=username]").fill("ed1")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.get_by_role("button", name="Log in", exact=True).click()

    def offer_passkey(self) -> None:
        self.page.goto(f"{self.site}/admin/login/")

    def passkey(self) -> None:
        self.offer_passkey()
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Log in with a passkey").click()

    def register(self) -> list[str]:
        """Set a passkey up, as somebody who is logged in with a password; the recovery codes that come with it."""
        self.password()
        expect(self.page).to_have_url(f"{self.site}/admin/")
        self.page.goto(f"{self.site}/admin/account/2fa/webauthn/add/")
        # The password once more: who finds a browser open adds no key of theirs.
        expect(self.page).to_have_url(re.compile("/admin/account/reauthenticate/"))
        self.page.locator("[name=password]").fill(PASSWORD)
        self.page.locator("[name=password]").press("Enter")
        self.page.locator("[name=name]").fill("Laptop")
        self.page.locator("[name=passwordless]").check()
        self.page.get_by_role("button", name="Add").click()
        expect(self.page).to_have_url(re.compile("/admin/account/2fa/recovery-codes/"))
        return self.page.locator("textarea").input_value().split()

    def enter(self, code: str) -> None:
        """The password, then a code."""
        self.password()
        self.enter_code(code)

    def enter_code(self, code: str) -> None:
        self.page.locator("[name=code]").fill(code)
        self.page.get_by_role("button", name="Sign In").click()

    def log_out(self) -> None:
        self.page.goto(f"{self.site}/admin/")
        self.page.get_by_role("button", name="Log out").click()
        expect(self.page.locator("h1", has_text="Logged out")).to_be_visible()
        assert not Session.objects.exists()


@pytest.fixture
def desk(transactional_db: None, live_server: Any, chromium: Browser) -> Iterator[Desk]:
    make_user("ed1")
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    context.set_default_timeout(40_000)
    expect.set_options(timeout=40_000)
    # The address has a name: a passkey is never made for a bare number.
    yield Desk(context, str(live_server.url).replace("127.0.0.1", "localhost"))
    context.close()


def inside(desk: Desk) -> None:
    expect(desk.page.locator("h1", has_text="What waits for you")).to_be_visible()


def shut(desk: Desk) -> None:
    """Nobody is logged in."""
    desk.page.goto(f"{desk.site}/admin/operators/policy/")
    expect(desk.page).to_have_url(re.compile("/admin/(login|account/2fa/authenticate)/"))
    assert [one for one in Session.objects.all() if "_auth_user_id" in one.get_decoded()] == []


def test_a_passkey_is_set_up_and_opens_the_door_alone(desk: Desk) -> None:
    codes = desk.register()
    assert len(set(codes)) == 10
    (made,) = desk.credentials()
    assert (made["isResidentCredential"], made["rpId"]) == (True, "localhost")
    (kept,) = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    assert (kept.user.get_username(), str(kept)) == ("ed1", "Laptop")
    desk.log_out()
    desk.passkey()
    inside(desk)
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(kept.user_id)]
    assert desk.faults == []


def test_after_a_password_the_passkey_is_asked_for(desk: Desk) -> None:
    desk.register()
    desk.log_out()
    desk.password()
    expect(desk.page).to_have_url(re.compile("/admin/account/2fa/authenticate/"))
    shut(desk)
    desk.page.get_by_role("button", name="Use a security key").click()
    inside(desk)
    assert desk.faults == []


def test_a_recovery_code_stands_in_for_a_lost_passkey_once(desk: Desk) -> None:
    first, second = desk.register()[:2]
    desk.log_out()
    desk.cdp.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": desk.reader})
    desk.enter(first)
    inside(desk)
    desk.log_out()
    desk.enter(first)
    expect(desk.page.locator(".errorlist")).to_be_visible()
    shut(desk)
    desk.enter_code(second)
    inside(desk)


def test_a_passkey_that_was_taken_away_or_of_somebody_who_left_opens_nothing(desk: Desk) -> None:
    desk.register()
    desk.log_out()
    User.objects.filter(username="ed1").update(is_staff=False)
    desk.passkey()
    shut(desk)
    User.objects.filter(username="ed1").update(is_staff=True)
    desk.passkey()
    inside(desk)
    desk.log_out()
    Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).delete()
    desk.passkey()
    shut(desk)


def test_without_the_finger_of_its_owner_a_passkey_opens_nothing(desk: Desk) -> None:
    """A stolen laptop: the key is there, and nobody whom it knows."""
    desk.register()
    desk.log_out()
    desk.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": desk.reader, "isUserVerified": False})
    desk.offer_passkey()
    desk.page.get_by_role("button", name="Log in with a passkey").click()
    desk.page.wait_for_timeout(2000)
    expect(desk.page).to_have_url(f"{desk.site}/admin/login/")
    shut(desk)
