"""A result on paper: the whole of it, folded parts too, and none of the page's tools."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

LANGUAGES = ("zh-hans", "es", "en")
MOST = {"one": 7, "much": 8, "all": 6}
"""Sheets of A4, by what was answered; one more than are taken with the fonts of the machine this was written on."""
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
    expect(page.locator("#answers li")).to_have_text(["Whose name is the line in? Mine"])
    expect(page.locator("#messages blockquote")).to_have_count(3)
    expect(page.locator("#messages blockquote").last).to_be_visible()
    assert page.locator("#open .findings li").last.bounding_box()["height"] > 20  # type: ignore[index]
    # What stands in no way is among the answers already.
    for tool in ("#questions", ".sofar", ".take", "nav.main", ".crumbs", "#met"):
        expect(page.locator(tool)).to_be_hidden()
    for part in ("#result-title", "#result .plan", "#contacts", "#limits-title", "#sources"):
        expect(page.locator(part).first).to_be_visible()
    # Dark words on white, whatever the screen had, and nothing cut off at the side.
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    address = page.locator("#sources a").first.evaluate("one => getComputedStyle(one, '::after').content")
    assert "https://" in address or "attr(href)" in address


NOTHING_OPEN = {
    "line_holder": "mine", "data_match": "yes", "id_document": "passport", "in_peru": "no", "sms_reachable": "no",
    "sim_in_hand": "yes", "debt": "no", "device_contract": "no", "cross_border_service": "no", "bank_linked": "yes",
    "wallet_linked": "no", "whatsapp_linked": "yes", "wechat_linked": "yes", "other_logins": "no",
    "subscriptions": "no", "unfinished_matters": "no", "accept_privacy_risk": "yes", "accept_effort": "yes",
}  # fmt: skip
MUCH_IN_THE_WAY = {"line_holder": "other", "data_match": "no", "in_peru": "no", "debt": "yes", "bank_linked": "yes"}


def sheets(pdf: bytes) -> int:
    """How many pages a PDF of Chromium's has."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def answered(page: Page, site: str, language: str, answers: dict[str, str]) -> None:
    page.goto(f"{site}/{language}/check/?operator=claro&line_type=prepaid")
    for key, code in answers.items():
        page.locator(f'input[name="answer.{key}"][value="{code}"]').evaluate("one => { one.checked = true }")
    page.locator("#questions").evaluate("one => one.submit()")
    expect(page.locator("#result")).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_result_takes_few_sheets(site: str, page: Page, language: str) -> None:
    """What is needed at the counter, on the phone or in the chat stands on the first two of them."""
    found = {}
    for name, answers in (("one", {"line_holder": "mine"}), ("much", MUCH_IN_THE_WAY), ("all", NOTHING_OPEN)):
        answered(page, site, language, answers)
        found[name] = sheets(page.pdf(format="A4"))
    assert {name: count for name, count in found.items() if count > MOST[name]} == {}


def test_what_is_needed_first_comes_first(site: str, page: Page) -> None:
    answered(page, site, "en", NOTHING_OPEN)
    paper(page)
    parts = ("#result-title", "#plan-title", "#contacts", "#messages", "#answers", "#limits", "#sources")
    tops = [page.locator(part).bounding_box()["y"] for part in parts]  # type: ignore[index]
    assert tops == sorted(tops)
    # In two columns: the second half of the answers stands beside the first.
    lefts = page.locator("#answers li").evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert (len(lefts), len(set(lefts))) == (18, 2)


def test_a_caution_is_printed_whole(site: str, page: Page) -> None:
    page.goto(f"{site}/en/policies/pe-cancellation/")
    caution = page.locator(".title .caution-loss_of_line").first
    paper(page)
    expect(caution.locator("summary")).to_be_hidden()
    words = "for a cancellation on request nothing is published."
    seen = caution.locator("details").evaluate(
        """(one, words) => {
          const text = [...one.childNodes].find((node) => node.textContent.includes(words));
          const range = document.createRange();
          range.selectNodeContents(text);
          const box = range.getBoundingClientRect(), outer = one.parentElement.getBoundingClientRect();
          return box.height > 0 && box.bottom <= outer.bottom;
        }""",
        words,
    )
    assert seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_operators_are_printed_side_by_side_on_few_sheets(site: str, page: Page, language: str) -> None:
    page.goto(f"{site}/{language}/compare/")
    assert sheets(page.pdf(format="A4")) <= 12
    paper(page)
    lefts = (
        page.locator("#cancellation-prepaid tbody tr")
        .first.locator("td")
        .evaluate_all("all => all.map((one) => Math.round(one.getBoundingClientRect().left))")
    )
    assert (len(set(lefts)), lefts) == (5, sorted(lefts))
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator("#sources li").last).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_takes_few_sheets_and_its_steps_are_numbered(site: str, page: Page, language: str) -> None:
    page.goto(f"{site}/{language}/policies/claro-cancellation-prepaid/")
    assert sheets(page.pdf(format="A4")) <= 11
    paper(page)
    # A printer leaves backgrounds out: white on a dark circle would be no number at all.
    number = "one => { const said = getComputedStyle(one, '::before'); return [said.color, said.backgroundColor]; }"
    assert page.locator(".steps > li").first.evaluate(number) == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]


def test_the_marks_of_several_sources_do_not_run_together(site: str, page: Page) -> None:
    page.goto(f"{site}/en/compare/")
    several = page.locator(".notes a:nth-child(2)").first
    paper(page)
    assert several.evaluate("one => getComputedStyle(one, '::before').content") == '", "'


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
