"""Translations: what is behind, the page on which it catches up, and the board."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from operators import clock
from operators.models.working import Edit, Policy, TranslationGap, Wording
from operators.publishing import look, recover, revert
from operators.transfer import import_pack
from tests.admin.conftest import page_of
from tests.admin.pages import add_row, form_data, row_of
from tests.admin.test_queue import sections
from tests.factories import make_policy, make_question, publish_now, tr
from tests.peru import peru_pack

Door = Callable[[str], Client]
SLUG = "claro-cancellation-prepaid"


def gaps(noun: str = "policy", key: str = SLUG) -> list[tuple[str, str, str]]:
    rows = TranslationGap.objects.filter(noun=noun, key=key)
    return [(row.place, row.language, row.state) for row in rows]


def edit(client: Client, thing: Any, **columns: str) -> None:
    form = f"{thing._meta.model_name}_form"
    data = form_data(client.get(page_of(thing)), form=form)
    response = client.post(page_of(thing), data | {name: [value] for name, value in columns.items()})
    assert response.status_code == 302, response.context["errors"]


def page(key: str = SLUG, language: str = "zh-hans", noun: str = "policy") -> str:
    return reverse("admin:translate", args=[noun, key, language])


def translate(client: Client, typed: dict[str, str], **more: Any) -> Any:
    data = form_data(client.get(page(**more)), form="translate-form")
    return client.post(page(**more), data | {name: [text] for name, text in typed.items()})


def test_an_edit_in_one_language_leaves_the_others_behind(door: Door, policy: Policy) -> None:
    assert gaps() == []
    edit(door("ed1"), policy, title_es="Otra cosa")
    assert gaps() == [("title", "en", "outdated"), ("title", "zh-hans", "outdated")]
    assert TranslationGap.objects.first().was == {"es": "Cancelling (es)"}  # type: ignore[union-attr]


def test_an_edit_in_every_language_leaves_nobody_behind(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra cosa", title_en="Something else", title_zh_hans="别的")
    assert gaps() == []


def test_rows_and_shared_questions_are_watched_too(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'steps', 'ask')}-body_en"] = ["Ask twice."]
    assert client.post(page_of(policy), data).status_code == 302
    assert gaps() == [("steps[ask].body", "es", "outdated"), ("steps[ask].body", "zh-hans", "outdated")]
    question = policy.conditions.get().question
    edit(client, question, text_en="Do you owe?")
    assert gaps("question", "debt") == [("text", "es", "outdated"), ("text", "zh-hans", "outdated")]


def test_facts_are_shared_and_never_behind(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    data[f"{row_of(data, 'facts', 'deadline')}-value"] = ["9"]
    assert client.post(page_of(policy), data).status_code == 302
    assert policy.facts.get().value == 9
    assert gaps() == []


def test_what_is_missing_is_known_from_the_first_save(door: Door, policy: Policy) -> None:
    client = door("ed1")
    data = form_data(client.get(page_of(policy)), form="policy_form")
    add_row(data, "not_checked", key="roaming", text_es="No se revisa.")
    assert client.post(page_of(policy), data).status_code == 302
    assert gaps() == [
        ("not_checked[roaming].text", "en", "missing"),
        ("not_checked[roaming].text", "zh-hans", "missing"),
    ]


def test_the_translator_sees_the_change_and_catches_up(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Cancelling soon (es)")
    assert sections(door("ed2"))["translations"] == [SLUG, SLUG]
    assert f'href="{page()}"' in door("ed2").get(page_of(policy)).content.decode()
    shown = door("ed2").get(page()).content.decode()
    assert "Cancelling<ins> soon</ins> (es)" in shown
    assert "Cancelling（中文）</textarea>" in shown
    version = Policy.objects.get().version
    assert translate(door("ed2"), {"text:title": "很快"}).status_code == 302
    stored = Policy.objects.get()
    assert stored.title == {"zh-hans": "很快", "es": "Cancelling soon (es)", "en": "Cancelling (en)"}
    assert stored.version == version + 1
    assert gaps() == [("title", "en", "outdated")]
    last = Edit.objects.first()
    assert last is not None
    assert (last.by.username, last.what, last.version) == ("ed2", "translated", version + 1)
    assert "Nothing is missing or outdated here" in door("ed2").get(page()).content.decode()


def test_a_text_can_be_said_to_be_still_right(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Cancelling. (es)")
    version = Policy.objects.get().version
    assert translate(door("ed2"), {"right:title": "on"}, language="en").status_code == 302
    assert gaps() == [("title", "zh-hans", "outdated")]
    assert Policy.objects.get().version == version
    assert [(one.by.username, one.what) for one in Edit.objects.all()[:1]] == [("ed2", "translation kept")]


def test_nothing_typed_and_nothing_ticked_changes_nothing(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    before = list(TranslationGap.objects.values())
    edits = Edit.objects.count()
    assert translate(door("ed2"), {}).status_code == 302
    assert list(TranslationGap.objects.values()) == before
    assert Edit.objects.count() == edits


def test_a_missing_language_is_filled_in_on_the_same_page(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, summary_zh_hans="")
    assert gaps() == [("summary", "zh-hans", "missing")]
    shown = door("ed1").get(page()).content.decode()
    assert "It can be done. (es)" in shown
    translate(door("ed1"), {"text:summary": "可以办。"})
    assert Policy.objects.get().summary["zh-hans"] == "可以办。"
    assert gaps() == []


def test_the_second_of_two_translators_is_told_and_keeps_the_text(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra", summary_es="Otro")
    opened = form_data(door("ed2").get(page()), form="translate-form")
    translate(door("ed1"), {"text:title": "第一"})
    response = door("ed2").post(page(), opened | {"text:summary": ["第二"]})
    assert response.status_code == 409
    assert "Somebody saved this while you were editing" in response.content.decode()
    assert Policy.objects.get().summary["zh-hans"] == tr("It can be done.")["zh-hans"]
    again = form_data(response, form="translate-form")
    assert again["text:summary"] == ["第二"]
    assert "text:title" not in again  # not touched there, so it cannot bring the old text back
    assert door("ed2").post(page(), again).status_code == 302
    stored = Policy.objects.get()
    assert (stored.title["zh-hans"], stored.summary["zh-hans"]) == ("第一", "第二")


def test_two_translators_of_one_text_both_keep_theirs_on_the_page(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    opened = form_data(door("ed2").get(page()), form="translate-form")
    translate(door("ed1"), {"text:title": "第一"})
    response = door("ed2").post(page(), opened | {"text:title": ["第二"]})
    shown = response.content.decode()
    assert response.status_code == 409
    assert "第二</textarea>" in shown
    assert "第一" in shown
    assert Policy.objects.get().title["zh-hans"] == "第一"


def test_a_saved_form_makes_the_translators_page_stale(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    opened = form_data(door("ed2").get(page()), form="translate-form")
    edit(door("ed1"), policy, scope_es="Alcance")
    response = door("ed2").post(page(), opened | {"text:title": ["第二"]})
    assert response.status_code == 409
    assert form_data(response, form="translate-form")["text:title"] == ["第二"]


def test_a_deceptive_link_is_refused_with_the_text(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    response = translate(door("ed2"), {"text:title": "看 http://claro.com.pe@evil.example/"})
    assert response.status_code == 400
    assert "evil.example" in response.content.decode()
    assert Policy.objects.get().title["zh-hans"] == "Cancelling（中文）"


def test_a_place_that_nobody_offered_is_not_written(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    before = Policy.objects.values().get()
    for name in ("slug", "version", "steps[ask].key", "steps[none].body", "operator.name", "x"):
        data = form_data(door("ed2").get(page()), form="translate-form") | {f"text:{name}": ["hacked"]}
        assert door("ed2").post(page(), data).status_code == 400
    assert Policy.objects.values().get() == before


@pytest.mark.parametrize("address", [("policy", "none", "es"), ("policy", SLUG, "fr"), ("source", "press-1", "es")])
def test_unknown_addresses_are_not_found(door: Door, policy: Policy, address: tuple[str, str, str]) -> None:
    assert door("ed1").get(reverse("admin:translate", args=address)).status_code == 404


def test_the_gate_warns_of_what_is_behind(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    edit(door("ed1"), policy.conditions.get().question, text_en="Do you owe?")
    policy.refresh_from_db()
    found = [problem for problem in look(policy, now=clock.now())[1] if problem.code == "outdated_translation"]
    assert {problem.field for problem in found} == {"title", "questions[debt].text"}
    assert not any(problem.refuses for problem in found)
    assert len(found) == 4
    translate(door("ed2"), {"text:title": "很快"})
    translate(door("ed2"), {"right:title": "on"}, language="en")
    policy.refresh_from_db()
    found = [problem for problem in look(policy, now=clock.now())[1] if problem.code == "outdated_translation"]
    assert {problem.field for problem in found} == {"questions[debt].text"}


def test_a_revert_brings_back_what_was_in_step(door: Door, people: Any, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    revert(policy, number=1, by=people.ed1, now=clock.now())
    assert gaps() == []


def test_a_revert_leaves_nobody_behind_whose_words_came_back_together(people: Any, policy: Policy) -> None:
    """The Chinese text is the same in both editions: with the old words beside it, it says what they say."""
    Policy.objects.update(title={"es": "Otra", "en": "Other", "zh-hans": tr("Cancelling")["zh-hans"]})
    policy.refresh_from_db()
    publish_now(policy)
    TranslationGap.objects.all().delete()
    revert(policy, number=1, by=people.ed1, now=clock.now())
    assert gaps() == []


def test_a_restored_version_leaves_nobody_behind_either(door: Door, people: Any, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    translate(door("ed2"), {"right:title": "on"}, language="en")
    translate(door("ed2"), {"right:title": "on"})
    assert gaps() == []
    first = Edit.objects.filter(noun="policy", key=SLUG).earliest("id")
    policy.refresh_from_db()
    recover(first, version=policy.version, by=people.ed1, now=clock.now())
    assert gaps() == []


def test_what_was_behind_stays_so_when_a_version_with_the_same_fault_comes_back(
    door: Door, people: Any, policy: Policy
) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    behind = [("title", "en", "outdated"), ("title", "zh-hans", "outdated")]
    assert gaps() == behind
    policy.refresh_from_db()
    publish_now(policy)
    edit(door("ed1"), policy, summary_en="Else.", summary_es="Otro.", summary_zh_hans="别的。")
    revert(policy, number=2, by=people.ed1, now=clock.now())
    assert gaps() == behind


def test_a_pack_brings_all_languages_together(peru: None) -> None:
    assert not TranslationGap.objects.filter(state="outdated").exists()
    by = User.objects.get(username="content-pack")
    before = TranslationGap.objects.count()
    assert import_pack(peru_pack(), by=by, now=clock.now(), overwrite=True).printed == []
    assert TranslationGap.objects.count() == before


def test_what_is_deleted_or_renamed_takes_its_gaps_along(door: Door, policy: Policy) -> None:
    client = door("ed1")
    draft = make_policy("draft", operator=policy.operator, topic="refund")
    edit(client, draft, title_es="")
    assert gaps(key="draft") == [("title", "es", "missing")]
    edit(client, draft, slug="renamed")
    assert gaps(key="draft") == []
    assert gaps(key="renamed") == [("title", "es", "missing")]
    draft.refresh_from_db()
    client.post(page_of(draft, "delete"), {"post": "yes", "version": draft.version})
    assert not Policy.objects.filter(slug="renamed").exists()
    assert gaps(key="renamed") == []
    assert not Wording.objects.filter(key="renamed").exists()


def test_older_content_is_taken_down_by_a_command(policy: Policy) -> None:
    Policy.objects.update(title={"es": "Solo"})
    Wording.objects.all().delete()
    call_command("note_translations", verbosity=0)
    assert gaps() == [("title", "en", "missing"), ("title", "zh-hans", "missing")]
    assert Wording.objects.get(noun="policy", key=SLUG).texts["title"] == {"es": "Solo"}


def test_the_board_counts_every_language_and_lists_what_is_behind(door: Door, policy: Policy) -> None:
    make_policy("draft", operator=policy.operator, topic="refund")
    edit(door("ed1"), policy, title_es="Otra", summary_zh_hans="")
    response = door("ed1").get(reverse("admin:translations"))
    row = response.context["counts"][0]
    cells = {cell["name"]: (cell["complete"], cell["missing"], cell["outdated"]) for cell in row["cells"]}
    assert cells == {"简体中文": (1, 0, 1), "Español": (2, 0, 0), "English": (1, 0, 1)}
    assert [item["url"] for item in response.context["items"]] == [page(language="en"), page()]
    assert "1 outdated · 1 missing" in response.content.decode()
    for query, number in (("language=en", 1), ("state=missing", 1), ("noun=question", 0), ("operator=claro", 2)):
        narrowed = door("ed1").get(reverse("admin:translations") + f"?{query}")
        assert len(narrowed.context["items"]) == number


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_board_takes_the_same_queries_at_one_and_at_three(door: Door, policy: Policy) -> None:
    client, board = door("ed1"), reverse("admin:translations")
    edit(client, policy, title_es="Otra")
    edit(client, make_question("app"), text_en="An app?")
    one = count(client, board)
    for number, topic in enumerate(("refund", "identity")):
        edit(client, make_policy(f"more-{number}", operator=policy.operator, topic=topic), title_es="Otra")
        edit(client, make_question(f"more-{number}"), text_en="More?")
    assert TranslationGap.objects.count() == 12
    assert (one, count(client, board)) == (14, 14)


def test_age_is_counted_from_the_change(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_es="Otra")
    TranslationGap.objects.update(since=clock.now() - timedelta(days=3))
    assert "3 days" in door("ed1").get(reverse("admin:translations")).content.decode()
