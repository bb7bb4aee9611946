"""Editors choose the language of the admin; readers' pages have theirs in the address."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from kb.frame_words import WORDS
from operators import clock
from operators.models.printed import Edition, SynonymGroup, Verification
from operators.models.working import Edit, Policy, VerbRecord
from operators.publishing import record_edit, verify
from operators.roles import REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.admin.conftest import page_of
from tests.admin.test_reports import report
from tests.admin.test_verbs import edit
from tests.factories import NOW, TODAY, make_faq, make_user


def test_the_chosen_language_wins_over_the_browsers(door: Callable[[str], Client]) -> None:
    editor = door("ed1")
    assert 'lang="en"' in editor.get("/admin/").content.decode()
    answer = editor.post("/admin/language/", {"language": "es", "next": "/admin/operators/policy/"})
    assert (answer.status_code, answer["Location"]) == (302, "/admin/operators/policy/")
    page = editor.get("/admin/").content.decode()
    assert 'lang="es"' in page
    assert '<button name="language" value="es" lang="es" aria-current="true">' in page


def test_the_choice_stays_among_the_staff(door: Callable[[str], Client]) -> None:
    answer = door("ed1").post("/admin/language/", {"language": "es"})
    cookie = answer.cookies["language"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/admin/", True, "Lax")


def test_the_choice_leads_nowhere_else(door: Callable[[str], Client]) -> None:
    answer = door("ed1").post("/admin/language/", {"language": "es", "next": "https://claro-pe.example/"})
    assert answer["Location"] == "/"


def test_a_language_that_is_not_published_changes_nothing(door: Callable[[str], Client]) -> None:
    editor = door("ed1")
    editor.post("/admin/language/", {"language": "fr", "next": "/admin/"})
    assert 'lang="en"' in editor.get("/admin/").content.decode()


def test_the_whole_list_of_nouns_is_in_the_chosen_language(door: Callable[[str], Client]) -> None:
    """Every noun on the first page, the application's own name and each language's own name."""
    editor = door("adm")
    editor.post("/admin/language/", {"language": "es", "next": "/admin/"})
    page = editor.get("/admin/").content.decode()
    for word in ("Base de conocimientos", "Ediciones", "Envíos a revisión", "Verificaciones", "Cambios guardados"):
        assert word in page
    for word in ("Knowledge base", "Submissions", "Verifications", "Inglés"):
        assert word not in page
    assert ">English</button>" in page


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=lambda model: model._meta.label), ids=str)
def test_no_list_has_an_english_column_or_filter(policy: Any, model: Any) -> None:
    """In the Chinese door every heading holds a Chinese word; “App” or “slug” alone is none."""
    report(policy)
    make_faq()
    SynonymGroup.objects.create(key="debt", words=["debt", "欠费"])
    confirmed = VerificationOutcome.CONFIRMED
    verify(policy=policy.slug, day=TODAY, outcome=confirmed, by=make_user("rev9", REVIEWER), now=clock.now())
    client = Client(headers={"accept-language": "zh-hans"})
    client.force_login(User.objects.create_superuser("root", password="x"))
    page = client.get(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")).content.decode()
    heading = page.partition('id="result_list"')[2].partition("</thead>")[0]
    headings = re.findall(r'<th scope="col"[^>]*>(.*?)</th>', heading, re.DOTALL)
    headings += re.findall(r"<summary>(.*?)</summary>", page.partition('id="changelist-filter"')[2], re.DOTALL)
    words = [" ".join(unescape(strip_tags(heading)).split()).removeprefix("↓ 以 ") for heading in headings]
    assert [word for word in words if re.search("[A-Za-z]", word) and not re.search("[\u4e00-\u9fff]", word)] == []


def test_a_warning_of_the_gate_names_a_language_as_it_calls_itself(door: Callable[[str], Client], policy: Any) -> None:
    client = door("ed1")
    edit(client, policy, title_es="Otra", scope_es="Solo.")
    warnings = client.get(page_of(policy, "review")).content.decode()
    assert "The text in English translates an older wording" in warnings
    assert "The text is missing in 简体中文, English." in warnings


def test_the_history_of_what_was_loaded_says_nothing_of_another_log(door: Callable[[str], Client], policy: Any) -> None:
    page = door("ed1").get(page_of(policy, "history")).content.decode()
    assert "doesn’t have a change history" not in page


CODES = re.compile(r">\s*(?:[a-z]+_[a-z_]+|published|stated|imported|submit|publish|verify|confirmed)\s*<")


@pytest.mark.parametrize("language", ["es", "zh-hans"])
def test_no_code_stands_on_a_page_of_a_log(door: Callable[[str], Client], policy: Policy, language: str) -> None:
    verify(policy=policy.slug, by=make_user(), now=NOW, day=TODAY, outcome=VerificationOutcome.CONFIRMED)
    record_edit(policy, by=make_user(), now=NOW, what="imported")
    client, seen = door("adm"), 0
    for model in (Edition, Edit, Verification, VerbRecord):
        newest = model._default_manager.order_by("-pk")[0]
        name = f"admin:operators_{model._meta.model_name}"
        for url in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[newest.pk])):
            page = client.get(url, headers={"accept-language": language}).content.decode()
            assert CODES.findall(page) == [], url
            seen += 1
    assert seen == 8


@pytest.mark.parametrize("word", WORDS)
def test_what_django_does_not_say_in_chinese_our_catalogs_say(word: str) -> None:
    with translation.override("zh-hans"):
        assert re.search("[\u4e00-\u9fff]", translation.gettext(word))
