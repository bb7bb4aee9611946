"""Two requests at one instant, each in a thread with a connection of its own; and a hundred stale forms.

Of saves exactly one wins and the other is told; nothing is ever half done, and nobody gets an error.
"""

from threading import Barrier, Thread
from typing import Any
from uuid import uuid4

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.db.models import URLField
from django.test import Client, RequestFactory

from operators import clock
from operators.models.printed import Edition, EditionText
from operators.models.working import Edit, Policy, Source, Step
from operators.publishing import content_hash, look, submit
from operators.roles import REVIEWER
from tests.admin.conftest import page_of
from tests.admin.pages import form_data, row_of
from tests.factories import TODAY, make_operator, make_policy, make_source, make_user, publish_now, tr

Post = tuple[Client, str, dict[str, Any]]
pytestmark = pytest.mark.usefixtures("shared_database", "today")


@pytest.fixture
def world(shared_database: None, today: None) -> Policy:
    operator = make_operator("claro")
    publish_now(operator)
    policy = make_policy("claro-cancellation-prepaid", operator=operator)
    Step.objects.create(policy=policy, key="wait", position=1, title=tr("wait"), our_advice=True)
    publish_now(policy)
    policy.refresh_from_db()
    return policy


def browser(name: str, role: str = "Editor") -> Client:
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    client.force_login(make_user(name, role))
    return client


def at_once(*posts: Post) -> list[Any]:
    """Send all at one instant; their answers in the same order."""
    barrier, answers = Barrier(len(posts)), {}

    def send(number: int, client: Client, path: str, data: dict[str, Any]) -> None:
        try:
            barrier.wait(timeout=30)
            answers[number] = client.post(path, data)
        finally:
            connection.close()

    threads = [Thread(target=send, args=(number, *post)) for number, post in enumerate(posts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    found = [answers[number] for number in range(len(posts))]
    assert [answer.status_code for answer in found if answer.status_code >= 500] == []
    return found


def race(thing: Any, column: str, rounds: int) -> None:
    """Two editors save ``thing`` in every round; exactly one wins, and the other is told and keeps the text."""
    people = {name: browser(name) for name in ("ed1", "ed2")}
    page = form_data(people["ed1"].get(page_of(thing)), form=f"{thing._meta.model_name}_form")
    for number in range(rounds):
        thing.refresh_from_db()
        typed = {name: f"{name} in round {number}" for name in people}
        posts = [
            (client, page_of(thing), page | {"version": [str(thing.version)], column: [typed[name]]})
            for name, client in people.items()
        ]
        answers = dict(zip(people, at_once(*posts), strict=True))
        codes = {name: answer.status_code for name, answer in answers.items()}
        assert sorted(codes.values()) == [200, 302], (number, codes)
        winner, loser = sorted(codes, key=codes.__getitem__, reverse=True)
        now = form_data(people[winner].get(page_of(thing)), form=f"{thing._meta.model_name}_form")
        assert now[column] == [typed[winner]]
        told = answers[loser].content.decode()
        assert f"{winner} (version {thing.version + 1}" in told
        assert typed[loser] in told


@pytest.mark.slow
@pytest.mark.parametrize(("rounds", "kind"), [(170, "source"), (30, "row of a policy")])
def test_of_two_saves_at_one_instant_exactly_one_wins(world: Policy, rounds: int, kind: str) -> None:
    if kind == "source":
        race(Source.objects.get(key="press-1"), "quote", rounds)
    else:
        page = form_data(browser("ed1").get(page_of(world)), form="policy_form")
        race(world, f"{row_of(page, 'steps', 'wait')}-title_en", rounds)


@pytest.mark.parametrize("rounds", [5, pytest.param(100, marks=pytest.mark.slow)])
def test_a_hundred_stale_forms_lose_nothing(world: Policy, rounds: int) -> None:
    """In each round another field, of the policy or of a row: the first is kept, the second told, its text kept."""
    first, second = browser("ed1"), browser("ed2")
    page = form_data(first.get(page_of(world)), form="policy_form")
    texts = [name for name in page if name.endswith(("_en", "_es", "_zh_hans"))]
    assert len(texts) > 30
    kept = told = text_kept = 0
    for number in range(rounds):
        mine, theirs = texts[number % len(texts)], texts[(number + 7) % len(texts)]
        world.refresh_from_db()
        opened = page | {"version": [str(world.version)]}
        assert first.post(page_of(world), opened | {mine: [f"First {number}."]}).status_code == 302
        page[mine] = [f"First {number}."]
        answer = second.post(page_of(world), opened | {theirs: [f"Second {number}."]})
        again = form_data(answer, form="policy_form")
        told += f"ed1 (version {world.version + 1}" in answer.content.decode()
        text_kept += again[theirs] == [f"Second {number}."]
        now = form_data(first.get(page_of(world)), form="policy_form")
        kept += now[mine] == [f"First {number}."] and now[theirs] != [f"Second {number}."]
    assert (kept, told, text_kept) == (rounds, rounds, rounds)


def test_the_stock_form_loses_every_first_save(world: Policy) -> None:
    """The control: Django's own form, without a version, in the same order of events."""

    class Stock(admin.ModelAdmin):
        formfield_overrides = {URLField: {"assume_scheme": "https"}}

    room, user, lost = Stock(Source, admin.site), User.objects.create_superuser("root", password="x"), 0
    source = Source.objects.get(key="press-1")
    names = ["key", "url", "title", "publisher", "kind", "language", "published_on", "retrieved_on", "quote"]
    for number in range(100):
        opened = {name: getattr(source, name) for name in names}
        source.save()
        for column, text in (("title", f"First {number}"), ("quote", f"Second {number}")):
            request = RequestFactory().post("/", opened | {column: text})
            request.user, request._dont_enforce_csrf_checks = user, True  # type: ignore[attr-defined]
            request.session = {}  # type: ignore[assignment]
            request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
            assert room.changeform_view(request, str(source.pk)).status_code == 302
        source.refresh_from_db()
        lost += source.title != f"First {number}" and source.quote == f"Second {number}"
    assert lost == 100


@pytest.mark.slow
def test_of_a_save_and_a_publication_what_was_seen_is_printed_and_the_save_is_kept_or_told(world: Policy) -> None:
    editor, reviewer, writer = browser("ed1"), browser("rev1", REVIEWER), make_user("ed2")
    page = form_data(editor.get(page_of(world)), form="policy_form")
    for number in range(10):
        world.refresh_from_db()
        before = page | {"version": [str(world.version)], "summary_en": [f"Seen {number}."]}
        assert editor.post(page_of(world), before).status_code == 302
        world.refresh_from_db()
        submit(world, version=world.version, by=writer, now=clock.now())
        data, problems = look(world, now=clock.now())
        asked = {
            "version": world.version,
            "content_hash": content_hash(data),
            "reason": "Looked at.",
            "cleared": [problem.clears for problem in problems if problem.clears],
        }
        page["summary_en"] = [f"Typed {number}."]
        saved, published = at_once(
            (editor, page_of(world), page | {"version": [str(world.version)]}),
            (reviewer, page_of(world, "publish"), asked),
        )
        assert saved.status_code == 302
        assert published.status_code in (302, 409)
        edition = Edition.objects.filter(slug=world.slug).order_by("-number")[0]
        text = EditionText.objects.get(edition=edition, language="en").document
        assert (f"Seen {number}." in text) == (published.status_code == 302)
        assert f"Typed {number}." not in text
        world.refresh_from_db()
        assert world.summary["en"] == f"Typed {number}."


@pytest.mark.slow
def test_of_a_save_and_a_deletion_either_the_thing_or_the_text_comes_back(world: Policy) -> None:
    first, second = browser("ed1"), browser("ed2")
    outcomes = set()
    for number in range(20):
        source = make_source(f"s-{number}")
        page = form_data(first.get(page_of(source)), form="source_form")
        saved, deleted = at_once(
            (first, page_of(source), page | {"quote": [f"Typed {number}"]}),
            (second, page_of(source, "delete"), {"post": "yes", "version": source.version}),
        )
        assert deleted.status_code == 302
        there = Source.objects.filter(pk=source.pk).first()
        if there is None:
            assert saved.status_code in (200, 409)
            assert f"Typed {number}" in saved.content.decode()
        else:
            assert (saved.status_code, there.quote) == (302, f"Typed {number}")
        outcomes.add(there is None)
    assert outcomes


@pytest.mark.slow
def test_of_a_save_and_a_revert_exactly_one_wins(world: Policy) -> None:
    first, second = browser("ed1"), browser("ed2")
    page = form_data(first.get(page_of(world)), form="policy_form")
    for number in range(10):
        world.refresh_from_db()
        saved, reverted = at_once(
            (first, page_of(world), page | {"version": [str(world.version)], "title_en": [f"Typed {number}"]}),
            (second, page_of(world, "revert"), {"version": world.version, "number": 1}),
        )
        assert (saved.status_code, reverted.status_code) in ((302, 409), (200, 302))
        if saved.status_code == 200:
            assert f"Typed {number}" in saved.content.decode()
        else:
            world.refresh_from_db()
            assert world.title["en"] == f"Typed {number}"


@pytest.mark.parametrize("clicks", [10, pytest.param(100, marks=pytest.mark.slow)])
def test_a_double_click_makes_one_thing(world: Policy, clicks: int) -> None:
    add = "/admin/operators/source/add/"
    client = browser("ed1")
    values = {
        "url": "https://news.example/a",
        "title": "T",
        "publisher": "P",
        "kind": "press",
        "language": "es",
        "retrieved_on": str(TODAY),
    }
    page = form_data(client.get(add), form="source_form") | {name: [value] for name, value in values.items()}
    before = Source.objects.count()
    for number in range(clicks):
        data = page | {"key": [f"click-{number}"], "token": [str(uuid4())]}
        answers = at_once((client, add, data), (client, add, data))
        assert [answer.status_code for answer in answers] == [302, 302]
    assert Source.objects.count() - before == clicks
    assert Edit.objects.filter(noun="source", key__startswith="click-").count() == clicks


def test_the_same_form_without_its_token_is_an_error_for_the_second_click(world: Policy) -> None:
    """The control: unique keys alone make one thing too, but tell the editor that it exists already."""
    add = "/admin/operators/source/add/"
    client = browser("ed1")
    values = {"key": "k", "url": "https://news.example/a", "title": "T", "publisher": "P", "kind": "press"}
    values |= {"language": "es", "retrieved_on": str(TODAY), "token": ""}
    page = form_data(client.get(add), form="source_form") | {name: [value] for name, value in values.items()}
    assert [client.post(add, page).status_code for _click in range(2)] == [302, 200]
