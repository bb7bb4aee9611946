"""A result is shared by a link whose answers reach nobody but whoever opens it."""

from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from operators.rendering.strings import BY_LANGUAGE as STRINGS
from tests.browser.test_reader import LANGUAGES, watched

PATH = "check/?operator=claro&line_type=prepaid"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_is_shared_and_opened(
    site: str, reader: BrowserContext, chromium: Any, scripts: bool, language: str, settings: Any
) -> None:
    settings.KB_SITE_URL = site
    page, faults = watched(reader, site)
    page.goto(f"{site}/{language}/{PATH}")
    page.locator('input[name="answer.line_holder"][value="other"]').check()
    if not scripts:
        page.locator("form.questions button[type=submit]").click()
    expect(page.locator("#result h2.headline")).to_contain_text(STRINGS[language]["headline_blocked"])
    assert page.locator("#share-link").count() == 0
    page.get_by_role("button", name=STRINGS[language]["share_make"]).click()
    link = page.locator("#share-link").input_value()
    assert "line_holder=other" in link
    assert "other" not in page.url
    # A button that only a script can serve is hidden, once the stylesheet is there, where none runs.
    expect(page.locator("[data-copy]")).to_be_visible(visible=scripts)

    other = chromium.new_context(java_script_enabled=scripts)
    friend, theirs = watched(other, site)
    sent: list[str] = []
    friend.on("request", lambda request: sent.append(request.url))
    friend.goto(link)
    if not scripts:
        expect(friend.locator("h1")).to_have_text(STRINGS[language]["open_title"])
        friend.locator("#link").fill(link)
        friend.locator("#paste button").click()
    expect(friend.locator("#result h2.headline")).to_contain_text(STRINGS[language]["headline_blocked"])
    expect(friend.locator("#shared")).to_contain_text(STRINGS[language]["link_same"])
    assert friend.locator('input[name="answer.line_holder"][value="other"]').is_checked()
    # Neither the address that is left nor any that was asked for holds an answer.
    assert not any("other" in url for url in [*sent, friend.url])
    assert (faults, theirs, reader.cookies(), other.cookies()) == ([], [], [], [])
    if scripts:
        # A second link in the same window is opened too, and a spoilt one is told.
        friend.evaluate("link => { location.href = link }", link[:-1])
        expect(friend.locator("h1")).to_have_text(STRINGS[language]["open_bad"])
        expect(friend.locator("main .lead")).to_have_text(STRINGS[language]["link_cut"])
        friend.evaluate("link => { location.href = link }", link)
        expect(friend.locator("#shared")).to_contain_text(STRINGS[language]["link_same"])
    other.close()
