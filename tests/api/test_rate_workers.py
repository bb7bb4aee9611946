"""Sixty requests a minute are sixty over four real workers, whoever a client claims to be, with Redis and without."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
LIMIT = 60
MOST = 63
ASKED = 200
_asked = count(1)

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Site:
    """The product's own server with four workers on a database of its own."""

    def __init__(self, folder: Path, *, proxies: int, redis: str = "") -> None:
        self.port = free_port()
        own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PYTEST_VERSION")}
        self.environment = own | {
            "KB_LOCAL": "1",
            "KB_DATA_DIR": str(folder),
            "KB_API_RATE": str(LIMIT),
            "KB_NUM_PROXIES": str(proxies),
            "REDIS_URL": redis,
        }
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity", "0"], cwd=ROOT, env=self.environment, check=True
        )
        self.process = subprocess.Popen(
            [Path(sys.executable).with_name("granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port",
             str(self.port), "--workers", "4", "--blocking-threads", "1", "--no-access-log", "--log-level", "warning",
             "kb.wsgi:application"],
            cwd=ROOT, env=self.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not self.answers():
            assert self.process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.2)

    def answers(self) -> bool:
        try:
            return self.status("/readyz") == 200
        except OSError:
            return False

    def status(self, path: str, forwarded: str = "") -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path, headers={"X-Forwarded-For": forwarded} if forwarded else {})
            answer = connection.getresponse()
            answer.read()
            return answer.status
        finally:
            connection.close()

    def allowed(self, forwarded: str = "", times: int = ASKED) -> int:
        """How many of so many requests at once are answered; `{n}` in the header is another number each time.

        Each asks for a page that there is not, another one each time, so that nothing kept can answer.
        """
        with ThreadPoolExecutor(8) as pool:
            asked = [
                pool.submit(self.status, f"/api/v1/policies/?page=x{next(_asked)}", forwarded.replace("{n}", str(n)))
                for n in range(times)
            ]
        statuses = [one.result() for one in asked]
        assert set(statuses) <= {400, 429}  # a 400 was looked at
        return statuses.count(400)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(30)


@pytest.fixture(scope="module")
def behind_a_proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("proxy"), proxies=1)
    yield site
    site.stop()


@pytest.mark.parametrize(
    ("client", "forwarded"),
    [
        ("plain", ""),
        ("forged on the left", "6.6.{n}.6, 203.0.113.9"),
        ("an IPv6 network", "2001:db8:1:2::{n}"),
        ("an IPv6 network, with ports", "[2001:db8:1:3:{n}::1]:4711"),
    ],
)
def test_one_client_gets_sixty_behind_a_proxy(behind_a_proxy: Site, client: str, forwarded: str) -> None:
    assert LIMIT <= behind_a_proxy.allowed(forwarded) <= MOST
    assert behind_a_proxy.allowed(f"198.51.100.{len(client)}", times=5) == 5  # another one is not affected


def test_the_control_every_client_behind_the_proxy_gets_its_own_sixty(behind_a_proxy: Site) -> None:
    assert behind_a_proxy.allowed("198.18.{n}.1") == ASKED


def test_without_a_proxy_no_header_is_believed(tmp_path: Path) -> None:
    site = Site(tmp_path, proxies=0)
    try:
        assert LIMIT <= site.allowed("198.18.{n}.1") <= MOST
    finally:
        site.stop()


@pytest.mark.redis
@pytest.mark.skipif(shutil.which("redis-server") is None, reason="needs redis-server, to stop it")
def test_sixty_stay_sixty_when_redis_stops_and_comes_back(tmp_path: Path) -> None:
    port = free_port()

    def redis() -> subprocess.Popen[bytes]:
        found = subprocess.Popen(
            ["redis-server", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(tmp_path)],
            stdout=subprocess.DEVNULL,
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        return found

    def stop(process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        process.wait(10)

    running = redis()
    site = Site(tmp_path / "data", proxies=1, redis=f"redis://127.0.0.1:{port}/0")
    try:
        assert LIMIT <= site.allowed("192.0.2.1") <= MOST  # Redis is up
        before = site.allowed("192.0.2.2", times=30)
        stop(running)
        assert LIMIT <= before + site.allowed("192.0.2.2") <= MOST  # it stopped in the middle of a minute
        assert LIMIT <= site.allowed("192.0.2.3") <= MOST  # it is away
        before = site.allowed("192.0.2.4", times=30)
        running = redis()
        assert LIMIT <= before + site.allowed("192.0.2.4") <= MOST  # it came back empty
    finally:
        site.stop()
        stop(running)
