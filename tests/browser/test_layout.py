"""Nothing runs out of the window or over its neighbour, from a phone at 400 % zoom to a desk, in any language."""

from typing import Any

import pytest

from tests.browser.test_accessibility import PAGES

# What is wider than the window or than what holds it; the width of the menu's lines.
FAULTS = """() => {
  const name = (one) => `${one.tagName} ${one.className}: ${one.textContent.trim().slice(0, 40)}`;
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth) { found.push("the page is wider than the window"); }
  for (const one of document.querySelectorAll(".verdict, .dot, .tag, .advice, .button, h1, h2, h3, dd, td, th")) {
    const box = one.getBoundingClientRect();
    if (!box.width || one.closest("[hidden]") || getComputedStyle(one).clipPath !== "none" || one.closest("thead")) {
      continue;
    }
    const outer = one.parentElement.getBoundingClientRect();
    if (box.right > Math.min(innerWidth, outer.right) + 1 || box.left < outer.left - 1) { found.push(name(one)); }
  }
  const lines = new Set([...document.querySelectorAll("nav.main a")].map((one) => Math.round(one.offsetTop)));
  if (innerWidth >= 390 && lines.size > 1) { found.push(`the menu takes ${lines.size} lines`); }
  return found;
}"""


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280])
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_nothing_runs_over(site: str, chromium: Any, language: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    found = {}
    for path in (*PAGES, "operators/bitel/", "search/?q=bitel"):
        page.goto(f"{site}/{language}/{path}")
        if faults := page.evaluate(FAULTS):
            found[path] = faults
    context.close()
    assert found == {}


@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_the_outcome_is_on_the_first_screen_below_its_cautions(site: str, reader: Any, language: str) -> None:
    """As many cautions as a result may well have, on a phone; each opens, with and without scripts."""
    page = reader.new_page()
    page.goto(f"{site}/{language}/check/?operator=claro&line_type=prepaid")
    for key, code in {"line_holder": "other", "debt": "yes", "bank_linked": "yes"}.items():
        page.locator(f'input[name="answer.{key}"][value="{code}"]').check()
    page.locator("#questions button[type=submit]").click()
    page.locator("#result").wait_for()
    page.locator("#result").evaluate("one => one.scrollIntoView({behavior: 'instant'})")
    assert page.locator("#result .caution").count() == 5
    box = page.locator("#result-title").bounding_box()
    assert box["y"] + box["height"] < 844
    rest = page.locator("#result .caution details").first
    closed = rest.bounding_box()["height"]
    rest.locator("summary").click()
    assert rest.bounding_box()["height"] > closed + 40


@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_what_holds_in_the_whole_country_has_room_beside_the_operators(site: str, chromium: Any, language: str) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 844})
    page = context.new_page()
    page.goto(f"{site}/{language}/compare/")
    table = page.locator("#cancellation-prepaid .compare")
    widths = table.locator("thead th").evaluate_all("all => all.map((one) => one.getBoundingClientRect().width)")
    assert widths[-1] > 280
    assert min(widths[:-1]) > 160
    # The page's own frame is as wide as what it holds.
    lefts = page.evaluate("[...document.querySelectorAll('.wrap')].map((one) => one.getBoundingClientRect().left)")
    context.close()
    assert len(set(lefts)) == 1
