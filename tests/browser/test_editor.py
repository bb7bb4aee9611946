"""A policy's page in a real browser, under the strict policy."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, expect

from operators.models.working import Policy
from tests.browser.editing import SLUG, opened, save


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
