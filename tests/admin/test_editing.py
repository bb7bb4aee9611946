"""A policy with all its rows is edited on one page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Edit, Policy, Source, Step
from tests.admin.conftest import page_of
from tests.admin.pages import add_row, form_data, row_of
from tests.factories import make_faq, make_policy

Door = Callable[[str], Client]


def save(client: Client, thing: Any, data: dict[str, Any]) -> Any:
    return client.post(page_of(thing), data)


def test_a_policy_is_saved_with_its_texts_and_rows(door: Door, policy: Policy) -> None:
    client, before = door("ed1"), policy.version
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data["title_zh_hans"] = ["新的标题"]
    data[f"{row_of(data, 'facts', 'deadline')}-value"] = ["5"]
    add_row(
        data, "facts", key="fee", fact="fee", value="5.00", unit="money", currency="PEN", standing="adopted",
        in_force="yes", position="", sources=[Source.objects.get().pk],
    )  # fmt: skip
    add_row(data, "routes", key="store", channel="store", role="request", support="yes", store_visit="always",
            position="", our_advice="on")  # fmt: skip
    add_row(data, "cautions", key="law", kind="legal", text_en="Careful.", position="", our_advice="on", when="")
    add_row(data, "messages", key="chat", channel="chat", language="es", text="Hola.\r\nQuiero", position="")
    add_row(data, "not_checked", key="coverage", text_en="Coverage.", position="")
    add_row(data, "milestones", key="cut", clock="last_top_up", balance="any", from_day="60", event="all_stops",
            standing="adopted", position="", our_advice="on")  # fmt: skip
    response = save(client, policy, data)
    assert response.status_code == 302, response.context["errors"]
    policy.refresh_from_db()
    assert policy.title["zh-hans"] == "新的标题"
    assert [(fact.key, fact.value, fact.position) for fact in policy.facts.all()] == [
        ("deadline", 5, 1),
        ("fee", "5.00", 2),
    ]
    assert [route.key for route in policy.routes.all()] == ["app", "store"]
    assert policy.messages.get().text == "Hola.\nQuiero"
    assert policy.not_checked.get().text == {"en": "Coverage."}
    assert policy.milestones.get().from_day == 60
    assert policy.version == before + 1
    edit = Edit.objects.filter(noun="policy", key=policy.slug).first()
    assert edit is not None
    assert (edit.by.username, edit.version, edit.what) == ("ed1", before + 1, "edited")


def test_a_save_without_a_change_is_no_edit(door: Door, policy: Policy) -> None:
    client = door("ed1")
    edits = Edit.objects.count()
    assert save(client, policy, form_data(client.get(page_of(policy)), form="policy_form")).status_code == 302
    assert Edit.objects.count() == edits
    assert Policy.objects.get().version == policy.version


def test_boxes_that_nobody_touched_keep_their_stored_order(door: Door, policy: Policy) -> None:
    client = door("ed1")
    Step.objects.filter(key="ask").update(channels=["store", "app"])
    data = form_data(client.get(page_of(policy)), form="policy_form")
    assert save(client, policy, data).status_code == 302
    assert Policy.objects.get().version == policy.version
    data[f"{row_of(data, 'steps', 'ask')}-title_en"] = ["Ask them"]
    assert save(client, policy, data).status_code == 302
    assert Step.objects.get(key="ask").channels == ["store", "app"]
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', 'ask')}-channels"] = ["app", "phone", "store"]
    assert save(client, policy, data).status_code == 302
    assert Step.objects.get(key="ask").channels == ["app", "phone", "store"]


def test_swapped_places_and_keys_are_saved(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    first, last = row_of(data, "steps", "ask"), row_of(data, "steps", "confirm")
    data[f"{first}-position"], data[f"{last}-position"] = data[f"{last}-position"], data[f"{first}-position"]
    data[f"{first}-key"], data[f"{last}-key"] = ["confirm"], ["ask"]
    assert save(client, policy, data).status_code == 302
    steps = [(step.key, step.position, step.title["en"]) for step in policy.steps.all()]
    assert steps == [("ask", 1, "confirm (en)"), ("wait", 2, "wait (en)"), ("confirm", 3, "Ask (en)")]


@pytest.mark.parametrize(
    ("key", "place", "order"),
    [
        ("confirm", "1", ["ask", "confirm", "wait"]),
        ("ask", "1", ["wait", "ask", "confirm"]),
        ("ask", "", ["wait", "confirm", "ask"]),
    ],
)
def test_a_row_that_takes_another_ones_number_goes_there(
    door: Door, policy: Policy, key: str, place: str, order: list[str]
) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', key)}-position"] = [place]
    assert save(client, policy, data).status_code == 302
    assert list(policy.steps.values_list("key", flat=True)) == order


def test_a_deleted_row_and_a_new_one_with_its_key_are_saved_together(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', 'wait')}-DELETE"] = ["on"]
    add_row(data, "steps", key="wait", title_en="Anew", position="", our_advice="on")
    assert save(client, policy, data).status_code == 302
    assert [step.title["en"] for step in policy.steps.all()] == ["Ask (en)", "confirm (en)", "Anew"]


def test_two_rows_with_one_key_are_refused(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    add_row(data, "steps", key="wait", title_en="Twice", position="", our_advice="on")
    response = save(client, policy, data)
    assert response.status_code == 200
    assert "duplicate data for" in response.content.decode()
    assert Step.objects.count() == 3


@pytest.mark.parametrize(
    ("fact", "unit", "value", "error"),
    [
        ("termination_deadline", "business_day", "soon", "whole number"),
        ("fee", "money", "5", "two decimals"),
        ("debt_blocks", "yes_no", "maybe", "yes, no or"),
        ("id_documents_accepted", "codes", "dni, face", "Give a list of"),
    ],
)
def test_a_fact_with_a_broken_value_says_so(
    door: Door, policy: Policy, fact: str, unit: str, value: str, error: str
) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    row = row_of(data, "facts", "deadline")
    data |= {f"{row}-fact": [fact], f"{row}-value": [value], f"{row}-unit": [unit]}
    assert error in save(client, policy, data).content.decode()


def test_a_condition_with_an_answer_of_another_question_says_which_are_allowed(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'conditions', 'debt')}-when"] = ["yes", "perhaps"]
    page = save(client, policy, data).content.decode()
    assert "“perhaps” is no answer to “debt”; allowed: no, yes." in page
    assert "perhaps (not an answer of this question)" in page


@pytest.mark.parametrize(
    "text",
    [
        "[Claro](https://claro.com.pe@evil.example/)",
        "https://claro.com.pe:8443/x",
        "[x](javascript:alert(1))",
        "pay\u202eepsereht",
        "[https://claro.com.pe](https://evil.example/)",
    ],
)
def test_a_deceptive_text_is_refused_at_saving(door: Door, policy: Policy, text: str) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data["summary_es"] = [text]
    data[f"{row_of(data, 'steps', 'ask')}-body_en"] = [text]
    response = save(client, policy, data)
    assert response.status_code == 200
    assert "summary" in response.context["adminform"].form.errors
    assert Policy.objects.get().summary == policy.summary


def test_a_search_finds_chinese(door: Door, policy: Policy) -> None:
    client = door("ed1")
    Policy.objects.filter(pk=policy.pk).update(title={"zh-hans": "注销秘鲁号码"})
    found = client.get("/admin/operators/policy/", {"q": "秘鲁号码"}).content.decode()
    assert policy.slug in found
    assert (
        policy.slug not in client.get("/admin/operators/policy/", {"q": "不存在"}).content.decode().split("<main")[-1]
    )


def test_a_published_policy_keeps_its_slug_and_is_not_deleted(door: Door, policy: Policy) -> None:
    client = door("adm")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    assert "slug" not in data
    client.post(page_of(policy), {**data, "slug": "other", "title_en": "New"})
    assert Policy.objects.get().slug == policy.slug
    response = client.post(page_of(policy, "delete"), {"post": "yes"}, follow=True)
    assert "withdraw it instead" in response.content.decode()
    assert Policy.objects.count() == 1


def test_a_source_in_use_is_not_deleted(door: Door, policy: Policy) -> None:
    source = Source.objects.get()
    response = door("adm").post(page_of(source, "delete"), {"post": "yes"}, follow=True)
    assert "It is cited by" in response.content.decode()
    assert Source.objects.count() == 1


def test_a_policy_that_an_entry_names_is_not_deleted(door: Door, policy: Policy) -> None:
    client, draft, entry = door("ed1"), make_policy("draft", line_type="postpaid"), make_faq()
    entry.policies.add(draft)
    gone = {"post": "yes", "version": draft.version}
    response = client.post(page_of(draft, "delete"), gone, follow=True)
    assert "FAQ entries name this policy: what-is-it." in response.content.decode()
    assert list(entry.policies.all()) == [draft]
    entry.policies.clear()
    client.post(page_of(draft, "delete"), gone)
    assert list(Policy.objects.all()) == [policy]


def test_an_answer_that_a_condition_names_is_neither_renamed_nor_deleted(door: Door, policy: Policy) -> None:
    client, question = door("ed1"), policy.conditions.get().question
    for change in ({"code": ["other"]}, {"DELETE": ["on"]}):
        data = form_data(client.get(page_of(question)), form="question_form")
        data |= {f"options-1-{name}": value for name, value in change.items()}
        page = client.post(page_of(question), data).content.decode()
        assert "is named by claro-cancellation-prepaid, debt" in page.replace("“", "").replace("”", "")
    assert list(question.options.values_list("code", flat=True)) == ["no", "yes"]


def test_a_question_and_a_source_are_logged_when_saved(door: Door, policy: Policy) -> None:
    client = door("ed2")
    for thing, name, column in ((policy.conditions.get().question, "question", "text_en"), (Source.objects.get(), "source", "title")):  # fmt: skip  # noqa: E501
        data = form_data(client.get(page_of(thing)), form=f"{name}_form")
        data[column] = ["Another"]
        assert client.post(page_of(thing), data).status_code == 302
        edit = Edit.objects.get(noun=name, key=thing.key, by__username="ed2")
        assert edit.version == thing.version + 1


def test_a_new_policy_is_made_on_one_page(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get("/admin/operators/policy/add/"), form="policy_form")
    data |= {
        "slug": ["claro-keep"],
        "operator": [policy.operator_id],
        "topic": ["keep_alive"],
        "title_es": ["Mantener"],
    }
    add_row(data, "steps", key="top-up", title_es="Recargar", position="", our_advice="on")
    assert client.post("/admin/operators/policy/add/", data).status_code == 302
    made = Policy.objects.get(slug="claro-keep")
    assert (made.version, made.steps.get().position) == (1, 1)
    assert Edit.objects.get(key="claro-keep").what == "created"
