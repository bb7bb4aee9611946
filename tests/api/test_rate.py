"""How often a client may ask, and who a client is."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory

from operators.api import rate

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KB_API_RATE = 3
    monkeypatch.setattr(rate, "_skipped_until", 0.0)
    monkeypatch.setattr(rate, "_said_at", float("-inf"))
    monkeypatch.setattr(rate.time, "time", lambda: 1_000_000_000.0)
    rate._own.clear()


def test_each_answer_says_what_is_left_and_the_fourth_is_refused(client: Client) -> None:
    left = [client.get("/api/v1/policies/")["RateLimit"] for _ in range(3)]
    assert left == ['"default";r=2;t=20', '"default";r=1;t=20', '"default";r=0;t=20']
    refused = client.get("/api/v1/policies/")
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused["Retry-After"], refused["RateLimit-Policy"]) == ("20", '"default";q=3;w=60')
    assert refused["Cache-Control"] == "no-store, private"
    assert refused.json()["type"].endswith("#too-many-requests")


def test_errors_and_unknown_addresses_count_too(client: Client) -> None:
    for path in ("/api/v1/policies/?x=1", "/api/v1/nothing/", "/api/docs/"):
        client.get(path)
    assert client.post("/api/v1/readiness/", {}, content_type="application/json").status_code == 429
    assert client.get("/api/v1/policies/?lang=fr").status_code == 429


def test_a_new_window_starts_anew(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        client.get("/api/v1/policies/")
    monkeypatch.setattr(rate.time, "time", lambda: 1_000_000_020.0)
    request = RequestFactory().get("/")
    assert rate.count(request) == rate.Count(3, 1, 60)


def test_another_client_is_not_affected(client: Client) -> None:
    for _ in range(4):
        client.get("/api/v1/policies/")
    assert client.get("/api/v1/policies/", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_zero_lifts_the_limit(client: Client, settings: Any) -> None:
    settings.KB_API_RATE = 0
    for _ in range(5):
        assert "RateLimit" not in client.get("/api/v1/policies/")


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "client"),
    [
        (0, "203.0.113.9", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "6.6.6.6, 203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (2, "6.6.6.6, 203.0.113.9, 10.0.0.1", "192.0.2.1", "203.0.113.9"),
        (2, "203.0.113.9", "192.0.2.1", "203.0.113.9"),
        (1, "", "192.0.2.1", "192.0.2.1"),
        (1, "203.0.113.9:4711", "192.0.2.1", "203.0.113.9"),
        (1, "[2001:db8:1:2::7]:4711", "192.0.2.1", "2001:db8:1:2::/64"),
        (0, "", "2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        (0, "", "fe80::1%eth0", "fe80::/64"),
        (0, "", "::ffff:192.0.2.1", "192.0.2.1"),
        (1, "for=nonsense", "192.0.2.1", "unknown"),
        (0, "", "", "unknown"),
    ],
)
def test_a_client_is_told_from_what_our_own_proxies_wrote(
    settings: Any, proxies: int, forwarded: str, remote: str, client: str
) -> None:
    settings.KB_NUM_PROXIES = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    assert rate.client(RequestFactory().get("/", headers=headers, REMOTE_ADDR=remote)) == client


def test_no_address_is_written_into_the_cache(client: Client) -> None:
    client.get("/api/v1/policies/", REMOTE_ADDR="192.0.2.77")
    store: Any = cache._cache  # type: ignore[attr-defined]
    keys = [str(key) for key in (store.get_client().keys("*") if hasattr(store, "get_client") else store)]
    assert not [key for key in keys if "192.0.2.77" in key]
    assert [key for key in keys if ":rate:" in key]


def test_while_the_cache_is_away_the_process_counts_for_itself(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    calls = []

    class Away:
        def add(self, *args: Any, **kwargs: Any) -> bool:
            calls.append(args)
            raise ConnectionError("redis://secret@host")

    monkeypatch.setattr(rate, "cache", Away())
    statuses = [client.get("/api/v1/policies/").status_code for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    assert len(calls) == 1  # it is left alone for a while, so nobody waits for its time-out again
    assert [record.getMessage() for record in caplog.records if record.name == "kb.rate"] == [
        "the cache does not answer (ConnectionError); each process counts for itself"
    ]


def test_a_counter_that_ended_between_two_calls_starts_anew() -> None:
    class Forgetful:
        kept: dict[str, int] = {}

        def add(self, *args: Any, **kwargs: Any) -> bool:
            return False

        def incr(self, key: str) -> int:
            raise ValueError(key)

        def set(self, key: str, value: int, timeout: int) -> None:
            self.kept[key] = value

    store = Forgetful()
    assert rate._count_in(store, "k") == 1  # type: ignore[arg-type]
    assert store.kept == {"k": 1}
