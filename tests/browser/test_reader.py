"""A reader on a phone finds the verdict, its sources and the plan, in each language, without a script too."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

LANGUAGES = ("zh-hans", "es", "en")
ANSWERS = {
    "line_holder": "mine",
    "data_match": "yes",
    "id_document": "dni",
    "in_peru": "no",
    "sms_reachable": "yes",
    "debt": "no",
    "device_contract": "no",
    "cross_border_service": "no",
    "bank_linked": "yes",
    "wallet_linked": "no",
    "whatsapp_linked": "no",
    "wechat_linked": "no",
    "other_logins": "no",
    "subscriptions": "no",
    "unfinished_matters": "no",
    "accept_privacy_risk": "yes",
    "accept_effort": "yes",
}
# The outcome and the verdict, as each language says them.
HEADLINE = {"zh-hans": "先做准备", "es": "Primero prepárate", "en": "Prepare first"}
VERDICT = {"zh-hans": "部分支持在线", "es": "En parte en línea", "en": "Partly online"}


def watched(context: BrowserContext, site: str) -> tuple[Page, list[str]]:
    """A page, and everything it should not do: errors, and requests to anywhere else."""
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(site) else faults.append(request.url))
    return page, faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_finds_verdict_sources_and_plan(site: str, reader: BrowserContext, language: str) -> None:
    page, faults = watched(reader, site)
    page.goto(f"{site}/{language}/")
    assert page.locator("html").get_attribute("lang").lower() == language  # type: ignore[union-attr]
    page.get_by_role("link", name="Claro", exact=True).first.click()
    page.locator(f'a[href="/{language}/policies/claro-cancellation-prepaid/"]').first.click()

    # The verdict stands first, and the sources are numbered footnotes with their hosts.
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("header .verdicts").first).to_contain_text(re.compile(VERDICT[language], re.IGNORECASE))
    assert page.locator("#sources a[href^='https://gestion.pe/']").count() > 0

    page.locator(f'a[href^="/{language}/check/?operator=claro"]').first.click()
    for key, code in ANSWERS.items():
        page.locator(f'input[name="answer.{key}"][value="{code}"]').check()
    page.locator("form.questions button[type=submit]").click()
    expect(page.locator("#result h2.headline")).to_contain_text(re.compile(HEADLINE[language], re.IGNORECASE))
    first = page.locator("#result .plan li").first
    expect(first).to_be_visible()
    assert page.locator("#result .plan li").count() > 6
    assert page.locator("#sources li").count() > 5
    # Answers are in no address and no cookie.
    assert "answer" not in page.url
    assert reader.cookies() == []
    assert faults == []
    # Before its stylesheet is there a page has no width that means anything.
    page.wait_for_load_state("load")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth") if _runs(page) else True


def _runs(page: Page) -> bool:
    """Whether the page may run scripts at all; without them nothing can be measured in it."""
    try:
        return bool(page.evaluate("1") == 1)
    except Exception:
        return False


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_plans_how_to_keep_a_number(site: str, reader: BrowserContext, language: str) -> None:
    page, faults = watched(reader, site)
    page.goto(f"{site}/{language}/keep/?operator=bitel")
    page.locator("#last_top_up").fill("2026-10-03")
    page.locator('input[name="balance"][value="without"]').check()
    page.locator("form.planner button[type=submit]").click()
    # The earlier of the two published terms, and the disagreement beside it.
    expect(page.locator("#plan time[datetime='2027-05-31']").first).to_be_visible()
    expect(page.locator("#plan .differ").first).to_be_visible()
    assert faults == []


def test_nothing_leaves_the_page_sideways_on_a_phone(site: str, chromium: Any) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for language in LANGUAGES:
        for path in ("", "policies/bitel-cancellation-prepaid/", "policies/pe-identity/", "faq/", "check/", "keep/"):
            page.goto(f"{site}/{language}/{path}")
            assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0, page.url
    context.close()
