"""The pure part: whatever is typed is a query, and tokens are found by what people type."""

import re
import time
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from operators.search.query import (
    AllOf,
    Highlighter,
    Scorer,
    Synonyms,
    Zones,
    as_fts5,
    as_tsquery,
    index_tokens,
    lines,
    matches,
    nearest,
    parse,
    zone_tokens,
)
from operators.search.query.parsing import MOST_GROUPS
from operators.search.query.tokens import HAN, LONGEST_WORD, fold
from operators.vocabulary import LANGUAGES

ANY = st.text(st.characters(), max_size=400) | st.text("\"'*#:()&|!-+ 销户andornot\0\u202e\u0301", max_size=400)
LANGUAGE = st.sampled_from(LANGUAGES)
GROUPS = Synonyms([["销户", "dar de baja", "cancel"], ["欠费", "deuda", "debt"], ["卡", "chip"]])


def found(text: str, q: str, language: str = "es", synonyms: Synonyms | None = None) -> bool:
    tokens = set(index_tokens(text, [], [], language, {}).split(" "))
    query = parse(q, language, synonyms)
    return bool(query.groups) and matches(query.expression("b"), tokens)


@given(ANY, LANGUAGE)
def test_any_input_is_a_query_in_bounded_time(q: str, language: str) -> None:
    begin = time.process_time()
    query = parse(q, language, GROUPS)
    assert len(query.groups) <= MOST_GROUPS
    if query.groups:
        for zone in "thb":
            as_fts5(query.expression(zone))
            as_tsquery(query.narrower().expression(zone))
    Highlighter(query).passages([q, "text"])
    assert time.process_time() - begin < 2


# A Han character of tomorrow: this Python's Unicode does not know it yet, and does not call it a letter.
@example("\U0002fa1e", "zh-hans")
@given(ANY, LANGUAGE)
def test_tokens_are_such_that_both_databases_keep_them(text: str, language: str) -> None:
    tokens = index_tokens(text, [text], [text], language, {"kind": "policy"}).split(" ")
    assert tokens == sorted(set(tokens))
    for token in tokens:
        zone, _, word = token.partition("_")
        assert word
        assert zone in {"kind", *(f"{zone}{sort}" for zone in "thb" for sort in "rsp")}
        assert all(letter.isalnum() or letter in "*#+_" or re.match(f"[{HAN}]", letter) for letter in word)
        assert len(word) <= 2 * LONGEST_WORD + 1
        assert "'" not in token
        assert "\\" not in token


@given(ANY, LANGUAGE)
def test_a_text_is_found_by_itself(text: str, language: str) -> None:
    query = parse(text, language)
    tokens = set(index_tokens(text, [], [], language, {}).split(" "))
    assert all(matches(group.expression("t", language), tokens) for group in query.groups)


@given(ANY, LANGUAGE, ANY)
def test_segments_are_the_text(text: str, language: str, q: str) -> None:
    segments = Highlighter(parse(q, language, GROUPS)).whole(text)
    assert "".join(one["text"] for one in segments) == text


@given(ANY, LANGUAGE, st.lists(ANY, max_size=3))
@settings(max_examples=60)
def test_scoring_finds_in_a_zone_what_the_databases_find_in_it(title: str, language: str, lead: list[str]) -> None:
    """The faster form of an expression decides as the expression does."""
    query = parse(title, language, GROUPS)
    zones = Zones(" ".join(zone_tokens("t", [title], language)), " ".join(zone_tokens("h", [title, *lead], language)))
    scorer = Scorer(query, [1.0] * len(query.groups))
    for group, ways in zip(query.groups, scorer.title, strict=True):
        assert any(way.there(zones.title) for way in ways) == matches(group.expression("t", language), zones.title)
    if query.groups:
        assert scorer.score([True] * len(query.groups), zones)[1] == matches(
            AllOf(tuple(group.expression("t", language) for group in query.groups)), zones.title
        )


@pytest.mark.parametrize(
    ("text", "q", "language"),
    [
        ("请问怎么办理销户手续", "销户", "zh-hans"),
        ("请问怎么办理销户手续", "户", "zh-hans"),
        ("到此为止是户", "户", "zh-hans"),
        ("用SIM卡充值", "sim", "zh-hans"),
        ("ＳＩＭ卡", "sim卡", "zh-hans"),
        ("Líneas de otra persona", "linea", "es"),
        ("La línea", "lineas", "es"),
        ("CANCELACIÓN", "cancelacion", "es"),
        ("recargas", "recarga", "es"),
        ("año nuevo", "ano", "es"),
        ("cancelling lines", "cancel line", "en"),
        ("policies", "policy", "en"),
        ("marca *123# y espera", "*123#", "es"),
        ("marca *123# y espera", "123", "es"),
        ("llama al 123", "*123#", "es"),
        ("desde +51 1 225 2255", "+51", "es"),
        ("0800 00123", "080000123", "es"),
        ("080000123", "080000123", "es"),
        ("OSIPTEL 102", "102", "en"),
        ("cancelling", "cance", "en"),
        ("Dar de baja una línea", "como dar de baja", "es"),
    ],
)
def test_found(text: str, q: str, language: str) -> None:
    assert found(text, q, language)


@pytest.mark.parametrize(
    ("text", "q", "language"),
    [
        ("请问怎么办理销户手续", "户销", "zh-hans"),
        ("账户已经注册", "销户", "zh-hans"),
        ("cancelling", "cance ", "en"),
        ("Dar una línea", "dar de baja", "es"),
        ("marca *1234#", "*123#", "es"),
        ("llama al 1234", "4", "es"),
        ("", "x", "en"),
        ("texto", "  ,;  ", "es"),
    ],
)
def test_not_found(text: str, q: str, language: str) -> None:
    """The control. A space after a word says that it is finished."""
    assert not found(text, q, language)


@pytest.mark.parametrize(
    ("text", "q", "language"),
    [
        ("Cancel a line", "销户", "en"),
        ("Cancel a line", "怎么销户啊", "en"),
        ("Quiero dar de baja mi línea", "cancel", "es"),
        ("销户流程", "dar de baja", "zh-hans"),
        ("销户流程", "cancelling", "zh-hans"),
        ("Tengo deudas", "debts", "es"),
    ],
)
def test_synonyms_find_across_languages(text: str, q: str, language: str) -> None:
    assert found(text, q, language, GROUPS)
    assert not found(text, q, language)


def test_words_of_asking_are_left_out_unless_there_is_nothing_else() -> None:
    def words(q: str, language: str) -> list[Any]:
        return [group.ways[0].words for group in parse(q, language).groups]

    assert words("¿Cómo puedo recargar el saldo?", "es") == [("recargar",), ("saldo",)]
    assert words("我想要怎么充值呢", "zh-hans") == [("充值",)]
    assert words("the ", "en") == [("the",)]


def test_markdown_is_no_part_of_a_text() -> None:
    assert lines("# Título\n\n1. **Llama** al [102](tel:102)\n> cita\n\n") == ["Título", "Llama al 102", "cita"]


def test_folding_takes_width_case_and_accents() -> None:
    assert fold("Ｌíｎｅａ ＃６２＃") == "linea #62#"


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("cancelasion", ["cancelacion", "saldo"], ["cancelacion"]),
        ("sadlo", ["saldo", "salto"], ["saldo"]),
        ("消户", ["销户", "欠费"], ["销户"]),
        ("abc", ["xyz"], []),
        ("x" * 5000, ["x"], []),
    ],
)
def test_suggestions_are_near(word: str, known: list[str], meant: list[str]) -> None:
    assert nearest(word, known) == meant


@pytest.mark.parametrize(
    "before", ["Dar de baja: se puede pedir en la app Mi ", "Se puede pedir la baja en la app llamada Mi "]
)
def test_a_passage_begins_with_a_whole_word(before: str) -> None:
    """``Dar de baja`` was shown as ``…ar de baja``: no space stands before the first word of a line."""
    text = f"{before}Bitel; {'y no hay más información publicada ' * 8}"
    [(_place, segments)] = Highlighter(parse("bitel", "es")).passages([text])
    first = segments[0]["text"].removeprefix("…").split()[0]
    assert first in text.split()


def test_a_passage_that_ends_with_its_sentence_has_no_dots_after_it() -> None:
    """``plan on 240.…`` was read as a number that goes on."""
    sentence = f"Bitel has two terms, {'as two sources say it, ' * 5}so plan on 240."
    [(_place, segments)] = Highlighter(parse("bitel", "en")).passages([f"{sentence} {'Nothing_more_is_known' * 5}"])
    assert "".join(one["text"] for one in segments) == sentence
