"""From a reader's report to the readers: an editor who is new here and a reviewer, each in a browser of their own."""

from playwright.sync_api import BrowserContext, expect

from operators import clock, editions
from operators.models.working import Policy, Submission
from operators.reports import receive
from tests.browser.editing import keys, ready, save, watched

CANCELLATION = "claro-cancellation-prepaid"


def test_an_edit_goes_from_the_queue_by_a_reviewer_to_the_readers(
    site: str, editor: BrowserContext, reviewer: BrowserContext
) -> None:
    policy = Policy.objects.get(slug=CANCELLATION)
    told = {"kind": "policy", "slug": CANCELLATION, "edition": 1, "language": "zh-hans", "source_url": ""}
    receive(**told, text="现在要先打电话。", now=clock.now())

    # The work queue asks for an answer to a reader; accepting the report opens the policy.
    page, faults = watched(editor)
    page.goto(f"{site}/admin/")
    page.locator("#reports").get_by_role("link", name="Answer it").click()
    expect(page.locator("#content")).to_contain_text("现在要先打电话。")
    page.get_by_role("button", name="Accept into the draft").click()
    page.wait_for_url(f"{site}/admin/operators/policy/{policy.pk}/change/")
    ready(page)
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

    # What was advice now stands in the way.
    condition = page.locator("#conditions-0")
    condition.locator("summary").first.click()
    condition.locator("[name$='-outcome']").select_option("blocked")

    # A fact is written down in a new row.
    page.locator("#facts-group .add-row a").click()
    fact = page.locator("#facts-0")
    fact.locator("[name$='-key']").fill("deadline")
    fact.locator("[name$='-fact']").select_option("termination_deadline")
    fact.locator("[name$='-value']").fill("5")
    fact.locator("[name$='-unit']").select_option("business_day")

    # Its source is added in place; what was typed stays.
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
    expect(fact.locator("[name$='-value']")).to_have_value("5")

    # One language for the whole page, kept in its address.
    page.locator(".kb-choice button[value='zh-hans']").click()
    expect(page.locator("#id_title_2")).to_be_hidden()
    page.locator("#id_summary_0").fill("**新的摘要**，说清楚。")
    assert page.url.endswith("#lang=zh-hans")

    # The text as readers would get it, in place.
    page.get_by_role("button", name="Preview: Summary (简体中文)").click()
    expect(page.locator(".kb-markdown strong").first).to_have_text("新的摘要")
    # Its name begins with the word that it shows now.
    expect(page.get_by_role("button", name="Write on: Summary (简体中文)")).to_have_text("Write on")

    save(page)
    policy.refresh_from_db()
    assert policy.summary["zh-hans"] == "**新的摘要**，说清楚。"
    assert list(policy.steps.values_list("key", flat=True)) == order
    written = policy.facts.get()
    assert (written.value, [one.key for one in written.sources.all()]) == (5, ["el-diario-una-nota-nueva"])
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
    submission = Submission.objects.get(slug=CANCELLATION, state="open")
    assert (submission.version, submission.note) == (policy.version, "Please compare with the note.")
    old = editions.read("policy", CANCELLATION, language="zh-hans", now=clock.now())
    assert "新的摘要" not in old["summary"]
    assert [step["key"] for step in old["steps"]] == before
    assert faults == []

    # It waits in the queue of a reviewer, who sees what differs, where readers would be led, and whom it stops.
    theirs, complaints = watched(reviewer)
    theirs.goto(f"{site}/admin/")
    theirs.locator("#review").get_by_role("link", name="Review").click()
    expect(theirs.locator("#content")).to_contain_text("Please compare with the note.")
    expect(theirs.locator("#content")).to_contain_text("diario.example.pe")
    expect(theirs.locator("#differences")).to_contain_text("Steps")
    effect = theirs.locator(".rv-effect", has_text=CANCELLATION)
    expect(effect).to_contain_text("answer sets change")
    expect(effect.locator(".rv-turns ins").first).to_have_text("Blocked for now")
    for box in theirs.locator("[name=cleared]").all():
        box.check()
    theirs.locator("#publish-reason").fill("Compared with the note.")
    theirs.get_by_role("button", name="Publish this version").click()
    expect(theirs.locator(".messagelist .success")).to_contain_text("is printed and applies from")
    assert complaints == []

    # The page shows it at once, to somebody who is not logged in.
    theirs.goto(f"{site}/zh-hans/policies/{CANCELLATION}/")
    expect(theirs.locator("main strong", has_text="新的摘要").first).to_be_visible()
    new = editions.read("policy", CANCELLATION, language="zh-hans", now=clock.now())
    assert ([step["key"] for step in new["steps"]], new["facts"][0]["value"]) == (order, 5)
