"""A developer tries an operation out on its page, under the page's own strict policy."""

import json
from typing import Any


def test_a_form_shows_its_command_and_its_answer(site: str, reader: Any, scripts: bool) -> None:
    page = reader.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site}/api/docs/")
    form = page.locator("form.try[data-path='/api/v1/policies/{slug}/']")
    form.locator("[name=slug]").fill("entel-cancellation-prepaid")
    form.locator("[name=fields]").fill("slug,title")
    form.get_by_role("button", name="Try it").click()
    if scripts:
        answer = form.locator("[data-answer]")
        answer.wait_for(state="visible")
        text = answer.inner_text()
        assert "entel-cancellation-prepaid/?fields=slug%2Ctitle&lang=en'" in form.locator("[data-curl]").inner_text()
        assert form.locator("[data-status]").inner_text().startswith("200")
    else:
        page.wait_for_url("**/api/v1/policies/entel-cancellation-prepaid/?fields=slug%2Ctitle&lang=en")
        text = page.content().partition("<pre>")[2].partition("</pre>")[0]
    document = json.loads(text[text.index("{") :])
    assert (list(document), document["slug"]) == (["slug", "title"], "entel-cancellation-prepaid")
    assert said == []


def test_a_body_is_sent_by_scripts_and_shown_as_a_command_without(site: str, reader: Any, scripts: bool) -> None:
    page = reader.new_page()
    page.goto(f"{site}/api/docs/")
    form = page.locator("form.try[data-path='/api/v1/readiness/']")
    assert form.locator("[data-curl]").inner_text().startswith("curl -H 'Content-Type: application/json'")
    if not scripts:
        assert form.get_by_role("button").count() == 0
        return
    form.locator("textarea").fill('{"operator": "it\'s"}')
    assert "it'\\''s" in form.locator("[data-curl]").inner_text()
    form.get_by_role("button", name="Try it").click()
    form.locator("[data-answer]").wait_for(state="visible")
    assert form.locator("[data-status]").inner_text().startswith("400")
    assert "invalid-body" in form.locator("[data-answer]").inner_text()
