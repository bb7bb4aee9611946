"""What comes from outside, in a browser: a file tried out and brought in, a report answered; nothing in the way."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from operators import clock
from operators.models.printed import CorrectionReport
from operators.models.working import Fact, Source
from operators.reports import receive
from operators.roles import EDITOR
from tests.browser.test_accessibility import RULES
from tests.factories import make_user
from tests.transfer.files import xlsx_of


@pytest.fixture(params=[(390, "dark"), (1280, "light")], ids=["phone, dark", "desk, light"])
def editor(site: str, chromium: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page of an editor's browser; axe is put in as the tester's, past the policy that forbids others' scripts."""
    width, scheme = request.param
    client = Client()
    client.force_login(make_user("ed1", EDITOR))
    context = chromium.new_context(
        color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 844}, locale="en"
    )
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def violations(page: Any) -> list[Any]:
    page.wait_for_load_state("networkidle")
    found = Axe().run(page, options=RULES).response["violations"]
    said = [(one["id"], [node["html"][:160] for node in one["nodes"][:4]]) for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return [*said, f"{wide} pixels too wide"] if wide > 0 else said


def test_a_workbook_is_tried_out_and_brought_in(site: str, editor: Any) -> None:
    fact = Fact.objects.select_related("policy").get(key="keep-alive-without-balance-240")
    row = [fact.policy.slug, fact.key, "235"]
    editor.goto(f"{site}/admin/transfer/")
    found = {"first": violations(editor)}
    with editor.expect_download() as taken:
        editor.get_by_role("link", name="XLSX").nth(1).click()
    assert taken.value.suggested_filename == "facts.xlsx"

    def bring(*rows: list[str]) -> None:
        raw = xlsx_of(["policy", "key", "value"], *rows)
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        editor.set_input_files("[name=file]", {"name": "facts.xlsx", "mimeType": kind, "buffer": raw})
        editor.get_by_role("button", name="Show what would change").click()

    bring([*row[:2], "soon"])
    expect(editor.get_by_text("Row 2, column C (value): “soon”: Give a whole number.")).to_be_visible()
    found["refused"] = violations(editor)
    bring(row)
    expect(editor.locator(".kb-diff ins")).to_have_text(["235"])
    found["changes"] = violations(editor)
    editor.get_by_role("button", name="Make these changes").click()
    expect(editor.get_by_text("Done. Changes: 1")).to_be_visible()
    editor.wait_for_load_state("networkidle")
    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    fact.refresh_from_db()
    assert fact.value == 235


def test_a_report_is_read_and_accepted(site: str, editor: Any) -> None:
    about = {"kind": "policy", "slug": "claro-cancellation-prepaid", "edition": 1, "language": "zh-hans"}
    source = {"source_url": "https://www.gob.pe/institucion/osiptel/normas/12345"}
    report = receive(**about, **source, text="Mi Claro里没有这个选项了。", contact="wei@mail.example", now=clock.now())
    gone = Source.objects.exclude(url="")[0]
    Source.objects.filter(pk=gone.pk).update(
        link_state="dead", link_reason="status", http_status=404, checked_at=clock.now(), checked_version=gone.version
    )
    found = {}
    for path in ("correctionreport/", f"correctionreport/{report.pk}/change/", "source/", f"source/{gone.pk}/change/"):
        editor.goto(f"{site}/admin/operators/{path}")
        found[path] = violations(editor)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    editor.goto(f"{site}/admin/operators/correctionreport/{report.pk}/change/")
    editor.get_by_label("What you will do about it").fill("I will cite the rule.")
    editor.get_by_role("button", name="Accept into the draft").click()
    expect(editor.get_by_text("Here is the working copy")).to_be_visible()
    editor.wait_for_load_state("networkidle")
    assert CorrectionReport.objects.get().state == "accepted"
    assert Source.objects.get(key=f"report-{report.pk}").url == source["source_url"]
