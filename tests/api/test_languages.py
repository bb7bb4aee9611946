"""Which language an answer is in, and what caches are told of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_faq, make_policy, publish_now, tr

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh_cn", "zh-hans"),
        ("ZH-HANS", "zh-hans"),
        ("zh-Hant-TW", "zh-hans"),
        ("es-PE", "es"),
        ("EN", "en"),
    ],
)
def test_lang_chooses(get: Callable[..., Any], tag: str, language: str) -> None:
    answer = get("policies/", lang=tag)
    assert (answer.json()["language"], answer["Content-Language"]) == (language, language)
    assert "Accept-Language" not in answer.get("Vary", "")


@pytest.mark.parametrize("tag", ["fr", "x", "zh;", "enn", "es-", "en en", "z" * 100, "<b>"])
def test_a_lang_that_is_not_published_is_refused(get: Callable[..., Any], tag: str) -> None:
    answer = get("policies/", lang=tag)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("#unknown-language")
    assert answer.json()["allowed"] == ["zh-hans", "es", "en"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "zh-hans"),
        ("fr", "zh-hans"),
        ("*", "zh-hans"),
        ("!!;;q=x,", "zh-hans"),
        ("fr,es-PE;q=0.8,en;q=0.9", "en"),
        ("es;q=0, en;q=0.1", "en"),
        ("zh-TW,en;q=0.5", "zh-hans"),
        ("en," * 500, "en"),
    ],
)
def test_accept_language_chooses_and_is_never_a_fault(client: Client, header: str, language: str) -> None:
    answer = client.get("/api/v1/policies/", headers={"Accept-Language": header})
    assert answer.status_code == 200
    assert (answer.json()["language"], answer["Content-Language"]) == (language, language)
    assert "Accept-Language" in answer["Vary"]


def test_a_missing_text_falls_back_and_says_so(get: Callable[..., Any]) -> None:
    publish_now(make_policy(slug="pe-cancellation", summary={"es": "Se puede."}))
    document = get("policies/pe-cancellation/", lang="en").json()
    assert document["summary"] == "Se puede."
    assert document["fallbacks"] == [{"path": "/summary", "language": "es"}]
    row = get("policies/", lang="en").json()["results"][0]
    assert (row["summary"], row["fallbacks"]) == ("Se puede.", document["fallbacks"])


def test_a_fact_falls_back_by_itself(get: Callable[..., Any]) -> None:
    policy = make_policy(slug="pe-cancellation")
    policy.facts.update(qualifier={"es": "desde la solicitud"})
    publish_now(policy)
    fact = get("facts/", lang="zh").json()["results"][0]
    assert fact["qualifier"] == "desde la solicitud"
    assert fact["fallbacks"] == [{"path": "/qualifier", "language": "es"}]


def test_a_problem_is_told_in_english(client: Client) -> None:
    answer = client.get("/api/v1/policies/?x=1", headers={"Accept-Language": "es"})
    assert answer["Content-Language"] == "en"
    assert answer.json()["title"] == "Unknown parameter"


def test_documents_of_each_language_differ(get: Callable[..., Any]) -> None:
    publish_now(make_faq(question=tr("Why?")))
    told = [get("faq/what-is-it/", lang=language).json()["question"] for language in ("zh", "es", "en")]
    assert told == ["Why?（中文）", "Why? (es)", "Why? (en)"]
