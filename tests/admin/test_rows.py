"""Rows of a policy: one line each, in an order, with the answers of the chosen question, and their faults on top."""

import json
import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client

from operators.models.working import Condition, Option, Policy, Step
from tests.admin.conftest import page_of
from tests.admin.pages import add_row, form_data, row_of
from tests.factories import make_question, make_source, tr

Door = Callable[[str], Client]


def rows(page: str, prefix: str) -> list[dict[str, Any]]:
    """The rows of a group as a person sees them: key, summary, whether they are open, changed or to be mended."""
    found = []
    for number, inner in re.findall(
        rf'<div class="inline-related[^>]*id="{prefix}-(\d+)"(.*?)</summary>', page, re.DOTALL
    ):
        key = re.search(r"<code>([^<]*)</code>", inner)
        said = re.search(r'kb-row-said">([^<]*)<', inner)
        found.append(
            {
                "number": int(number),
                "key": unescape(key.group(1)) if key else "",
                "said": unescape(said.group(1)) if said else "",
                "open": 'class="kb-row-body" open' in inner,
                "changed": "data-changed" in inner,
                "faulty": "kb-tag-error" in inner,
            }
        )
    return found


def test_every_row_says_in_one_line_what_it_holds(door: Door, policy: Policy) -> None:
    page = door("ed1").get(page_of(policy)).content.decode()
    found = {prefix: [(row["key"], row["said"], row["open"]) for row in rows(page, prefix)]
             for prefix in ("facts", "routes", "steps", "conditions")}  # fmt: skip
    assert found == {
        "facts": [("deadline", "Time to cancel the line: 1 business day · adopted", False)],
        "routes": [("app", "app · works: yes · store visit: never", False)],
        "steps": [("ask", "Ask (en)", False), ("wait", "wait (en)", False), ("confirm", "confirm (en)", False)],
        "conditions": [("debt", "debt: yes → prepare first", False)],
    }


def test_a_row_that_differs_from_the_live_edition_is_marked(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', 'wait')}-title_en"] = ["Wait longer"]
    assert client.post(page_of(policy), data).status_code == 302
    page = client.get(page_of(policy)).content.decode()
    assert [(row["key"], row["changed"]) for row in rows(page, "steps")] == [
        ("ask", False),
        ("wait", True),
        ("confirm", False),
    ]
    assert "Only changed rows" in page


def test_a_row_to_mend_is_open_and_named_on_top_with_a_link(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', 'wait')}-body_es"] = ["[Claro](https://claro.com.pe@evil.example/)"]
    add_row(data, "facts", key="fee", fact="fee", value="soon", unit="money", currency="PEN", standing="adopted",
            in_force="yes", position="")  # fmt: skip
    data["title_en"] = data["title_es"] = data["title_zh_hans"] = [""]
    page = unescape(client.post(page_of(policy), data).content.decode())
    on_top = page[page.index("kb-faults") : page.index("kb-bar")]
    assert re.findall(r'<a href="#([\w-]+)">([^<]+)</a>', on_top) == [
        ("id_title_0", "Title"),
        ("facts-1", "fact fee, value"),
        ("steps-1", "step wait, What to do"),
    ]
    for anchor in ("id_title_0", "facts-1", "steps-1"):
        assert f'id="{anchor}"' in page
    opened = {prefix: [(row["key"], row["open"], row["faulty"]) for row in rows(page, prefix)]
              for prefix in ("facts", "steps")}  # fmt: skip
    assert opened == {
        "facts": [("deadline", False, False), ("fee", True, True)],
        "steps": [("ask", False, False), ("wait", True, True), ("confirm", False, False)],
    }


def boxes(page: str, name: str) -> list[tuple[str, str, bool]]:
    """The boxes of a field: code, words, ticked."""
    found = re.findall(rf'<input type="checkbox" name="{name}" value="([^"]*)"([^>]*)>\s*([^<]*)</label>', page)
    return [(code, unescape(words).strip(), "checked" in rest) for code, rest, words in found]


def test_a_condition_offers_the_answers_of_its_question_in_words(door: Door, policy: Policy) -> None:
    Option.objects.filter(code="yes").update(label=tr("I owe something"))
    page = door("ed1").get(page_of(policy)).content.decode()
    assert boxes(page, "conditions-0-when") == [("no", "no (en)", False), ("yes", "I owe something (en)", True)]
    assert boxes(page, "conditions-__prefix__-when") == []


def test_after_another_question_is_chosen_its_answers_are_offered(door: Door, policy: Policy) -> None:
    """Without scripts too: the form comes back with the boxes of the question that was posted."""
    holder = make_question("line_holder", ("mine", "company"))
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data["conditions-0-question"] = [str(holder.pk)]
    page = client.post(page_of(policy), data).content.decode()
    assert "allowed: mine, company" in unescape(page)
    assert boxes(page, "conditions-0-when") == [
        ("mine", "mine (en)", False),
        ("company", "company (en)", False),
        ("yes", "yes (not an answer of this question)", True),
    ]
    data["conditions-0-when"] = ["company"]
    assert client.post(page_of(policy), data).status_code == 302
    condition = Condition.objects.get()
    assert (condition.question, condition.when) == (holder, ["company"])


def test_answers_that_nobody_touched_keep_their_stored_order(door: Door, policy: Policy) -> None:
    Condition.objects.update(when=["yes", "no"])
    client = door("ed1")
    before = Policy.objects.get().version
    data = form_data(client.get(page_of(policy)), form="policy_form")
    assert client.post(page_of(policy), data).status_code == 302
    assert (Policy.objects.get().version, Condition.objects.get().when) == (before, ["yes", "no"])


def test_the_script_is_given_the_answers_of_every_question(door: Door, policy: Policy) -> None:
    holder = make_question("line_holder", ("mine",))
    page = door("ed1").get(page_of(policy)).content.decode()
    given = re.search(r'id="conditions-group"[^>]*data-answers="([^"]*)"', page)
    assert given is not None
    debt = Condition.objects.get().question
    assert json.loads(unescape(given.group(1))) == {
        str(debt.pk): [["no", "no (en)"], ["yes", "yes (en)"]],
        str(holder.pk): [["mine", "mine (en)"]],
    }


def test_more_rows_cost_no_more_queries(door: Door, policy: Policy, django_assert_max_num_queries: Any) -> None:
    """Questions, their answers and the rows' own sources are read once for a page, whatever the number of rows."""
    client = door("ed1")
    client.get(page_of(policy))
    counts = []
    for number in range(3):
        with django_assert_max_num_queries(120) as counted:
            assert client.get(page_of(policy)).status_code == 200
        counts.append(len(counted))
        for place in range(number * 2 + 5, number * 2 + 7):
            made = Condition.objects.create(policy=policy, key=f"c{place}", position=place, when=["yes"],
                                            question=make_question(), outcome="advice", text=tr("x"))  # fmt: skip
            made.sources.add(make_source(f"source-{place}"))
    # The first time nothing differed from the live edition, which takes a query less.
    assert counts[1] == counts[2]


def test_a_picker_shows_what_its_row_cites_and_what_was_just_chosen(door: Door, policy: Policy) -> None:
    client = door("ed1")
    new = make_source("press-2", title="Another report", published_on="2026-06")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    row = row_of(data, "conditions", "debt")
    assert len(data[f"{row}-sources"]) == 1
    data[f"{row}-sources"] = [*data[f"{row}-sources"], str(new.pk)]
    data["title_en"] = data["title_es"] = data["title_zh_hans"] = [""]
    response = client.post(page_of(policy), data)
    page = unescape(response.content.decode())
    shown = page[page.index(f'name="{row}-sources"') :].split("</select>")[0]
    assert re.findall(r"<option[^>]*selected[^>]*>([^<]*)</option>", shown) == [
        "A report · News, 2026-05-01 · news.example · press-1",
        "Another report · News, 2026-06 · news.example · press-2",
    ]
    assert form_data(response, form="policy_form")[f"{row}-sources"] == data[f"{row}-sources"]


def test_an_unknown_step_is_not_invented_by_a_posted_number(door: Door, policy: Policy) -> None:
    """Numbers as the script writes them: 1 … n in the order of the page."""
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    for place, key in enumerate(("confirm", "ask", "wait"), start=1):
        data[f"{row_of(data, 'steps', key)}-position"] = [str(place)]
    assert client.post(page_of(policy), data).status_code == 302
    assert list(Step.objects.values_list("key", "position")) == [("confirm", 1), ("ask", 2), ("wait", 3)]
