"""Stored text that wants to be code stays text, on every page about it."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client

from operators import clock
from operators.models.printed import CorrectionReport
from operators.models.working import FaqEntry, Operator, Policy, Source, Step
from tests.admin.conftest import page_of
from tests.factories import make_faq

Door = Callable[[str], Client]
PAYLOADS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[x](javascript:alert(1))",
    '<a href="javascript:alert(1)">x</a>',
    "{{ 7|add:'7' }}{% debug %}",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "![x](https://evil.example/x.png)",
]


class _Live(HTMLParser):
    """Notes every node that would run or load something of a stranger's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag in ("iframe", "object", "embed", "base") or (tag == "script" and "src" not in at):
            self.found.append(tag)
        for name, value in attrs:
            lead = (value or "").strip().lower()
            if name.startswith("on") or name == "style" or (name in ("href", "src", "action") and (
                lead.startswith(("javascript:", "data:")) or "evil.example" in lead
            )):  # fmt: skip
                self.found.append(f"{tag} {name}={value}")


def _nodes(page: str) -> list[str]:
    parser = _Live()
    parser.feed(page)
    return parser.found


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_reader_of_nodes_sees_each_payload_that_is_not_escaped(payload: str) -> None:
    """The control: were a page to print one raw, the test below would see it."""
    if payload.startswith(("<", '"', "'")):
        assert _nodes(f"<p>{payload}</p>")


def _fitting(length: int) -> str:
    text = ""
    for payload in PAYLOADS:
        if len(text) + len(payload) + 1 <= length:
            text += f"{payload}\n"
    return text


def test_payloads_in_every_text_stay_text(door: Door, policy: Policy) -> None:
    """Written past every form, as a broken import would."""
    client, payload = door("rev1"), "\n".join(PAYLOADS)
    texts = {"zh-hans": payload, "es": payload, "en": payload}
    Policy.objects.filter(pk=policy.pk).update(title=texts, summary=texts, scope=texts, change_note=texts)
    Step.objects.filter(policy=policy).update(title=texts, body=texts, prepare=texts, proof=texts, duration=texts)
    # Columns of a set length hold as many whole payloads as fit.
    Source.objects.update(
        title=_fitting(300), publisher=_fitting(120), quote=payload, url=f"javascript:alert(1)//{_fitting(500)}"
    )
    Operator.objects.update(name=_fitting(80), summary=texts, homepage="javascript:alert(1)")
    make_faq("payload")
    FaqEntry.objects.update(question=texts, answer=texts)
    report = CorrectionReport.objects.create(
        kind="policy", slug=policy.slug, edition=1, language="es", text=payload, source_url="javascript:alert(1)",
        contact=_fitting(200), received_at=clock.now(),
    )  # fmt: skip
    question = policy.conditions.get().question
    type(question).objects.update(text=texts, how_to_find_out=texts)
    entry, operator, source = FaqEntry.objects.get(), Operator.objects.get(), Source.objects.get()
    pages = [page_of(thing) for thing in (policy, operator, entry, source, question, report)]
    pages += [page.split("/change")[0].rsplit("/", 1)[0] + "/" for page in pages]
    pages += [page_of(policy, view) for view in ("review", "history", "delete", "withdraw")]
    pages += [page_of(thing, "preview", "es") for thing in (policy, operator, entry)]
    pages += [page_of(thing, "review") for thing in (operator, entry)]
    pages.append("/admin/")
    found = {page: _nodes(client.get(page, follow=True).content.decode()) for page in pages}
    assert {page: nodes for page, nodes in found.items() if nodes} == {}
    listed = client.get(
        "/admin/autocomplete/",
        {"app_label": "operators", "model_name": "step", "field_name": "sources", "term": "press"},
    )
    assert listed["Content-Type"] == "application/json"
