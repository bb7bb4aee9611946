"""No request, however crafted, gets an error of ours, a cookie, its own markup back, or much of our time."""

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from django.core import signals
from django.db import close_old_connections

from operators.api.problem_kinds import PROBLEMS
from tests.trust.hostile import MARK, Line, corpus

SECONDS = 2.0
SLOW = "took"
pytestmark = pytest.mark.django_db


@pytest.fixture
def application(peru: None, settings: Any) -> Iterator[Callable[..., Any]]:
    """The site as a server calls it, inside the test's own transaction, with nobody held up."""
    from kb.wsgi import application

    settings.KB_API_RATE = 0
    both = (signals.request_started, signals.request_finished)
    for signal in both:
        signal.disconnect(close_old_connections)
    yield application
    for signal in both:
        signal.connect(close_old_connections)


def environ(line: Line) -> dict[str, Any]:
    """What a server makes of the request: the path decoded into bytes, the query as it came."""
    headers = {"Host": "127.0.0.1", "Content-Length": str(len(line.body)), **line.headers}
    named = {name.upper().replace("-", "_"): value for name, value in headers.items()}
    bare = ("CONTENT_TYPE", "CONTENT_LENGTH")
    return {
        "REQUEST_METHOD": line.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(line.path.encode()).decode("latin-1"),
        "QUERY_STRING": line.query,
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(line.body),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **{name if name in bare else f"HTTP_{name}": value for name, value in named.items()},
    }


def faults(line: Line, application: Callable[..., Any]) -> list[str]:
    """What is wrong with the answer to a line."""
    began = time.perf_counter()
    said: dict[str, Any] = {}

    def start(status: str, headers: list[tuple[str, str]], *_rest: Any) -> None:
        said["status"], said["headers"] = int(status[:3]), headers

    answer = application(environ(line), start)
    body = b"".join(answer)
    getattr(answer, "close", lambda: None)()
    took = time.perf_counter() - began
    headers = {name.lower(): value for name, value in said["headers"]}
    if headers.get("content-encoding") == "gzip":
        body = gzip.decompress(body)
    found = []
    if said["status"] >= 500:
        found.append(f"status {said['status']}")
    if took > SECONDS:
        found.append(f"{SLOW} {took:.1f} s")
    if "set-cookie" in headers:
        found.append("a cookie")
    if any(letter in value for value in headers.values() for letter in "\r\n\0"):
        found.append("a header of the client's making")
    if MARK.encode() in body:
        found.append("markup as it was sent")
    if any("evil.example" in value for value in headers.values()) or b"evil.example" in body:
        found.append("an address of the client's making")
    if line.of_api:
        found += _faults_of_api(line, said["status"], headers, body)
    return found


def _faults_of_api(line: Line, status: int, headers: dict[str, str], body: bytes) -> list[str]:
    if line.method == "HEAD":
        return []  # the server leaves its body out
    if status in (204, 304):
        return ["a body"] if body else []
    if status == 301:
        return [] if headers["location"].startswith("/api/") else [f"leads to {headers['location']}"]
    if status == 200:
        page = headers["content-type"].startswith("text/html") and line.path.startswith("/api/docs")
        return [] if page or isinstance(json.loads(body), dict) else ["not an object"]
    if headers["content-type"] != "application/problem+json":
        return [f"an error of the type {headers['content-type']}"]
    problem = json.loads(body)
    kind = PROBLEMS.get(problem["type"].rpartition("#")[2])
    well = (
        kind is not None
        and {"type", "title", "status", "detail", "instance"} <= set(problem)
        and (problem["status"], problem["title"]) == (status, kind.title)
        and kind.status == status
        and bool(problem["detail"])
        and len(body) < 20_000
    )
    return [] if well else [f"not a well-formed problem: {body[:200]!r}"]


def test_there_are_at_least_800_and_no_two_are_alike() -> None:
    lines = list(corpus())
    assert len(lines) >= 800
    assert len({line.idea for line in lines}) == len(lines)
    told = Counter(repr((line.method, line.path, line.query, line.headers, line.body)) for line in lines)
    assert [request[:80] for request, times in told.items() if times > 1] == []


@pytest.mark.slow
def test_every_hostile_request_is_answered_calmly(application: Callable[..., Any]) -> None:
    found = {}
    for line in corpus():
        wrong = faults(line, application)
        if wrong and all(one.startswith(SLOW) for one in wrong):
            wrong = faults(line, application)  # the machine may have been busy with something else
        if wrong:
            found[line.idea] = wrong
    assert found == {}


@pytest.mark.parametrize(
    ("status", "headers", "body", "wrong"),
    [
        ("500 Oops", [("Content-Type", "application/problem+json")], b'{"type": "#internal-error"}', "status 500"),
        ("200 OK", [("Content-Type", "application/json"), ("Set-Cookie", "k=1")], b"{}", "a cookie"),
        ("200 OK", [("Content-Type", "application/json")], f'{{"a": "{MARK}"}}'.encode(), "markup as it was sent"),
        ("404 Not Found", [("Content-Type", "text/html")], b"<p>", "an error of the type text/html"),
        ("301 Moved", [("Location", "//evil.example/")], b"", "an address of the client's making"),
    ],
)
def test_a_careless_answer_is_noticed(status: str, headers: Any, body: bytes, wrong: str) -> None:
    """The control."""

    def careless(_environ: dict[str, Any], start: Callable[..., None]) -> list[bytes]:
        start(status, headers)
        return [body]

    try:
        found = faults(Line("x"), careless)
    except KeyError:
        found = [wrong]
    assert wrong in found
