"""An editor's way through a policy's page in a real browser, under the strict policy, up to handing it in."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from operators import clock, editions
from operators.models.working import Policy, Source, Submission
from operators.roles import EDITOR, REVIEWER
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


@pytest.fixture
def editor(site: str, chromium: Browser) -> Iterator[BrowserContext]:
    context = logged_in(chromium, site, "ed1", EDITOR)
    yield context
    context.close()


@pytest.fixture
def reviewer(site: str, chromium: Browser) -> Iterator[BrowserContext]:
    context = logged_in(chromium, site, "rev1", REVIEWER)
    yield context
    context.close()


def opened(context: BrowserContext, site: str) -> tuple[Page, Policy, list[str]]:
    """Claro's page, and what its browser complains about: a script or style that the policy stopped, too."""
    page, faults = context.new_page(), []  # type: ignore[var-annotated]
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    policy = Policy.objects.get(slug=SLUG)
    page.goto(f"{site}/admin/operators/policy/{policy.pk}/change/")
    expect(page.locator("#steps-group.kb-sorted")).to_be_visible()
    # Widgets have filled themselves in, and what is there now counts as unchanged.
    page.wait_for_timeout(400)
    return page, policy, faults


def keys(page: Page) -> list[str]:
    return [
        box.input_value() for box in page.locator("#steps-group .kb-row:not(.empty-form) input[name$='-key']").all()
    ]


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_an_edit_goes_from_the_editor_by_a_reviewer_to_the_readers(
    site: str, editor: BrowserContext, reviewer: BrowserContext
) -> None:
    page, policy, faults = opened(editor, site)
    before = keys(page)
    expect(page.locator(".kb-next")).to_contain_text("Published as edition")

    # A step is dragged to the top, another moved by a key.
    row = page.locator("#steps-group .kb-row:not(.empty-form)")
    row.nth(2).locator(".kb-drag").drag_to(row.nth(0), target_position={"x": 60, "y": 3})
    assert keys(page) == [before[2], before[0], before[1], *before[3:]]
    row.nth(1).get_by_role("button", name="Move down").press("Enter")
    order = [before[2], before[1], before[0], *before[3:]]
    assert keys(page) == order
    expect(page.get_by_text("Unsaved changes")).to_be_visible()

    # A fact is changed, in a row that opens.
    fact = page.locator("#facts-0")
    fact.locator("summary").first.click()
    value = fact.locator("input[name$='-value']")
    value.fill(str(int(value.input_value()) + 1))

    # A source is added in place; what was typed stays.
    with editor.expect_page() as popup:
        fact.get_by_role("link", name="New source").click()
    window = popup.value
    window.wait_for_load_state("load")
    window.locator("[name=url]").fill("https://diario.example.pe/nota")
    window.locator("[name=title]").fill("Una nota nueva")
    window.locator("[name=publisher]").fill("El Diario")
    # A key that a person presses: the name below is made of both when one is let go.
    window.locator("[name=publisher]").press("End")
    window.locator("[name=kind]").select_option("press")
    window.locator("[name=language]").fill("es")
    expect(window.locator("[name=key]")).to_have_value("el-diario-una-nota-nueva")
    with window.expect_event("close"):
        window.locator(".submit-row input").first.click()
    expect(fact.locator(".select2-selection__choice").last).to_contain_text(
        "Una nota nueva · El Diario · diario.example.pe"
    )
    assert value.input_value() != str(policy.facts.all()[0].value)

    # One language for the whole page, kept in its address.
    page.locator(".kb-choice button[value='zh-hans']").click()
    expect(page.locator("#id_title_2")).to_be_hidden()
    page.locator("#id_summary_0").fill("**新的摘要**，说清楚。")
    assert page.url.endswith("#lang=zh-hans")

    # The text as readers would get it, in place.
    page.get_by_role("button", name="Preview: Summary (简体中文)").click()
    expect(page.locator(".kb-markdown strong").first).to_have_text("新的摘要")

    save(page)
    policy.refresh_from_db()
    assert policy.summary["zh-hans"] == "**新的摘要**，说清楚。"
    assert list(policy.steps.values_list("key", flat=True)) == order
    assert Source.objects.get(key="el-diario-una-nota-nueva") in policy.facts.all()[0].sources.all()
    expect(page.locator(".kb-next")).to_contain_text("It differs from what readers see")
    expect(page.locator("#facts-0 .kb-tag")).to_have_text("changed")
    expect(page.locator("#id_title_2")).to_be_hidden()

    # Previewed in Chinese, on a day to come.
    page.get_by_role("link", name="Preview 简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hans")
    expect(page.locator("main strong", has_text="新的摘要").first).to_be_visible()
    page.locator("#kb-on").fill("2027-06-01")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".kb-preview")).to_contain_text("1 June 2027")
    page.get_by_role("link", name="Back to editing").click()

    # Handed in; readers still see what they saw.
    page.locator(".kb-verb > summary", has_text="Submit for review").click()
    page.locator("#submit-note").fill("Please compare with the note.")
    page.locator("form[action$='/submit/'] button").click()
    expect(page.locator(".kb-next")).to_contain_text("Waits for a reviewer who has not edited it.")
    submission = Submission.objects.get(slug=SLUG, state="open")
    assert (submission.version, submission.note) == (policy.version, "Please compare with the note.")
    assert "新的摘要" not in editions.read("policy", SLUG, language="zh-hans", now=clock.now())["summary"]
    assert faults == []

    # A reviewer sees what differs and where readers would be led, clears the new host, and publishes.
    theirs = reviewer.new_page()
    theirs.goto(f"{site}/admin/operators/policy/{policy.pk}/change/")
    expect(theirs.locator(".kb-next")).to_contain_text("Waits for your review")
    theirs.get_by_role("link", name="Review and publish").click()
    expect(theirs.locator("#content")).to_contain_text("Please compare with the note.")
    expect(theirs.locator("#content")).to_contain_text("diario.example.pe")
    expect(theirs.locator("#differences")).to_contain_text("Steps")
    for box in theirs.locator("[name=cleared]").all():
        box.check()
    theirs.locator("#publish-reason").fill("Compared with the note.")
    theirs.get_by_role("button", name="Publish this version").click()
    expect(theirs.locator(".messagelist .success")).to_contain_text("is printed and applies from")

    # The page shows it at once.
    theirs.goto(f"{site}/zh-hans/policies/{SLUG}/")
    expect(theirs.locator("main strong", has_text="新的摘要").first).to_be_visible()


def test_answers_follow_the_question_that_is_chosen(site: str, editor: BrowserContext) -> None:
    page, policy, faults = opened(editor, site)
    page.locator("#conditions-group .add-row a").click()
    row = page.locator("#conditions-0")
    expect(row.locator("select[name$='-question']")).to_be_visible()
    row.locator("select[name$='-question']").select_option(label=_label(row, "debt"))
    codes = [box.get_attribute("value") for box in row.locator("[name='conditions-0-when']").all()]
    row.locator("select[name$='-question']").select_option(label=_label(row, "line_holder"))
    others = [box.get_attribute("value") for box in row.locator("[name='conditions-0-when']").all()]
    assert (codes, "mine" in others) == (["yes", "no"] if codes[0] == "yes" else ["no", "yes"], True)
    row.locator("[name='conditions-0-when'][value=mine]").check()
    row.locator("[name$='-key']").fill("mine-is-fine")
    row.locator("[name$='-outcome']").select_option("advice")
    row.locator("[name$='-our_advice']").check()
    row.locator("[name='conditions-0-remedy_en']").fill("Keep it.")
    save(page)
    made = policy.conditions.get()
    assert (made.question.key, made.when, made.outcome) == ("line_holder", ["mine"], "advice")
    assert faults == []


def _label(row: Any, key: str) -> str:
    option = row.locator("select[name$='-question'] option", has_text=f"{key}:").first
    return str(option.text_content())


def test_what_is_to_mend_is_open_and_one_link_away(site: str, editor: BrowserContext) -> None:
    page, _policy, faults = opened(editor, site)
    first = page.locator("#steps-0")
    first.locator("summary").first.click()
    first.locator("[name$='-body_es']").fill("[Claro](https://claro.com.pe@evil.example/)")
    page.keyboard.press("Control+s")
    link = page.locator(".kb-faults a").first
    expect(link).to_be_visible()
    assert first.locator("details").first.get_attribute("open") == ""
    link.click()
    expect(page.locator("#steps-0 .errorlist").first).to_be_in_viewport()
    assert faults == []


def test_leaving_with_unsaved_text_asks_first(site: str, editor: BrowserContext) -> None:
    page, _policy, _faults = opened(editor, site)
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    page.locator("#id_title_0").fill("半句话")
    page.get_by_role("link", name="View site").click()
    page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert page.locator("#id_title_0").input_value() == "半句话"
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible()
    page.get_by_role("link", name="View site").click()
    page.wait_for_url(f"{site}/**")
    assert asked == ["beforeunload"]


def test_without_scripts_every_language_is_there_and_numbers_give_the_order(site: str, chromium: Browser, editor: BrowserContext) -> None:  # fmt: skip  # noqa: E501
    plain = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900}, locale="en")
    plain.set_default_timeout(60_000)
    plain.add_cookies(editor.cookies())
    page = plain.new_page()
    policy = Policy.objects.get(slug=SLUG)
    before = list(policy.steps.values_list("key", flat=True))
    page.goto(f"{site}/admin/operators/policy/{policy.pk}/change/")
    for box in range(3):
        expect(page.locator(f"#id_title_{box}")).to_be_visible()
    expect(page.locator(".kb-langbar")).to_be_hidden()
    page.locator("#steps-1 summary").first.click()
    place = page.locator("#steps-0 [name$='-position']").input_value()
    page.locator("#steps-1 [name$='-position']").fill(place)
    page.locator("[name=_continue]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert list(policy.steps.values_list("key", flat=True)) == [before[1], before[0], *before[2:]]
    plain.close()


def test_nothing_scrolls_sideways_on_a_phone(site: str, editor: BrowserContext) -> None:
    page = editor.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    policy = Policy.objects.get(slug=SLUG)
    here = f"/admin/operators/policy/{policy.pk}"
    paths = ("/admin/", "/admin/operators/policy/", f"{here}/change/", f"{here}/review/", f"{here}/history/",
             f"{here}/preview/en/", "/admin/operators/policy/add/", "/admin/operators/source/", "/admin/password_change/")  # fmt: skip  # noqa: E501
    wide = {}
    for path in paths:
        page.goto(site + path)
        for row in page.locator(".kb-row:not(.empty-form) .kb-row-body > summary").all()[:3]:
            row.click()
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide[path] = over
    assert wide == {}
