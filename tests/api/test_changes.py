"""The change log: what became public, newest first, as JSON and as Atom."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from operators import clock
from operators.api.cursors import cursor
from operators.publishing import withdraw
from operators.roles import REVIEWER
from tests.api.described import faults
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now, tr

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]
ATOM = "{http://www.w3.org/2005/Atom}"
MINUTE = timedelta(minutes=1)


def entries(answer: Any) -> list[tuple[str, int, str]]:
    assert answer.status_code == 200, answer.content
    return [(row["slug"], row["edition"]["number"], row["action"]) for row in answer.json()["results"]]


def republish(policy: Any, value: int, *, minutes: int, **columns: Any) -> None:
    policy.facts.update(value=value)
    for name, given in columns.items():
        setattr(policy, name, given)
    policy.save()
    publish_now(policy, now=NOW + minutes * MINUTE)


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an hour after everything that these tests publish."""
    monkeypatch.setattr(clock, "now", lambda: NOW + 60 * MINUTE)


@pytest.mark.usefixtures("later")
def test_a_change_tells_the_fields_that_differ(get: Get) -> None:
    policy = make_policy("pe-cancellation")
    publish_now(policy)
    republish(policy, 3, minutes=1)
    answer = get("changes/").json()
    assert faults("listChanges", answer) == []
    new, first = answer["results"]
    assert (new["action"], new["compared_with"], new["change_count"]) == ("changed", 1, 1)
    assert new["changes"] == [{"path": "/facts/deadline/value", "old": 1, "new": 3}]
    assert (first["action"], first["compared_with"], first["changes"]) == ("published", None, [])
    assert new["edition"] == {
        name: value for name, value in get("policies/pe-cancellation/editions/").json()["results"][0].items()
        if name not in ("withdrawn", "fallbacks")
    }  # fmt: skip
    assert (new["title"], new["topic"], new["operator"], new["country"]) == (
        "Cancelling (en)",
        "cancellation",
        None,
        "PE",
    )
    assert new["public_at"] == "2026-11-22T12:01:00Z"


@pytest.mark.usefixtures("later")
def test_an_edition_for_an_earlier_day_is_compared_with_what_applied_then(get: Get) -> None:
    policy = make_policy("pe-cancellation", effective_from=date(2025, 1, 1))
    publish_now(policy)
    republish(policy, 3, minutes=1, effective_from=date(2026, 1, 1))
    republish(policy, 2, minutes=2, effective_from=date(2025, 6, 1))
    republish(policy, 9, minutes=3, effective_from=date(2024, 6, 1))
    rows = get("changes/").json()["results"]
    assert [(row["edition"]["number"], row["action"], row["compared_with"]) for row in rows] == [
        (4, "changed", None),
        (3, "changed", 1),
        (2, "changed", 1),
        (1, "published", None),
    ]


def test_a_waiting_edition_is_nowhere_before_its_day_and_then_compared_with_what_it_ended(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = make_policy("pe-cancellation")
    publish_now(policy)
    before = get("changes/").content
    republish(policy, 3, minutes=0, effective_from=date(2026, 12, 1))
    assert get("changes/").content == before
    republish(policy, 2, minutes=0, effective_from=date(2025, 1, 1))
    rows = get("changes/").json()["results"]
    assert [(row["edition"]["number"], row["compared_with"]) for row in rows] == [(3, 1), (1, None)]
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 1, 5, 0, tzinfo=UTC))
    newest = get("changes/").json()["results"][0]
    assert (newest["edition"]["number"], newest["compared_with"], newest["public_at"]) == (2, 3, "2026-12-01T05:00:00Z")
    assert newest["changes"] == [{"path": "/facts/deadline/value", "old": 2, "new": 3}]
    assert entries(get("changes/", updated_since="2026-12-01")) == [("pe-cancellation", 2, "changed")]


@pytest.mark.usefixtures("later")
def test_withdrawn_text_stands_nowhere_in_the_log(get: Get, client: Any) -> None:
    claro = make_operator("claro")
    publish_now(claro)
    policy = make_policy("claro-refund", operator=claro, topic="refund", title=tr("SECRET"), change_note=tr("SECRET"))
    publish_now(policy)
    republish(policy, 3, minutes=1)
    withdraw(
        kind="policy",
        slug="claro-refund",
        because={"es": "Era falso."},
        by=make_user("rev", REVIEWER),
        now=NOW + 2 * MINUTE,
    )
    answer = get("changes/", operator="claro", kind="policy")
    assert entries(answer) == [
        ("claro-refund", 3, "withdrawn"),
        ("claro-refund", 2, "changed"),
        ("claro-refund", 1, "published"),
    ]
    assert faults("listChanges", answer.json()) == []
    for row in answer.json()["results"]:
        assert (row["withdrawn"], row["title"], row["changes"], row["edition"]["note"]) == (True, None, [], "")
        assert (row["operator"], row["topic"]) == ({"slug": "claro", "name": "Claro"}, "refund")
    stone = answer.json()["results"][0]
    assert (stone["why"], stone["fallbacks"]) == ("Era falso.", [{"path": "/why", "language": "es"}])
    assert b"SECRET" not in answer.content
    feed = client.get("/api/v1/changes/atom/", {"lang": "es"}).content.decode()
    assert "SECRET" not in feed
    assert "Era falso." in feed
    republish(policy, 4, minutes=3)
    again = get("changes/", kind="policy").json()["results"][0]
    assert (again["action"], again["compared_with"], again["title"]) == ("published", None, "SECRET (en)")


def test_what_was_taken_away_while_it_waited_never_appears(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_now(make_policy("pe-refund", topic="refund", effective_from=date(2026, 12, 1)))
    withdraw(kind="policy", slug="pe-refund", because=tr("No."), by=make_user("rev", REVIEWER), now=NOW + MINUTE)
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 2, 5, 0, tzinfo=UTC))
    assert entries(get("changes/")) == []


@pytest.mark.usefixtures("later")
def test_a_faq_entry_names_no_policy_that_is_not_live(get: Get) -> None:
    live, gone, entry = make_policy("pe-refund", topic="refund"), make_policy("pe-gone", topic="identity"), make_faq()
    publish_now(live)
    publish_now(gone)
    publish_now(entry)
    entry.policies.set([live, gone])
    publish_now(entry, now=NOW + MINUTE)
    both = get("changes/", kind="faq").json()["results"][0]["changes"]
    assert both == [{"path": "/policies", "old": [], "new": ["pe-gone", "pe-refund"]}]
    withdraw(kind="policy", slug="pe-gone", because=tr("No."), by=make_user("rev", REVIEWER), now=NOW + 2 * MINUTE)
    one = get("changes/", kind="faq").json()["results"][0]["changes"]
    assert one == [{"path": "/policies", "old": [], "new": ["pe-refund"]}]


@pytest.mark.usefixtures("later")
def test_many_changes_are_counted_and_the_first_twenty_told(get: Get) -> None:
    policy = make_policy("pe-cancellation")
    for place in range(30):
        policy.not_checked.create(key=f"n-{place}", position=place, text=tr("a"))
        policy.messages.create(key=f"m-{place}", position=place, channel="chat", language="es", text="a")
    publish_now(policy)
    policy.messages.update(text="b")
    publish_now(policy, now=NOW + MINUTE)
    newest = get("changes/").json()["results"][0]
    assert (newest["change_count"], len(newest["changes"])) == (30, 20)


@pytest.mark.usefixtures("peru")
def test_walking_by_cursor_gives_every_entry_once_in_the_order_of_the_log(get: Get, client: Any) -> None:
    whole = entries(get("changes/", page_size=100))
    walked, address = [], "/api/v1/changes/?lang=en&page_size=7"
    while address:
        page = client.get(address)
        walked += entries(page)
        address = (page.json()["next"] or "").removeprefix("http://127.0.0.1:8000")
    assert walked == whole
    assert len(walked) > 50


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    "bad",
    [
        "x",
        "====",
        "é",
        "a" * 300,
        cursor("changes", "policy", "nobody", 1),
        cursor("changes", "policy", "pe-cancellation", 99),
        cursor("export", "policy", "pe-cancellation", 1),
        cursor("changes", "policy", "pe-cancellation", 1)[:-1],
        cursor("changes", "policy", "pe-cancellation", 1) + "=",
        "Y2hhbmdlcyBwb2xpY3kgcGUtY2FuY2VsbGF0aW9uIDEgMDAwMDAwMDA",
    ],
)
def test_a_bad_cursor_is_named(get: Get, bad: str) -> None:
    answer = get("changes/", cursor=bad)
    assert (answer.status_code, answer.json()["type"].partition("#")[2]) == (400, "invalid-value")
    assert answer.json()["parameter"] == "cursor"


def test_a_cursor_that_names_a_waiting_edition_is_as_bad_as_any(get: Get) -> None:
    publish_now(make_policy("pe-refund", topic="refund", effective_from=date(2026, 12, 1)))
    waiting, nothing = (
        get("changes/", cursor=cursor("changes", "policy", slug, 1)) for slug in ("pe-refund", "pe-refand")
    )
    assert (waiting.status_code, nothing.status_code) == (400, 400)
    assert waiting.json()["detail"].partition(" was ")[2] == nothing.json()["detail"].partition(" was ")[2]


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    "query",
    [{"kind": "faq"}, {"operator": "claro"}, {"topic": "cancellation"}, {"country": "PE"}, {"significance": "typo"}],
)
def test_changes_are_filtered(get: Get, query: dict[str, str]) -> None:
    everything = get("changes/", page_size=100).json()["results"]
    ((name, value),) = query.items()

    def of(row: dict[str, Any]) -> Any:
        if name == "significance":
            return row["edition"][name]
        return row[name]["slug"] if name == "operator" and row[name] else row[name]

    expected = [row for row in everything if of(row) == value]
    assert get("changes/", page_size=100, **query).json()["results"] == expected
    assert (len(expected) > 0) == (name != "significance")


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_the_feed_is_atom_in_each_language_and_for_each_operator(get: Get, client: Any, language: str) -> None:
    listed = get("changes/", lang=language, operator="claro", page_size=100)
    told = listed["Link"]
    assert told.endswith('; rel="alternate"; type="application/atom+xml"')
    address = told.partition(">")[0].removeprefix("<http://127.0.0.1:8000")
    answer = client.get(address)
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert answer["Content-Language"] == language
    feed = ET.fromstring(answer.content)
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == language
    for required in ("id", "title", "updated"):
        assert feed.findtext(ATOM + required)
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.attrib["rel"] for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    items = feed.findall(f"{ATOM}entry")
    ids = [item.findtext(f"{ATOM}id") for item in items]
    assert ids == [
        f"tag:127.0.0.1,2026:{row['kind']}/{row['slug']}/{row['edition']['number']}/{language}"
        for row in listed.json()["results"]
    ]
    assert len(set(ids)) == len(ids) > 2
    for item in items:
        assert item.findtext(f"{ATOM}title")
        assert item.findtext(f"{ATOM}updated") == "2026-11-22T12:00:00+00:00"
        assert item.find(f"{ATOM}link") is not None


def test_an_empty_feed_does_not_move_with_the_clock(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    before = client.get("/api/v1/changes/atom/?lang=en").content
    monkeypatch.setattr(clock, "now", lambda: NOW + 60 * MINUTE)
    assert client.get("/api/v1/changes/atom/?lang=en").content == before
