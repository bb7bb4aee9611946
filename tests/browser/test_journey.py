"""The whole way, by mouse and by keys alone: home, policy, self-check, plan, calendar file with the right days."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from operators.rendering.strings import BY_LANGUAGE as STRINGS
from tests.browser.test_reader import ANSWERS, LANGUAGES, VERDICT, watched

MOST_KEYS = 150
# Three things to settle, which take unlike times.
GIVEN = {**ANSWERS, "wallet_linked": "yes", "whatsapp_linked": "yes"}
Act = Callable[[Page, str], None]
Choose = Callable[[Page, str, str], None]


def click(page: Page, selector: str) -> None:
    page.locator(selector).first.click()


def click_answer(page: Page, key: str, code: str) -> None:
    # The label, as a finger would.
    page.locator(f'label:has(input[name="answer.{key}"][value="{code}"])').click()


def tab_to(page: Page, selector: str) -> None:
    """Tab on until what is wanted has the focus; it must be in sight then."""
    focused = page.locator(f":is({selector}):focus")
    for _ in range(MOST_KEYS):
        if focused.count():
            expect(focused).to_be_in_viewport(ratio=0.5)
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the Tab key")


def press(page: Page, selector: str) -> None:
    tab_to(page, selector)
    page.keyboard.press("Enter")


def press_answer(page: Page, key: str, code: str) -> None:
    """The Tab key leads to a question, arrows lead through its answers."""
    tab_to(page, f'input[name="answer.{key}"]')
    wanted = page.locator(f'input[name="answer.{key}"][value="{code}"]:focus')
    for _ in range(8):
        if wanted.count():
            return
        page.keyboard.press("ArrowUp")
    raise AssertionError(f"{code} of {key} is not reached by the arrow keys")


WAYS: dict[str, tuple[Act, Choose]] = {"mouse": (click, click_answer), "keys": (press, press_answer)}


def days_of(assessment: Any) -> list[date]:
    """The days that a calendar must hold, told from the API's answer."""
    plan = assessment["plan"]
    asked = [assessment["as_of"]] if any(item["kind"] == "find_out" for item in plan) else []
    remedies = [item["earliest_on"] for item in plan if item["kind"] == "remedy" and item["earliest_on"]]
    earliest = assessment["earliest_cancellation_on"]
    closed = [assessment["closed_by"]] if earliest and assessment["closed_by"] else []
    return [date.fromisoformat(day) for day in [*asked, *remedies, *([earliest] if earliest else []), *closed]]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_the_calendar(
    site: str, reader: BrowserContext, scripts: bool, language: str, way: str, tmp_path: Path
) -> None:
    act, choose = WAYS[way]
    page, faults = watched(reader, site)
    page.goto(f"{site}/{language}/")
    act(page, f'a[href="/{language}/policies/claro-cancellation-prepaid/"]')
    expect(page.locator("header .verdicts").first).to_contain_text(VERDICT[language], ignore_case=True)
    act(page, f'a[href^="/{language}/check/?operator=claro"]')
    expect(page.locator("#questions")).to_be_visible()
    for key, code in GIVEN.items():
        choose(page, key, code)
    act(page, "form.questions button[type=submit]")
    expect(page.locator("#result h2.headline")).to_contain_text(STRINGS[language]["headline_prepare_first"])
    if scripts:
        expect(page.locator("#result-title")).to_be_focused()
    expect(page.locator("#result .plan li").first).to_be_visible()
    with page.expect_download() as waiting:
        act(page, 'button[formaction*="/check.ics"]')
    waiting.value.save_as(tmp_path / "plan.ics")
    calendar: Any = Calendar.from_ical((tmp_path / "plan.ics").read_bytes())
    events = calendar.walk("VEVENT")

    told = reader.request.post(
        f"{site}/api/v1/readiness/?lang={language}",
        data={"operator": "claro", "line_type": "prepaid", "answers": GIVEN},
    ).json()
    assert [event.decoded("dtstart") for event in events] == days_of(told)
    assert len(set(days_of(told))) > 1
    assert all(str(event["summary"]).startswith("Claro") for event in events)
    # No answer got into an address, a cookie or anybody else's hands.
    assert "answer" not in page.url
    assert (reader.cookies(), faults) == ([], [])
