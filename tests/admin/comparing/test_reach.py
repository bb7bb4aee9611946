"""What a fraud would change is found wherever it stands, and held against the official list."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from operators.admin.comparing import Lead
from operators.admin.status import Status
from operators.models.working import FaqEntry, Operator, Policy, Source, Step
from tests.factories import NOW, make_faq, make_operator, make_policy, make_source, publish_now, tr


@pytest.fixture
def policy(db: None, today: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    return policy


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def of(subject: Any) -> tuple[list[Any], list[Any]]:
    found = Status(type(subject).objects.get(pk=subject.pk), NOW + timedelta(hours=1)).reach
    return [said(lead) for lead in found.added], [said(lead)[:2] for lead in found.removed]


def said(lead: Lead) -> tuple[str, str, bool, list[str]]:
    return lead.label, lead.value, lead.known, lead.places


def test_a_policy_as_published_leads_nowhere_else(policy: Policy) -> None:
    assert of(policy) == ([], [])


def test_every_kind_of_target_is_named_with_its_place_and_languages(policy: Policy) -> None:
    Step.objects.filter(key="ask").update(
        body=tr("Ask at https://evil.example/x or mail help@evil.example")
        | {"en": "See [us](https://www.claro.com.pe/baja), claro-pe.shop or call 0800 55555, *123#."}
    )
    added, removed = of(policy)
    step = "Steps: Ask (en)"
    others = f"{step} (简体中文, Español)"
    assert added == [
        ("link", "https://evil.example/x", False, [others]),
        ("host", "claro-pe.shop", False, [f"{step} (English)"]),
        ("telephone number", "*123#", False, [f"{step} (English)"]),
        ("telephone number", "0800 55555", False, [f"{step} (English)"]),
        ("e-mail address", "help@evil.example", False, [others]),
        # What is on the official list comes last.
        ("link", "https://www.claro.com.pe/baja", True, [f"{step} (English)"]),
    ]
    assert removed == []


def test_targets_hidden_from_the_eye_are_found_as_markdown_reads_them(policy: Policy) -> None:
    Policy.objects.update(summary=tr("&#104;ttps://evil.example/"))
    assert ("link", "https://evil.example/", False, ["Summary"]) in of(policy)[0]


def test_a_changed_contact_point_is_one_that_comes_and_one_that_goes(policy: Policy) -> None:
    operator = Operator.objects.get()
    operator.contact_points.filter(key="phone").update(value="0800 99999")
    Operator.objects.update(homepage="https://claro.example/")
    added, removed = of(operator)
    assert added == [
        ("official contact point", "0800 99999", False, ["Contact points: phone (en) (Phone)"]),
        ("homepage", "https://claro.example/", False, ["Homepage"]),
    ]
    assert removed == [("official contact point", "0800 00123")]


def test_a_source_counts_as_known_once_its_host_was_cited(policy: Policy) -> None:
    entry = make_faq()
    entry.sources.add(make_source("press-2"), make_source("blog", url="https://blog.example/1", title="A blog"))
    added, _ = of(entry)
    assert added == [
        ("address of a source", "https://blog.example/1", False, ["Sources: A blog"]),
        ("address of a source", "https://news.example/press-1", True, ["Sources: A report"]),
        ("address of a source", "https://news.example/press-2", True, ["Sources: A report"]),
    ]
    publish_now(FaqEntry.objects.get())
    Source.objects.filter(key="blog").update(url="https://blog.example/2")
    added, removed = of(entry)
    assert [lead[1:3] for lead in added] == [("https://blog.example/2", True)]
    assert removed == [("address of a source", "https://blog.example/1")]
