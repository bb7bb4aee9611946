"""All that applies now: the same bytes for the same content, whole or by pages."""

import gzip
import json
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from operators import clock
from operators.models.printed import ChangeEntry, Edition, EditionText, Listing
from operators.publishing import confirm, verify, withdraw
from operators.publishing.rebuilding import rebuild
from operators.roles import REVIEWER
from operators.vocabulary import VerificationOutcome
from tests.api.described import faults
from tests.factories import NOW, make_faq, make_policy, make_user, publish_now, tr

pytestmark = pytest.mark.django_db
Get = Callable[..., Any]


def whole(get: Get, **query: str) -> Any:
    answer = get("export/", **query)
    assert answer.status_code == 200
    return json.loads(answer.getvalue())


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_it_holds_every_document_as_its_own_address_gives_it(get: Get, language: str) -> None:
    exported = whole(get, lang=language)
    assert faults("exportAll", exported) == []
    assert (exported["language"], exported["next"], exported["page_size"]) == (language, None, None)
    rooms = {"operator": "operators", "policy": "policies", "faq": "faq"}
    for document in exported["results"]:
        read = get(f"{rooms[document['kind']]}/{document['slug']}/", lang=language).json()
        if document["kind"] == "policy":
            del read["contact_points"], read["freshness"]["state"]
        if document["kind"] == "faq":
            read["policies"] = [one["slug"] for one in read["policies"]]
        assert document == read
    counts = [get(f"{room}/").json()["count"] for room in rooms.values()]
    assert len(exported["results"]) == sum(counts)


@pytest.mark.usefixtures("peru")
def test_it_is_canonical_a_document_a_line_and_the_same_when_derived_anew(get: Get) -> None:
    answer = get("export/")
    body = answer.getvalue()
    lines = body.decode().splitlines()
    documents = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [json.dumps(one, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for one in documents] == [
        line.rstrip(",") for line in lines[1:-1]
    ]
    rebuild()
    again = get("export/")
    assert (again.getvalue(), again["ETag"]) == (body, answer["ETag"])


@pytest.mark.usefixtures("peru")
def test_walking_by_pages_gives_the_same_documents_in_the_same_order(get: Get, client: Any) -> None:
    walked, address = [], "/api/v1/export/?lang=en&page_size=9"
    while address:
        page = client.get(address).json()
        assert faults("exportAll", page) == []
        walked += page["results"]
        address = (page["next"] or "").removeprefix("http://127.0.0.1:8000")
    assert walked == whole(get)["results"]


@pytest.mark.usefixtures("peru")
def test_it_repeats_as_304_without_a_body_also_zipped(get: Get) -> None:
    plain = get("export/")
    zipped = get("export/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(zipped.getvalue()) == plain.getvalue()
    assert zipped["ETag"] != plain["ETag"]
    assert plain["ETag"] != get("export/", lang="es")["ETag"]
    for first, encoding in ((plain, ""), (zipped, "gzip")):
        again = get("export/", headers={"If-None-Match": first["ETag"], "Accept-Encoding": encoding})
        assert (again.status_code, again.getvalue(), again["ETag"]) == (304, b"", first["ETag"])


def test_time_and_waiting_editions_change_no_byte_until_their_day_comes(
    get: Get, monkeypatch: pytest.MonkeyPatch
) -> None:
    policy = make_policy("pe-cancellation")
    publish_now(policy)
    before = get("export/")
    bytes_before = before.getvalue()
    policy.effective_from = date(2026, 12, 1)
    policy.save()
    publish_now(policy)
    make_policy("draft", topic="refund")
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 11, 30, 12, 0, tzinfo=UTC))
    later = get("export/")
    assert (later.getvalue(), later["ETag"]) == (bytes_before, before["ETag"])
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 1, 5, 0, tzinfo=UTC))
    after = get("export/")
    assert after["ETag"] != before["ETag"]
    assert [one["edition"]["number"] for one in json.loads(after.getvalue())["results"]] == [2]


def test_a_check_changes_the_days_and_the_etag(get: Get) -> None:
    publish_now(make_policy("pe-cancellation", review_every_days=90))
    before = get("export/")
    assert json.loads(before.getvalue())["results"][0]["freshness"] == {"verified_on": None, "review_due_on": None}
    check = verify(
        policy="pe-cancellation",
        day=date(2026, 11, 20),
        outcome=VerificationOutcome.CONFIRMED,
        by=make_user("ed"),
        now=NOW,
    )
    confirm(check, by=make_user("rev", REVIEWER), now=NOW)
    after = get("export/")
    days = {"verified_on": "2026-11-20", "review_due_on": "2027-02-18"}
    assert json.loads(after.getvalue())["results"][0]["freshness"] == days
    assert after["ETag"] != before["ETag"]


def test_withdrawn_and_superseded_text_is_not_in_it(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, entry, other = (
        make_policy("pe-refund", topic="refund"),
        make_faq(),
        make_policy("pe-gone", topic="identity"),
    )
    for subject in (policy, other):
        publish_now(subject)
    entry.policies.set([policy, other])
    publish_now(entry)
    policy.title = tr("Newer")
    policy.save()
    publish_now(policy)
    withdraw(kind="policy", slug="pe-gone", because=tr("No."), by=make_user("rev", REVIEWER), now=NOW)
    monkeypatch.setattr(clock, "now", lambda: NOW + timedelta(minutes=1))
    found = {one["slug"]: one for one in whole(get)["results"]}
    assert sorted(found) == ["pe-refund", "what-is-it"]
    assert (found["pe-refund"]["title"], found["pe-refund"]["edition"]["number"]) == ("Newer (en)", 2)
    assert found["what-is-it"]["policies"] == ["pe-refund"]


def test_a_publication_during_the_stream_does_not_tear_it(get: Get) -> None:
    policy = make_policy("pe-refund", topic="refund")
    publish_now(policy)
    answer = get("export/")
    stream = iter(answer)
    begun = next(stream)
    policy.title = tr("Newer")
    policy.save()
    publish_now(policy)
    assert b"Newer" not in begun + b"".join(stream)
    assert b"Newer" in get("export/").getvalue()


def test_updated_since_gives_what_came_after(get: Get) -> None:
    publish_now(make_policy("pe-refund", topic="refund"))
    assert [one["slug"] for one in whole(get, updated_since="2026-11-22")["results"]] == ["pe-refund"]
    assert whole(get, updated_since="2026-11-23")["results"] == []
    assert get("export/", updated_since="x").json()["parameter"] == "updated_since"


@pytest.mark.parametrize(("name", "value"), [("cursor", "x"), ("page_size", "101"), ("fields", "slug"), ("page", "1")])
def test_a_bad_parameter_is_named(get: Get, name: str, value: str) -> None:
    answer = get("export/", **{name: value})
    assert (answer.status_code, answer.json()["parameter"]) == (400, name)


def multiply(edition: Edition, times: int, padding: int) -> None:
    """Print an edition many times over under other names, as rows: each document `padding` characters longer."""
    text = EditionText.objects.get(edition=edition, language="en")
    document = json.dumps(json.loads(text.document) | {"scope": "x" * padding})
    names = [f"copy-{number}" for number in range(times)]
    copies = [
        Edition(
            kind="policy", slug=name, number=1, revision=1000 + place, country="PE", four_eyes=True, hash=name,
            effective_from=edition.effective_from, effective_basis="stated", significance="policy_changed",
            published_at=NOW, public_at=NOW,
        )
        for place, name in enumerate(names)
    ]  # fmt: skip
    Edition.objects.bulk_create(copies)
    for kept in Edition.objects.filter(slug__startswith="copy-").order_by("revision").iterator():
        EditionText.objects.bulk_create([EditionText(edition=kept, language="en", document=document, summary="{}")])
        shared = {"kind": "policy", "slug": kept.slug, "edition": kept, "country": "PE", "public_at": NOW}
        Listing.objects.bulk_create([Listing(**shared, effective_from=kept.effective_from)])
        ChangeEntry.objects.bulk_create([ChangeEntry(**shared, action="published", revision=kept.revision)])


def test_memory_does_not_grow_with_the_rows(get: Get) -> None:
    """Six hundred documents of 20 KB, 12 MB in all, pass through a few."""
    multiply(publish_now(make_policy("pe-refund", topic="refund")), 600, 20_000)
    get("export/", page_size=1)  # whatever a first request loads
    tracemalloc.start()
    try:
        size = sum(len(part) for part in get("export/"))
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert size > 12_000_000
    assert peak < size / 2
