"""A text: each deceptive target in it is refused, no genuine one is."""

from collections.abc import Iterator
from typing import Any

import pytest

from operators.links import check_contact_value, check_source_url, official_list
from operators.publishing.gate_texts import text_findings
from tests.deceptive import DECEPTIVE, GENUINE
from tests.links.official import OFFICIAL
from tests.peru import peru_pack


@pytest.mark.parametrize("target", DECEPTIVE.values(), ids=DECEPTIVE)
def test_a_deceptive_target_is_refused_in_a_text(target: str) -> None:
    assert list(text_findings(target, OFFICIAL))
    assert list(text_findings(f"Antes de esto. {target}\n\nDespués.", OFFICIAL))
    assert list(text_findings(f"办理前请看：{target}", OFFICIAL))


@pytest.mark.parametrize("target", GENUINE)
def test_a_genuine_target_is_not_refused(target: str) -> None:
    assert list(text_findings(target, OFFICIAL)) == []


def test_the_corpora_are_as_large_as_they_must_be() -> None:
    assert len(DECEPTIVE) >= 40
    assert len(set(DECEPTIVE.values())) == len(DECEPTIVE)
    assert len(set(GENUINE)) == len(GENUINE) >= 100


def test_nothing_of_the_content_pack_is_refused() -> None:
    pack = peru_pack()
    channels = [(p["channel"], p["value"]) for one in pack.operators for p in one.get("contact_points", [])]
    official = official_list(channels)
    texts = list(strings([pack.operators, pack.policies, pack.faq, pack.questions]))
    assert len(texts) > 1000
    assert [(text, found) for text in texts if (found := list(text_findings(text, official)))] == []
    for source in pack.sources:
        if "url" in source:
            check_source_url(source["url"])
    for channel, value in channels:
        check_contact_value(channel, value)


def strings(value: Any, name: str = "") -> Iterator[str]:
    """Every text in a language, and messages."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in ("zh-hans", "es", "en", "text"):
                yield inner
            else:
                yield from strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)
