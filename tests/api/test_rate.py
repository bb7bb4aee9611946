"""How often a client may ask, and who a client is."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client, RequestFactory

from operators.api import rate
from operators.counting import MachineCounter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _afresh(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.KB_API_RATE = 3
    monkeypatch.setattr(rate, "_skipped_until", 0.0)
    monkeypatch.setattr(rate, "_said_at", float("-inf"))
    at(monkeypatch, 0.0)


def at(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """It is so many seconds after a moment at which a slice begins."""
    monkeypatch.setattr(rate.time, "time", lambda: 1_000_000_000.0 + seconds)


BODY = '{"operator": "nobody", "line_type": "prepaid", "answers": {}}'


def ask(client: Client) -> Any:
    """A request whose answer nobody stores."""
    return client.post("/api/v1/readiness/", BODY, content_type="application/json")


def test_each_answer_that_nobody_stores_says_what_is_left_and_the_fourth_is_refused(client: Client) -> None:
    left = [ask(client)["RateLimit"] for _ in range(3)]
    assert left == ['"default";r=2;t=65', '"default";r=1;t=65', '"default";r=0;t=65']
    refused = client.get("/api/v1/policies/")
    assert (refused.status_code, refused["Content-Type"]) == (429, "application/problem+json")
    assert (refused["Retry-After"], refused["RateLimit-Policy"]) == ("65", '"default";q=3;w=60')
    assert refused["RateLimit"] == '"default";r=0;t=65'
    assert refused["Cache-Control"] == "no-store, private"
    assert refused.json()["type"].endswith("#too-many-requests")


@pytest.mark.parametrize("path", ["policies/", "policies/nothing/", "export/"])
def test_an_answer_that_caches_share_tells_the_policy_and_nobodys_count(client: Client, path: str) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert answer["Cache-Control"].startswith("public")
    assert answer["RateLimit-Policy"] == '"default";q=3;w=60'
    assert "RateLimit" not in answer


def test_no_sixty_seconds_hold_more_than_the_limit(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    allowed = []
    for second in range(0, 300, 2):
        at(monkeypatch, second)
        if client.get("/api/v1/policies/").status_code == 200:
            allowed.append(second)
    assert len(allowed) > 9  # what is refused does not count: at least three in 65 seconds
    assert max(len([one for one in allowed if start <= one < start + 60]) for start in range(300)) == 3


def test_errors_and_unknown_addresses_count_too(client: Client) -> None:
    for path in ("/api/v1/policies/?x=1", "/api/v1/nothing/", "/api/docs/"):
        client.get(path)
    assert client.post("/api/v1/readiness/", {}, content_type="application/json").status_code == 429
    assert client.get("/api/v1/policies/?lang=fr").status_code == 429


def test_whoever_waits_as_told_is_answered_again(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for second in (0, 7, 7, 7, 40):
        at(monkeypatch, second)
        answer = client.get("/api/v1/policies/")
    assert answer.status_code == 429
    at(monkeypatch, 40 + int(answer["Retry-After"]) - 1)
    assert client.get("/api/v1/policies/").status_code == 429
    at(monkeypatch, 40 + int(answer["Retry-After"]))
    assert client.get("/api/v1/policies/").status_code == 200


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


def test_no_address_is_written_anywhere(client: Client) -> None:
    client.get("/api/v1/policies/", REMOTE_ADDR="192.0.2.77")
    store: Any = cache._cache  # type: ignore[attr-defined]
    keys = [str(key) for key in (store.get_client().keys("*") if hasattr(store, "get_client") else store)]
    assert not [key for key in keys if "192.0.2.77" in key]
    assert bool([key for key in keys if ":rate:" in key]) == bool(django_settings.REDIS_URL)
    counted = rate.machine._path.read_bytes()
    assert any(counted)
    assert b"192.0.2.77" not in counted
    assert bytes([192, 0, 2, 77]) not in counted


class Shared(LocMemCache):
    """A cache as all machines share it; `away` while it does not answer."""

    def __init__(self) -> None:
        super().__init__("tests.api.test_rate", {})
        self.clear()
        self.away, self.asked = False, 0

    def add(self, *args: Any, **kwargs: Any) -> bool:
        self.asked += 1
        if self.away:
            raise ConnectionError("redis://secret@host")
        return super().add(*args, **kwargs)


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Shared:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    found = Shared()
    monkeypatch.setattr(rate, "cache", found)
    return found


def elsewhere(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Another machine answers from now on."""
    monkeypatch.setattr(rate, "machine", MachineCounter(path / "rate.counts"))


def test_machines_that_share_a_cache_count_together(
    client: Client, monkeypatch: pytest.MonkeyPatch, shared: Shared, tmp_path: Path
) -> None:
    statuses = []
    for machine in ("a", "b", "c", "a", "b"):
        elsewhere(monkeypatch, tmp_path / machine)
        statuses.append(client.get("/api/v1/policies/").status_code)
    assert statuses == [200, 200, 200, 429, 429]
    at(monkeypatch, 65)
    assert client.get("/api/v1/policies/").status_code == 200


def test_while_the_cache_is_away_the_machine_goes_on_from_its_own_count(
    client: Client, shared: Shared, caplog: pytest.LogCaptureFixture
) -> None:
    statuses = [client.get("/api/v1/policies/").status_code for _ in range(2)]
    shared.away, shared.asked = True, 0
    statuses += [client.get("/api/v1/policies/").status_code for _ in range(3)]
    assert statuses == [200, 200, 200, 429, 429]
    assert shared.asked == 1  # it is left alone for a while, so nobody waits for its time-out again
    assert [record.getMessage() for record in caplog.records if record.name == "kb.rate"] == [
        "the cache does not answer (ConnectionError); each machine counts for itself"
    ]


def test_a_cache_that_comes_back_empty_starts_nobody_anew(client: Client, shared: Shared) -> None:
    statuses = [client.get("/api/v1/policies/").status_code for _ in range(2)]
    shared.clear()
    statuses += [client.get("/api/v1/policies/").status_code for _ in range(2)]
    assert statuses == [200, 200, 200, 429]


def test_a_counter_that_ended_between_two_calls_starts_anew() -> None:
    class Forgetful(Shared):
        def add(self, *args: Any, **kwargs: Any) -> bool:
            return False

    assert rate._count_in(Forgetful(), "who", 100, 3) == [1] + [0] * 12
