"""Which translations an edit leaves behind."""

from datetime import timedelta
from typing import Any

import pytest

from operators.publishing.stepping import ORIGINAL, Gap, Texts, gaps_after
from tests.factories import NOW

LATER = NOW + timedelta(days=1)
ALL = {"zh-hans": "甲", "es": "a", "en": "a"}


def step(before: Texts, after: Texts, gaps: Any = (), **more: Any) -> list[Gap]:
    return gaps_after(before, after, gaps, now=LATER, **more)


def behind(language: str, place: str = "title", since: Any = LATER, **was: str) -> Gap:
    return Gap(place, language, "outdated", since, {name.replace("_", "-"): text for name, text in was.items()})


def lacks(language: str, since: Any = LATER) -> Gap:
    return Gap("title", language, "missing", since)


def test_what_is_new_is_only_ever_missing() -> None:
    assert step({}, {"title": ALL}) == []
    assert step({}, {"title": {"es": "a"}}) == [lacks("zh-hans"), lacks("en")]
    assert step({}, {"title": {}}) == []


@pytest.mark.parametrize(("changed", "others"), [("es", ("zh-hans", "en")), ("zh-hans", ("es", "en"))])
def test_a_text_that_changes_alone_leaves_the_others_behind(changed: str, others: tuple[str, str]) -> None:
    expected = [Gap("title", one, "outdated", LATER, {changed: ALL[changed]}) for one in others]
    assert step({"title": ALL}, {"title": {**ALL, changed: "b"}}) == expected


def test_what_is_changed_with_it_is_not_behind() -> None:
    assert step({"title": ALL}, {"title": {"zh-hans": "乙", "es": "b", "en": "b"}}) == []
    assert step({"title": ALL}, {"title": {**ALL, "es": "b", "en": "c"}}) == [behind("zh-hans", es="a", en="a")]


def test_catching_up_leaves_nobody_behind() -> None:
    gaps = [behind("zh-hans", since=NOW, es="a"), behind("en", since=NOW, es="a")]
    before = {"title": {**ALL, "es": "b"}}
    assert step(before, {"title": {**ALL, "es": "b", "en": "b"}}, gaps) == [
        behind("zh-hans", since=NOW, es="a", en="a")
    ]


def test_filling_in_a_missing_language_leaves_nobody_behind() -> None:
    before = {"title": {"es": "a", "en": "a"}}
    assert step(before, {"title": ALL}, [lacks("zh-hans", NOW)]) == []


def test_a_text_that_says_again_what_was_translated_is_in_step_again() -> None:
    gaps = [behind("zh-hans", es="a"), behind("en", es="a")]
    assert step({"title": {**ALL, "es": "b"}}, {"title": ALL}, gaps) == []


def test_going_back_after_one_caught_up_is_in_step_too() -> None:
    """The whole way by two steps, then back to the start as a revert would go."""
    one = step({"title": ALL}, {"title": {**ALL, "es": "b"}})
    two = step({"title": {**ALL, "es": "b"}}, {"title": {**ALL, "es": "b", "en": "b"}}, one)
    assert two == [behind("zh-hans", es="a", en="a")]
    assert step({"title": {**ALL, "es": "b", "en": "b"}}, {"title": ALL}, two) == []


def test_the_oldest_wording_is_kept_while_a_text_is_behind() -> None:
    one = step({"title": ALL}, {"title": {**ALL, "es": "b"}})
    two = step({"title": {**ALL, "es": "b"}}, {"title": {**ALL, "es": "c"}}, one)
    assert two == one


def test_what_is_said_to_be_still_right_is_not_behind() -> None:
    gaps = [behind("zh-hans", es="a"), behind("en", es="a")]
    now = {"title": {**ALL, "es": "b"}}
    assert step(now, now, gaps, still_right=[("title", "en")]) == [gaps[0]]
    assert step(now, now, gaps) == gaps


def test_languages_that_came_together_are_in_step_but_may_be_missing() -> None:
    gaps = [behind("en", es="a")]
    assert step({"title": ALL}, {"title": {"zh-hans": "甲", "es": "b"}}, gaps, in_step=True) == [lacks("en")]
    assert step({"title": ALL}, {"title": {**ALL, "es": "b"}}, gaps, in_step=True) == []


def test_taking_a_language_away_makes_it_missing_and_leaves_nobody_behind() -> None:
    assert step({"title": ALL}, {"title": {"es": "a", "en": "a"}}) == [lacks("zh-hans")]


def test_a_row_with_another_key_keeps_what_is_known_of_it() -> None:
    before, after = {"steps[a].body": {**ALL, "es": "b"}}, {"steps[b].body": {**ALL, "es": "b"}}
    assert step(before, after, [behind("en", "steps[a].body", NOW, es="a")]) == [
        behind("en", "steps[b].body", NOW, es="a")
    ]
    changed = {"steps[b].body": {**ALL, "es": "c"}}
    assert step({"steps[a].body": ALL}, changed) == [
        behind("zh-hans", "steps[b].body", es="a"),
        behind("en", "steps[b].body", es="a"),
    ]
    assert step({"steps[a].body": ALL}, {"steps[b].title": {**ALL, "es": "c"}}) == []


def test_the_translations_follow_the_words_of_a_message() -> None:
    message = {**ALL, ORIGINAL: "Hola"}
    after = {"messages[call].translation": {**message, ORIGINAL: "Buenas"}}
    found = step({"messages[call].translation": message}, after)
    assert [(gap.language, gap.was) for gap in found] == [(one, {ORIGINAL: "Hola"}) for one in ("zh-hans", "es", "en")]
