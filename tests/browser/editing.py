"""An editor's browser: logged in, on a page, with ears for what it complains about."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from operators.models.working import Policy
from tests.factories import make_user

SLUG = "claro-keep-alive-prepaid"


def logged_in(chromium: Browser, site: str, name: str, role: str) -> BrowserContext:
    """A browser in which somebody is logged in."""
    client = Client()
    client.force_login(make_user(name, role))
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en")
    context.set_default_timeout(60_000)
    cookie = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": cookie, "value": client.cookies[cookie].value, "url": site}])
    # A page tells that it is open at the same instant as it asks for the next one: the single connection that SQLite
    # in memory has in a test does not bear both.
    context.route("**/here/", lambda route: route.fulfill(json={"others": "", "saved": ""}))
    expect.set_options(timeout=60_000)
    return context


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page, and what its browser complains about: a script or style that the policy stopped, too."""
    page, faults = context.new_page(), []  # type: ignore[var-annotated]
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page, faults


def ready(page: Page) -> None:
    expect(page.locator("#steps-group.kb-sorted")).to_be_visible()
    # Widgets have filled themselves in, and what is there now counts as unchanged.
    page.wait_for_timeout(400)


def opened(context: BrowserContext, site: str) -> tuple[Page, Policy, list[str]]:
    page, faults = watched(context)
    policy = Policy.objects.get(slug=SLUG)
    page.goto(f"{site}/admin/operators/policy/{policy.pk}/change/")
    ready(page)
    return page, policy, faults


def keys(page: Page) -> list[str]:
    return [
        box.input_value() for box in page.locator("#steps-group .kb-row:not(.empty-form) input[name$='-key']").all()
    ]


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
