"""Lists lead with what a thing is called, in the editor's language; its name in the data stands below."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from operators.models.printed import CorrectionReport
from operators.models.working import Edit, Policy, Question, Source, VerbRecord
from operators.publishing import record_edit, submit, verify
from tests.admin.conftest import page_of
from tests.factories import NOW, TODAY, make_faq, make_policy, make_user, publish_now, tr

Door = Callable[[str], Client]
QUERIES, LOGGED = 11, 9


def first_cells(client: Client, model: str, language: str = "en") -> list[str]:
    """The first column of a list (of the log of verbs, the one it has a title in), tags as bars."""
    page = client.get(reverse(f"admin:operators_{model}_changelist"), headers={"accept-language": language})
    cells = re.findall(r'<t[hd] class="field-titled[^"]*">(.*?)</t[hd]>', page.content.decode(), re.DOTALL)
    return [re.sub(r"\s*(<[^>]+>\s*)+", "|", cell).strip("|") for cell in cells]


@pytest.fixture
def log(policy: Policy) -> Policy:
    writer = make_user("writer")
    policy.refresh_from_db()
    record_edit(policy, by=writer, now=NOW)
    policy.refresh_from_db()
    submit(policy, version=policy.version, by=writer, now=NOW)
    verify(policy=policy.slug, by=writer, now=NOW, day=TODAY, outcome="confirmed")
    CorrectionReport.objects.create(
        kind="policy", slug=policy.slug, edition=1, language="es", text="No.", received_at=NOW
    )
    return policy


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Cancelling (en)"), ("es", "Cancelling (es)"), ("zh-hans", "Cancelling（中文）")]
)
def test_a_list_leads_with_the_title_in_the_editors_language(
    door: Door, policy: Policy, language: str, said: str
) -> None:
    assert first_cells(door("ed1"), "policy", language) == [f"{said}|claro-cancellation-prepaid"]


def test_every_noun_is_called_by_its_title(door: Door, policy: Policy) -> None:
    faq = make_faq()
    client = door("ed1")
    assert first_cells(client, "operator") == ["Claro|claro"]
    assert first_cells(client, "faqentry") == [f"What is it? (en)|{faq.slug}"]
    assert first_cells(client, "question") == ["debt? (en)|debt"]
    assert first_cells(client, "source") == ["A report|press-1"]
    Policy.objects.update(title={"es": "Solo <b>en</b> español"})
    assert first_cells(client, "policy") == ["Solo &lt;b&gt;en&lt;/b&gt; español|claro-cancellation-prepaid"]
    Question.objects.update(text={})
    assert first_cells(client, "question") == ["debt"]


@pytest.mark.parametrize("model", ["edition", "submission", "edit", "verification", "correctionreport", "verbrecord"])
def test_a_log_says_the_titles_of_what_it_is_about(door: Door, log: Policy, model: str) -> None:
    found = first_cells(door("rev1"), model)
    assert "Cancelling (en)|claro-cancellation-prepaid" in found
    assert {one.rpartition("|")[2] for one in found} <= {"claro-cancellation-prepaid", "claro"}


def test_what_is_gone_keeps_its_name_in_the_log(door: Door, people: Any) -> None:
    for noun, key in (("policy", "gone"), ("source", "press-9")):
        Edit.objects.create(noun=noun, key=key, version=1, by=people.ed1, at=NOW, what="deleted")
    assert sorted(first_cells(door("ed1"), "edit")) == ["gone", "press-9"]


def test_the_title_sorts_by_the_name(door: Door, policy: Policy) -> None:
    make_policy("a-first", topic="keep_alive", title=tr("Zebra"))
    page = door("ed1").get(reverse("admin:operators_policy_changelist"), {"o": "1"}).content.decode()
    assert page.index("a-first") < page.index("claro-cancellation-prepaid")
    page = door("ed1").get(reverse("admin:operators_policy_changelist"), {"o": "-1"}).content.decode()
    assert page.index("claro-cancellation-prepaid") < page.index("a-first")


def test_a_log_of_many_takes_the_queries_of_one(door: Door, log: Policy, django_assert_num_queries: Any) -> None:
    client, address = door("rev1"), reverse("admin:operators_verbrecord_changelist")
    assert VerbRecord.objects.count() == LOGGED
    client.get(address)
    with django_assert_num_queries(QUERIES):
        client.get(address)
    for slug in ("claro-top-up", "claro-refund"):
        publish_now(make_policy(slug, operator=log.operator, topic=slug.removeprefix("claro-").replace("-", "_")))
    with django_assert_num_queries(QUERIES):
        client.get(address)
    assert VerbRecord.objects.count() > LOGGED


def test_the_history_says_once_what_was_done(door: Door, policy: Policy) -> None:
    """Django's own log of what was typed here is empty for what came another way; then nothing is said of it."""
    page = door("ed1").get(page_of(policy, "history")).content.decode()
    assert "change history" not in page
    assert "change-history" not in page
    source = door("ed1").get(page_of(Source.objects.get(), "history")).content.decode()
    assert "change history" in source


def test_the_history_shows_what_only_the_admin_noted(door: Door, policy: Policy, settings: Any) -> None:
    client = door("ed1")
    assert client.post(page_of(policy, "share")).status_code == 302
    page = client.get(page_of(policy, "history")).content.decode()
    assert page.count("Shared version") == 1


@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
@pytest.mark.parametrize("view", ["review", "history", "compare", "withdraw", "checks"])
def test_a_page_about_a_subject_leads_with_its_title(door: Door, policy: Policy, view: str, language: str) -> None:
    page = door("rev1").get(page_of(policy, view), headers={"accept-language": language}).content.decode()
    title = policy.title[language]
    assert f"· <code>{policy.slug}</code></p><h1>{title}</h1>" in page
    assert f"<title>{title} · " in page


def test_an_operator_leads_with_its_name_and_what_has_no_title_with_its_slug(door: Door, policy: Policy) -> None:
    def heading(thing: Any) -> str:
        page = door("rev1").get(page_of(thing, "history")).content.decode()
        return str(re.findall(r"<h1>(.*?)</h1>", page)[0])

    assert heading(policy.operator) == policy.operator.name
    assert heading(make_faq(question={"es": "¿Qué es?"})) == "¿Qué es?"
    assert heading(make_faq("bare", question={})) == "bare"
