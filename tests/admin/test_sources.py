"""A source's page and the list of sources: what the watch found, where it is cited, no unchecked link."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from operators.admin.citing import cited_by
from operators.admin.watching import found
from operators.models.working import Policy, Source
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.factories import NOW, make_faq, make_source

Door = Callable[[str], Client]

NEVER: dict[str, Any] = {"checked_at": None, "checked_version": None, "link_state": "unchecked", "http_status": None}
LOOKS: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "new": (NEVER, ("new", "not looked at yet")),
    "edited": ({"checked_version": 7}, ("new", "edited since the last look")),
    "gone": (
        {"link_state": "dead", "link_reason": "status", "http_status": 404},
        ("dead", "gone: answer 404"),
    ),
    "no-host": ({"link_state": "dead", "link_reason": "no_such_host"}, ("dead", "gone: no such host")),
    "slow": (
        {"link_state": "could_not_check", "link_reason": "timed_out"},
        ("unsure", "could not be checked: timed out"),
    ),
    "other": ({"final_url": "https://other.example/x"}, ("moved", "leads to other.example")),
    "no-quote": ({"quote_state": "missing"}, ("quote", "the quote is not on the page")),
    "fine": ({"quote_state": "found"}, ("ok", "there, with its quote")),
    "there": ({}, ("ok", "there")),
    "paper": ({"url": "", "kind": "document"} | NEVER, ("none", "a document, without an address")),
}


@pytest.fixture
def looks(db: None) -> None:
    seen = {"checked_at": NOW, "checked_version": 1, "link_state": "ok", "http_status": 200}
    for key, (columns, _words) in LOOKS.items():
        make_source(key, **(seen | columns))


def test_what_was_found_is_said_in_words(looks: None) -> None:
    for key, (_columns, said) in LOOKS.items():
        one = found(Source.objects.get(key=key))
        assert (one.mark, one.words) == said


@pytest.mark.parametrize(
    ("word", "keys"),
    [
        ("trouble", ["gone", "no-host", "no-quote", "other"]),
        ("dead", ["gone", "no-host"]),
        ("moved", ["other"]),
        ("quote", ["no-quote"]),
        ("unsure", ["slow"]),
        ("ok", ["fine", "there"]),
        ("new", ["edited", "new"]),
    ],
)
def test_the_list_is_filtered_by_what_was_found(door: Door, looks: None, word: str, keys: list[str]) -> None:
    page = door("ed1").get(reverse("admin:operators_source_changelist"), {"found": word})
    assert [source.key for source in page.context["cl"].result_list] == keys


def test_the_list_says_what_was_found(door: Door, looks: None) -> None:
    page = door("ed1").get(reverse("admin:operators_source_changelist")).content.decode()
    for _columns, (_mark, words) in LOOKS.values():
        assert f">{words}</td>" in page


def test_a_source_says_where_it_is_cited(door: Door, policy: Policy, django_assert_num_queries: Any) -> None:
    entry = make_faq("what-is-it")
    source = Source.objects.get(key="press-1")
    with django_assert_num_queries(9):
        found_places = [(str(one.subject.KIND), one.subject.slug, one.rows) for one in cited_by(source)]
    assert found_places == [
        ("faq", entry.slug, []),
        ("operator", "claro", ["contact point website (en)", "contact point phone (en)"]),
        ("policy", policy.slug, ["condition debt", "fact deadline", "route app", "step Ask (en)"]),
    ]
    page = door("ed1").get(page_of(source)).content.decode()
    assert (
        f'<a href="{page_of(policy)}">{policy.title["en"]}</a> <code>{policy.slug}</code>: '
        "condition debt, fact deadline, route app, step Ask (en)"
    ) in page


def test_the_cited_page_is_a_link_that_tells_it_nothing(door: Door, looks: None) -> None:
    page = door("ed1").get(page_of(Source.objects.get(key="fine"))).content.decode()
    assert 'href="https://news.example/fine" target="_blank" rel="noopener noreferrer"' in page


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://user@news.example/", "data:text/html,x", "//evil.example"]
)
def test_an_address_stored_behind_the_form_is_no_link(door: Door, looks: None, url: str) -> None:
    Source.objects.filter(key="other").update(url=url, final_url="javascript:alert(2)")
    page = door("ed1").get(page_of(Source.objects.get(key="other"))).content.decode()
    assert url in page
    assert f'href="{url}' not in page
    assert 'href="javascript' not in page


def test_a_refused_form_shows_the_last_look_at_what_is_stored(door: Door, looks: None) -> None:
    source = Source.objects.get(key="gone")
    client = door("ed1")
    data = form_data(client.get(page_of(source)), form="source_form")
    page = client.post(page_of(source), data | {"url": ["https://1.2.3.4/"]}).content.decode()
    assert "gone: answer 404" in page
    assert 'href="https://1.2.3.4/' not in page


def test_an_edit_takes_a_source_out_of_the_queue(door: Door, looks: None) -> None:
    source = Source.objects.get(key="gone")
    client = door("ed1")
    data = form_data(client.get(page_of(source)), form="source_form")
    assert client.post(page_of(source), data | {"url": ["https://news.example/new"]}).status_code == 302
    assert found(Source.objects.get(key="gone")).words == "edited since the last look"
    assert not Source.objects.troubled().filter(key="gone").exists()
