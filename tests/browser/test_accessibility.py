"""axe-core finds no violation of WCAG 2.2 AA on any kind of public page, in any language, light or dark."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

PAGES = (
    "",
    "operators/claro/",
    "policies/bitel-cancellation-prepaid/",
    "policies/pe-cancellation/",
    "policies/pe-unlinking/",
    "policies/pe-cancellation/editions/1/",
    "policies/pe-cancellation/diff/?from=1&to=2",
    "compare/",
    "changes/",
    "method/",
    "faq/",
    "faq/what-is-a-number-keeping-sim/",
    "check/",
    "check/?operator=entel",
    "check/shared/",
    "keep/?operator=claro",
    "report/?kind=policy&slug=pe-cancellation",
    "report/received/",
    "nothing-here/",
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What stands alone, and is not a word in a sentence; boxes to tick have their spacing, which axe weighs.
SMALL = """() => [...document.querySelectorAll("a, button, summary, input:is([type=submit], [type=button])")]
    .filter((one) => one.checkVisibility({visibilityProperty: true}) && getComputedStyle(one).display !== "inline")
    .map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && Math.min(box.width, box.height) < 24)
    .map(([what, box]) => `${box.width} x ${box.height}: ${what}`)"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_no_violation_on_the_pages_of_the_api(site: str, chromium: Any, width: int, scheme: str) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 844})
    page = context.new_page()
    for path in ("/api/docs/", "/api/docs/problems/"):
        page.goto(f"{site}{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_no_violation_on_any_kind_of_page(site: str, chromium: Any, language: str, scheme: str) -> None:
    # The policy forbids scripts of others, axe's too: it is put in as the tester's, past that policy.
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 390, "height": 844})
    page = context.new_page()
    found: dict[str, list[Any]] = {}
    for path in PAGES:
        page.goto(f"{site}/{language}/{path}")
        violations = Axe().run(page, options=RULES).response["violations"]
        if violations:
            found[path] = [(one["id"], one["nodes"][0]["html"][:160]) for one in violations]
        if small := page.evaluate(SMALL):
            found[f"{path} small"] = small
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_no_violation_on_a_result_its_link_and_a_shared_one(
    site: str, chromium: Any, language: str, width: int, settings: Any
) -> None:
    settings.KB_SITE_URL = site
    scheme = "dark" if width == 390 else "light"
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 700})
    context.set_default_timeout(15_000)
    page = context.new_page()

    def sound() -> None:
        violations = Axe().run(page, options=RULES).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in violations] == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    page.goto(f"{site}/{language}/check/?operator=claro&line_type=prepaid")
    page.locator('input[name="answer.bank_linked"][value="yes"]').check()
    page.locator("#result").wait_for()
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    sound()
    page.locator("button[name=share]").click()
    link = page.locator("#share-link").input_value()
    sound()
    page.goto(link)
    page.locator("#shared").wait_for()
    sound()
    page.goto("about:blank")
    page.goto(link[:-1])
    page.locator("main .button").wait_for()
    sound()
    context.close()
