"""Failures whose cause is known say so; the others say nothing but that it was us."""

import json
import logging

import pytest
from django.test import Client

from kb.logs import JsonLines


@pytest.mark.parametrize(
    ("kind", "status"),
    [("recursion", 400), ("overflow", 400), ("data", 400), ("big", 413), ("database", 503), ("fault", 500)],
)
@pytest.mark.parametrize("door", ["/", "/api/"])
def test_failure_has_the_status_of_its_cause(site: Client, door: str, kind: str, status: int) -> None:
    response = site.post(f"{door}fail/{kind}", {"secret": "canary"})
    assert response.status_code == status
    assert b"canary" not in response.content
    if door == "/api/":
        assert json.loads(response.content)["status"] == status


def test_lone_surrogate_is_bad_input(site: Client) -> None:
    assert site.get("/surrogate").status_code == 400


def test_database_away_says_when_to_come_back(site: Client) -> None:
    assert site.get("/fail/database")["Retry-After"] == "5"


@pytest.mark.parametrize(("kind", "status"), [("recursion", 400), ("database", 503), ("fault", 500)])
def test_log_lines_hold_nothing_that_was_sent(
    site: Client, caplog: pytest.LogCaptureFixture, kind: str, status: int
) -> None:
    caplog.set_level(logging.INFO)
    site.post(f"/fail/{kind}?secret=canary", {"secret": "canary"}, headers={"referer": "http://testserver/?q=canary"})
    lines = [JsonLines().format(record) for record in caplog.records]
    assert len(lines) >= 2
    assert "canary" not in "\n".join(lines)
    access = json.loads(next(line for line in lines if '"kb.access"' in line))
    assert {key: access[key] for key in ("level", "message", "method", "path")} == {
        "level": "info",
        "message": f"POST /fail/{kind} {status}",
        "method": "POST",
        "path": f"/fail/{kind}",
    }


def test_log_line_of_a_failure_names_its_type_and_place(site: Client, caplog: pytest.LogCaptureFixture) -> None:
    site.get("/fail/fault")
    failed = next(record for record in caplog.records if record.exc_info)
    line = json.loads(JsonLines().format(failed))
    assert line["exception"] == "ValueError"
    assert line["trace"][-1].endswith(" fail")


def test_error_report_blanks_what_was_posted(site: Client, settings: object) -> None:
    settings.DEBUG = True  # type: ignore[attr-defined]
    response = site.post("/fail/fault", {"secret": "can" + "ary"})
    assert response.status_code == 500
    assert b"********" in response.content


def test_request_id_of_the_proxy_is_taken_when_harmless(site: Client) -> None:
    given = {"x-request-id": "abcdef-12345"}
    assert site.get("/private", headers=given)["X-Request-ID"] == "abcdef-12345"
    assert len(site.get("/private", headers={"x-request-id": "a b\tc<script>"})["X-Request-ID"]) == 32
