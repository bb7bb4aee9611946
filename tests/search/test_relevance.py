"""A written set of queries, with what a wise person would want first: ``relevance.yaml``."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from operators.models.printed import SearchEntry
from operators.search import search
from operators.vocabulary import LANGUAGES
from tests.factories import NOW


@cache
def written() -> list[dict[str, Any]]:
    found = YAML(typ="safe").load(Path(__file__).with_name("relevance.yaml"))
    return [{"wanted": one.get("either") or [one["first"]], **one} for one in found]


def ranked(one: dict[str, Any]) -> list[str]:
    ids = search(one["q"], language=one["lang"], now=NOW).ids[:5]
    rows = SearchEntry.objects.in_bulk(ids)
    return [rows[pk].slug for pk in ids]


def test_the_set_is_large_enough_and_in_every_language() -> None:
    assert len({(one["lang"], one["q"]) for one in written()}) == len(written()) >= 60
    assert min(sum(one["lang"] == language for one in written()) for language in LANGUAGES) >= 20
    assert sum("either" in one for one in written()) <= len(written()) * 0.1


@pytest.mark.usefixtures("peru")
def test_the_wanted_document_is_first_in_nine_of_ten_and_always_in_the_first_three() -> None:
    """The same on both databases: whichever runs, each query is held to the same document."""
    answers = [(one, ranked(one)) for one in written()]
    far = [(one["lang"], one["q"], found) for one, found in answers if not set(one["wanted"]) & set(found[:3])]
    not_first = [(one["lang"], one["q"], found) for one, found in answers if found[0] not in one["wanted"]]
    assert far == []
    assert len(not_first) <= len(answers) * 0.1, not_first
