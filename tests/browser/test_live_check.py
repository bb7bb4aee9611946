"""While one answers, the result stands beside the questions: in order, announced, and honest when it cannot be had."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from operators.rendering.strings import BY_LANGUAGE as STRINGS
from tests.browser.test_reader import LANGUAGES, watched

PATH = "check/?operator=claro&line_type=prepaid"


@pytest.fixture
def desk(chromium: Any) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(10_000)
    yield context
    context.close()


def choose(page: Page, key: str, code: str) -> None:
    page.locator(f'input[name="answer.{key}"][value="{code}"]').check()


def answers(request: Any) -> str:
    return str(request.post_data or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_answering_updates_the_result_and_keeps_the_place(site: str, desk: BrowserContext, language: str) -> None:
    page, faults = watched(desk, site)
    page.goto(f"{site}/{language}/{PATH}")
    address = page.url
    expect(page.locator("#sofar")).to_have_text(STRINGS[language]["so_far_waiting"])
    choose(page, "line_holder", "other")
    expect(page.locator("#sofar .headline")).to_contain_text(STRINGS[language]["headline_blocked"])
    expect(page.locator("#result h2.headline")).to_contain_text(STRINGS[language]["headline_blocked"])
    # Said once, in the same words, to whoever cannot see it; and the place is kept.
    expect(page.locator("#said")).to_contain_text(STRINGS[language]["headline_blocked"])
    assert page.evaluate("document.activeElement.value") == "other"
    choose(page, "line_holder", "mine")
    expect(page.locator("#sofar .headline")).not_to_contain_text(STRINGS[language]["headline_blocked"])
    assert page.evaluate("document.activeElement.value") == "mine"
    # What the button of the form gives without scripts is what stands here.
    live = page.locator("#outcome").inner_html()
    with page.expect_navigation():
        page.evaluate("document.querySelector('#questions').submit()")
    assert page.locator("#outcome").inner_html() == live
    assert page.url == f"{address}#result"
    assert (desk.cookies(), faults) == ([], [])


def test_an_answer_that_was_overtaken_is_never_shown(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    held: list[Route] = []

    def slow(route: Route) -> None:
        if "line_holder=other&" in answers(route.request):
            held.append(route)
        else:
            route.continue_()

    page.route("**/check/**", slow)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "other")
    page.wait_for_timeout(600)
    assert len(held) == 1
    choose(page, "line_holder", "mine")
    expect(page.locator("#sofar .headline")).to_be_visible()
    late = "<div id='sofar'>OVERTAKEN</div><div id='outcome'>OVERTAKEN</div>"
    held[0].fulfill(body=late, content_type="text/html")
    page.wait_for_timeout(600)
    assert "OVERTAKEN" not in page.content()


def test_a_late_answer_is_dropped_even_where_a_request_cannot_be_called_back(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    # A browser that cannot abort: the first answer comes, and comes last.
    page.add_init_script(
        """const real = window.fetch; let calls = 0;
        window.fetch = async (url, options) => {
            const first = ++calls === 1;
            const answer = await real(url, {...options, signal: undefined});
            if (first) await new Promise((done) => setTimeout(done, 2500));
            return answer;
        };"""
    )
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "other")
    page.wait_for_timeout(500)
    choose(page, "line_holder", "mine")
    expect(page.locator("#sofar .headline")).to_contain_text(re.compile("Not decided|Prepare"))
    page.wait_for_timeout(3000)
    expect(page.locator("#sofar .headline")).not_to_contain_text("Blocked")


def test_many_quick_answers_are_one_request(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(answers(request)) if request.method == "POST" else None)
    page.goto(f"{site}/en/{PATH}")
    page.evaluate(
        """for (const key of ["line_holder", "data_match", "debt", "bank_linked"])
            document.querySelector(`input[name="answer.${key}"]`).click()"""
    )
    expect(page.locator("#sofar .headline")).to_be_visible()
    assert len(asked) == 1
    assert "answer.bank_linked=no" in asked[0]


def test_without_a_connection_it_says_so_and_comes_back(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "other")
    expect(page.locator("#sofar .headline")).to_contain_text("Blocked")
    desk.set_offline(True)
    choose(page, "line_holder", "mine")
    expect(page.locator(".sofar [role=alert]")).to_have_text(STRINGS["en"]["live_offline"])
    # What is shown is marked as what it is, and the button is there.
    expect(page.locator("#outcome")).to_have_class("stale")
    button = page.locator("form.questions button[type=submit]")
    button.click()
    expect(page.locator(".sofar [role=alert]")).to_be_visible()
    assert page.locator('input[name="answer.line_holder"][value="mine"]').is_checked()
    desk.set_offline(False)
    expect(page.locator("#sofar .headline")).not_to_contain_text("Blocked")
    expect(page.locator(".sofar [role=alert]")).to_be_hidden()
    expect(page.locator("#outcome")).not_to_have_class("stale")


def test_a_connection_that_is_not_quite_back_is_tried_again(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "other")
    expect(page.locator("#sofar .headline")).to_contain_text("Blocked")
    failures = iter(["internetdisconnected", "namenotresolved"])

    def answer(route: Route) -> None:
        fault = next(failures, "")
        route.abort(fault) if fault else route.continue_()

    page.route("**/check/**", answer)
    choose(page, "line_holder", "mine")
    expect(page.locator(".sofar [role=alert]")).to_have_text(STRINGS["en"]["live_offline"])
    # Nobody touches anything.
    expect(page.locator("#sofar .headline")).not_to_contain_text("Blocked")
    expect(page.locator(".sofar [role=alert]")).to_be_hidden()
    expect(page.locator("#outcome")).not_to_have_class("stale")


@pytest.mark.parametrize(("status", "said"), [(429, "live_busy"), (500, "live_failed"), (200, "live_failed")])
def test_a_refusal_is_said_plainly(site: str, desk: BrowserContext, status: int, said: str) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/es/{PATH}")
    # 200 with something else: a page that a network puts in between, such as a hotel's.
    page.route("**/check/**", lambda route: route.fulfill(status=status, body="<p>x</p>", content_type="text/html"))
    choose(page, "line_holder", "mine")
    expect(page.locator(".sofar [role=alert]")).to_have_text(STRINGS["es"][said])
    expect(page.locator("form.questions button[type=submit]")).to_be_enabled()
    page.unroute("**/check/**")
    page.locator("form.questions button[type=submit]").click()
    expect(page.locator("#result-title")).to_be_focused()
    expect(page.locator(".sofar [role=alert]")).to_be_hidden()


def test_what_was_opened_stays_open_and_focus_stays_on_it(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "mine")
    page.locator("#open > summary").click()
    page.evaluate("document.querySelector('input[name=\"answer.debt\"]').click()")
    page.locator("#open > summary").focus()
    before = page.locator("#open > summary").inner_text()
    expect(page.locator("#open > summary")).not_to_have_text(before)
    assert page.locator("#open").evaluate("one => one.open")
    assert page.evaluate("document.querySelector('#outcome').contains(document.activeElement)")


def test_enter_on_an_answer_shows_the_result(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "line_holder", "mine")
    expect(page.locator("#result")).to_be_visible()
    page.locator('input[name="answer.line_holder"][value="mine"]').press("Enter")
    expect(page.locator("#result-title")).to_be_focused()


def test_another_language_gets_the_answers_too(site: str, desk: BrowserContext) -> None:
    page, _faults = watched(desk, site)
    page.goto(f"{site}/en/{PATH}")
    choose(page, "debt", "no")
    page.locator("nav.languages a[lang=es]").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    assert page.locator('input[name="answer.debt"][value="no"]').is_checked()
    assert "debt" not in page.url
    expect(page.locator("#result h2.headline")).to_be_visible()
