"""A result on paper: the whole of it, folded parts too, and none of the page's tools."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

PAPER = {"width": 718, "height": 1000}  # A4 less its margins, at 96 dots an inch


@pytest.fixture
def page(chromium: Any) -> Any:
    context = chromium.new_context(viewport=PAPER, color_scheme="dark", reduced_motion="reduce")
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def paper(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")


def test_a_result_is_printed_whole(site: str, page: Page) -> None:
    page.goto(f"{site}/en/check/?operator=claro&line_type=prepaid")
    page.locator('input[name="answer.line_holder"][value="mine"]').check()
    expect(page.locator("#result")).to_be_visible()
    folded = page.locator("#open .findings li").first
    expect(folded).to_be_hidden()
    paper(page)
    expect(folded).to_be_visible()
    expect(page.locator("#met li").first).to_be_visible()
    assert page.locator("#open .findings li").last.bounding_box()["height"] > 20  # type: ignore[index]
    for tool in ("#questions", ".sofar", ".take", "nav.main", ".crumbs"):
        expect(page.locator(tool)).to_be_hidden()
    for part in ("#result-title", "#result .plan", "#contacts", "#limits-title", "#sources"):
        expect(page.locator(part).first).to_be_visible()
    # Dark words on white, whatever the screen had, and nothing cut off at the side.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    address = page.locator("#sources a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://" in address or "attr(href)" in address


def test_a_plan_for_keeping_is_printed_whole(site: str, page: Page) -> None:
    page.goto(f"{site}/zh-hans/keep/?operator=bitel")
    page.locator("#last_top_up").fill("2026-10-03")
    page.locator('input[name="balance"][value="without"]').check()
    page.locator("form.planner button[type=submit]").click()
    expect(page.locator("#plan")).to_be_visible()
    paper(page)
    for tool in ("#planner", ".actions", "nav.main", ".crumbs"):
        for one in page.locator(tool).all():
            expect(one).to_be_hidden()
    expect(page.locator("#plan time[datetime='2027-05-31']").first).to_be_visible()
    expect(page.locator("#sources")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
