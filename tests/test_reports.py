"""What a reader may write: bounded, about what is published, once, and nothing about the reader."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from operators.models.printed import CorrectionReport
from operators.models.working import Policy
from operators.publishing import withdraw
from operators.reports import ReportRefused, receive
from operators.roles import REVIEWER
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now


@pytest.fixture
def published(db: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    publish_now(make_faq())
    return policy


GOOD: dict[str, Any] = {
    "kind": "policy",
    "slug": "claro-cancellation-prepaid",
    "edition": 1,
    "language": "es",
    "text": "El plazo es de 5 días.",
    "now": NOW,
}


def refused(**changes: Any) -> tuple[str, str]:
    before = CorrectionReport.objects.count()
    with pytest.raises(ReportRefused) as refusal:
        receive(**(GOOD | changes))
    assert CorrectionReport.objects.count() == before
    return refusal.value.field, refusal.value.code


def test_a_report_is_kept_as_it_was_written_and_nothing_else_is(published: Policy) -> None:
    text = "Linea uno\r\n\tlínea dos <b>&amp; {{ x }}</b> 👩‍👩‍👧 错了\n"
    receive(**(GOOD | {"text": text, "source_url": " https://www.gob.pe/x?y=1 ", "contact": "wei@mail.example"}))
    kept = CorrectionReport.objects.values().get()
    assert len(kept.pop("digest")) == 64
    assert kept.pop("id") > 0
    assert kept == {
        "kind": "policy",
        "slug": "claro-cancellation-prepaid",
        "edition": 1,
        "language": "es",
        "text": "Linea uno\n\tlínea dos <b>&amp; {{ x }}</b> 👩‍👩‍👧 错了",
        "source_url": "https://www.gob.pe/x?y=1",
        "contact": "wei@mail.example",
        "received_at": NOW,
        "state": "open",
        "answer": "",
        "answered_by_id": None,
        "answered_at": None,
        "source_key": "",
    }


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"kind": "source"}, ("kind", "unknown")),
        ({"slug": "claro"}, ("slug", "unknown")),
        ({"slug": "claro\x00"}, ("slug", "unknown")),
        ({"slug": "x" * 10_000}, ("slug", "unknown")),
        ({"edition": 2}, ("edition", "unknown")),
        ({"edition": 0}, ("edition", "unknown")),
        ({"edition": 2**80}, ("edition", "unknown")),
        ({"language": "fr"}, ("language", "unknown")),
        ({"text": ""}, ("text", "empty")),
        ({"text": " \r\n\t "}, ("text", "empty")),
        ({"text": "x" * 4001}, ("text", "too_long")),
        ({"text": "x" * 10_000_000}, ("text", "too_long")),
        ({"text": "x\n" * 300}, ("text", "too_long")),
        ({"text": "a\x00b"}, ("text", "unreadable")),
        ({"text": "a\x1b[31mb"}, ("text", "unreadable")),
        ({"text": "a\u202eb"}, ("text", "unreadable")),
        ({"text": "a\u2066b"}, ("text", "unreadable")),
        ({"text": "a\ud800b"}, ("text", "unreadable")),
        ({"contact": "a\nBcc: b@mail.example"}, ("contact", "unreadable")),
        ({"contact": "x" * 201}, ("contact", "too_long")),
        ({"source_url": "javascript:alert(1)"}, ("source_url", "not_an_address")),
        ({"source_url": "https://"}, ("source_url", "not_an_address")),
        ({"source_url": "https://user@gob.pe/"}, ("source_url", "not_an_address")),
        ({"source_url": "https://gob.pe/a b"}, ("source_url", "not_an_address")),
        ({"source_url": "https://gob.pe/\nx"}, ("source_url", "unreadable")),
        ({"source_url": f"https://gob.pe/{'x' * 600}"}, ("source_url", "too_long")),
    ],
)
def test_what_is_no_report_is_refused_by_name(
    published: Policy, changes: dict[str, Any], found: tuple[str, str]
) -> None:
    assert refused(**changes) == found


def test_only_what_readers_can_have_seen_is_reported(published: Policy) -> None:
    waiting = make_policy("claro-keep", operator=published.operator, topic="keep_alive")
    waiting.effective_from = (NOW + timedelta(days=30)).date()
    waiting.save()
    publish_now(waiting)
    assert refused(slug="claro-keep") == ("slug", "unknown")
    receive(**(GOOD | {"slug": "claro-keep", "now": NOW + timedelta(days=31)}))
    because = {"en": "Wrong."}
    withdraw(kind="policy", slug=GOOD["slug"], because=because, by=make_user("rev", REVIEWER), now=NOW)
    assert refused() == ("slug", "unknown")


@pytest.mark.parametrize(("kind", "slug"), [("operator", "claro"), ("faq", "what-is-it")])
def test_every_kind_of_page_can_be_reported(published: Policy, kind: str, slug: str) -> None:
    assert receive(**(GOOD | {"kind": kind, "slug": slug})).slug == slug


def test_the_same_text_counts_once(published: Policy) -> None:
    first = receive(**GOOD)
    again = receive(**(GOOD | {"text": "  el PLAZO es\nde 5 días. ", "now": NOW + timedelta(hours=3), "contact": "x"}))
    assert again == first
    assert receive(**(GOOD | {"kind": "faq", "slug": "what-is-it"})) != first
    CorrectionReport.objects.filter(pk=first.pk).update(state="rejected")
    assert receive(**GOOD) == first
    assert CorrectionReport.objects.count() == 2


def test_so_many_come_in_on_a_day_and_no_more(published: Policy, settings: Any) -> None:
    settings.KB_REPORTS_A_DAY = 5
    for number in range(5):
        receive(**(GOOD | {"text": f"{number}"}))
    assert refused(text="one more") == ("", "too_many")
    assert receive(**(GOOD | {"text": "3"})).text == "3"  # told before, so it needs no room
    CorrectionReport.objects.filter(text="0").update(state="accepted")
    receive(**(GOOD | {"text": "one more"}))
    assert refused(text="and another") == ("", "too_many")
    receive(**(GOOD | {"text": "and another", "now": NOW + timedelta(days=1, minutes=1)}))


def test_the_queue_is_bounded_as_a_whole(published: Policy, settings: Any) -> None:
    settings.KB_REPORTS_WAITING = 3
    for number in range(3):
        receive(**(GOOD | {"text": f"{number}", "now": NOW + timedelta(days=2 * number)}))
    assert refused(text="one more", now=NOW + timedelta(days=30)) == ("", "too_many")


def test_a_form_sent_twice_at_the_same_instant_is_one_report(shared_database: None) -> None:
    publish_now(make_operator())
    good = GOOD | {"kind": "operator", "slug": "claro"}

    def send(number: int) -> int:
        try:
            return receive(**(good | {"text": f"Report {number // 4}"})).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        kept = list(pool.map(send, range(40)))
    assert CorrectionReport.objects.count() == 10
    assert len(set(kept)) == 10
