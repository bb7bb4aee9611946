"""What an answer says to caches, browsers and other sites."""

import gzip
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.http import http_date

from operators import clock
from operators.publishing import withdraw
from operators.roles import REVIEWER
from tests.factories import NOW, make_faq, make_policy, make_user, publish_now, tr

pytestmark = pytest.mark.django_db
PATHS = [
    "/api/v1/operators/",
    "/api/v1/operators/claro/",
    "/api/v1/policies/",
    "/api/v1/policies/pe-cancellation/",
    "/api/v1/policies/pe-cancellation/editions/",
    "/api/v1/policies/pe-cancellation/editions/1/",
    "/api/v1/policies/pe-cancellation/diff/?from=1&to=2",
    "/api/v1/faq/",
    "/api/v1/faq/what-is-a-number-keeping-sim/",
    "/api/v1/facts/",
    "/api/v1/sources/",
    "/api/v1/changes/",
    "/api/v1/changes/atom/",
    "/api/v1/export/",
    "/api/v1/export/?page_size=3",
    "/api/v1/readiness/questions/?operator=claro&line_type=prepaid",
    "/api/v1/schema/",
    "/api/docs/",
    "/api/docs/problems/",
]


@pytest.mark.usefixtures("peru")
def test_every_get_is_public_and_repeats_as_304(client: Client) -> None:
    for path in PATHS:
        answer = client.get(path)
        assert (path, answer.status_code) == (path, 200)
        assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
        assert answer["ETag"].startswith('"')
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
        assert again["Access-Control-Allow-Origin"] == "*"
        assert again.get("Vary") == answer.get("Vary")
        zipped = client.get(path, headers={"Accept-Encoding": "gzip"})
        assert zipped["ETag"] != answer["ETag"]
        assert gzip.decompress(zipped.getvalue()) == answer.getvalue()


@pytest.mark.usefixtures("peru")
def test_head_tells_what_get_tells(client: Client) -> None:
    for path in PATHS:
        get, head = client.get(path), client.head(path)
        assert (path, head.status_code, head.getvalue()) == (path, 200, b"")
        for name in ("Content-Type", "ETag", "Cache-Control", "Content-Length"):
            assert (path, head.get(name)) == (path, get.get(name))


@pytest.mark.parametrize("path", [*PATHS[:2], "/api/v1/readiness/", "/api/v1/nothing/"])
def test_options_lists_the_methods(client: Client, path: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert ("POST" in answer["Allow"]) == (path in ("/api/v1/readiness/", "/api/v1/nothing/"))


def test_a_page_of_another_site_may_post(client: Client) -> None:
    headers = {"Origin": "https://travel.example", "Access-Control-Request-Method": "POST"}
    answer = client.options("/api/v1/readiness/", headers=headers)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer["Access-Control-Allow-Methods"]
    assert "Content-Type" in answer["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in answer


def test_last_modified_is_told_and_is_no_validator(get: Callable[..., Any]) -> None:
    publish_now(make_policy(slug="pe-cancellation"))
    answer = get("policies/pe-cancellation/")
    assert answer["Last-Modified"] == http_date(NOW.timestamp())
    again = get("policies/pe-cancellation/", headers={"If-Modified-Since": answer["Last-Modified"]})
    assert again.status_code == 200


@pytest.mark.usefixtures("peru")
def test_whatever_comes_from_what_is_published_tells_since_when(client: Client) -> None:
    for path in PATHS:
        answer = client.get(path)
        made_here = path.startswith(("/api/docs/", "/api/v1/schema/"))
        assert (path, answer.get("Last-Modified")) == (path, None if made_here else http_date(NOW.timestamp()))
        assert client.head(path).get("Last-Modified") == answer.get("Last-Modified")
        again = client.get(path, headers={"If-Modified-Since": http_date(NOW.timestamp())})
        assert (path, again.status_code) == (path, 200)


LISTS = ["operators/", "policies/", "faq/", "facts/", "sources/", "search/?q=x", "changes/", "changes/atom/", "export/"]


def test_the_moment_goes_forward_alone_and_tells_nothing_of_what_waits(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(now: datetime) -> str | None:
        monkeypatch.setattr(clock, "now", lambda: now)
        (moment,) = {client.get(f"/api/v1/{path}").get("Last-Modified") for path in LISTS}
        return moment

    assert told(NOW) is None
    policy = make_policy(slug="pe-cancellation")
    publish_now(policy)
    assert told(NOW) == http_date(NOW.timestamp())
    policy.effective_from = date(2026, 12, 1)
    policy.save()
    publish_now(policy, now=NOW + timedelta(days=1))
    midnight = datetime(2026, 12, 1, 5, tzinfo=UTC)
    assert told(midnight - timedelta(seconds=1)) == http_date(NOW.timestamp())
    assert told(midnight) == http_date(midnight.timestamp())
    entry = make_faq()
    later = midnight + timedelta(hours=1)
    publish_now(entry, now=later)
    assert told(later + timedelta(days=1)) == http_date(later.timestamp())
    reviewer = make_user("reviewer", REVIEWER)
    withdraw(kind="faq", slug=entry.slug, because=tr("Wrong."), by=reviewer, now=later + timedelta(days=1))
    assert told(later + timedelta(days=1)) == http_date((later + timedelta(days=1)).timestamp())


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "*/*", "application/json;indent=8", "x", ""])
def test_the_answer_is_json_whatever_is_accepted(get: Callable[..., Any], accept: str) -> None:
    answer = get("policies/", headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.content.startswith(b'{"count":0,')
