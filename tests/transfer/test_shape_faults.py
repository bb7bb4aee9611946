"""Every fault of shape that a pack can have has its sentence, in every language of the editors."""

import json
from typing import Any

import pytest
from django.utils import translation
from pydantic import ValidationError

from operators.transfer.shape_faults import WORDS, said
from operators.transfer.shapes import File

SOURCE = {"key": "a", "title": "T", "kind": "law", "language": "es", "retrieved_on": "2026-01-01"}
MILESTONE = {"key": "m", "clock": "notice", "balance": "any", "event": "warning", "standing": "adopted"}
SHAPES: dict[str, Any] = {
    "missing": {"sources": [{"key": "a"}]},
    "string_type": {"sources": [SOURCE | {"title": 5}]},
    "string_too_short": {"sources": [SOURCE | {"title": ""}]},
    "string_too_long": {"sources": [SOURCE | {"title": "x" * 301}]},
    "string_pattern_mismatch": {"sources": [SOURCE | {"key": "A key"}]},
    "bool_type": {"policies": [{"milestones": [MILESTONE | {"our_advice": "x"}]}]},
    "int_type": {"policies": [{"review_every_days": "90"}]},
    "greater_than_equal": {"policies": [{"review_every_days": 0}]},
    "less_than_equal": {"policies": [{"review_every_days": 4000}]},
    "list_type": {"sources": "none"},
    "too_short": {"synonyms": [{"key": "a", "words": ["one"]}]},
    "model_type": {"sources": [5]},
    "enum": {"sources": [SOURCE | {"kind": "book"}]},
    "literal_error": {"operator": {"country": "XX"}},
    "json_invalid": {"sources": [SOURCE | {"title": "\ud800"}]},
    "unknown_key": {"colour": "red"},
    "no_day": {"sources": [SOURCE | {"retrieved_on": "2026-02-30"}]},
    "empty_text": {"operator": {"summary": {}}},
    "no_ground": {"policies": [{"milestones": [MILESTONE | {"from_day": 1}]}]},
}
OURS = {"unknown_key", "no_day", "empty_text", "no_ground"}


def fault(kind: str) -> Any:
    with pytest.raises(ValidationError) as refused:
        File.model_validate_json(json.dumps(SHAPES[kind]))
    return next(one for one in refused.value.errors(include_url=False) if one["type"] == kind)


def test_each_kind_has_an_example() -> None:
    assert set(SHAPES) == set(WORDS)


@pytest.mark.parametrize("kind", sorted(set(SHAPES) - OURS - {"json_invalid"}))
def test_in_english_it_is_what_pydantic_says(kind: str) -> None:
    found = fault(kind)
    assert said(found) == found["msg"]


@pytest.mark.parametrize("language", ["zh-hans", "es"])
@pytest.mark.parametrize("kind", SHAPES)
def test_it_is_said_in_the_language_of_the_reader(kind: str, language: str) -> None:
    found = fault(kind)
    english = said(found)
    with translation.override(language):
        assert said(found) not in (english, found["msg"])
    assert "%(" not in english


def test_a_fault_of_a_kind_that_is_not_known_is_still_said_in_it() -> None:
    with translation.override("es"):
        assert said({"type": "date_past", "msg": "Date should be in the past"}) == "no corresponde aquí (date_past)"


def test_one_thing_that_is_allowed_needs_no_or() -> None:
    assert said(fault("literal_error")) == "Input should be 'PE'"
