"""Marked texts: nothing is lost, little is marked, and no text takes long."""

from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from operators.admin.comparing.marking import mark

texts = st.lists(st.sampled_from(["no", "la", "línea", "销", "户", " ", ", ", "。", "\n", "*123#"]), max_size=40).map(
    "".join
)


def side(old: str, new: str, how: str) -> str:
    return "".join(piece.text for piece in mark(old, new) if piece.how in ("same", how))


@given(texts, texts)
@settings(max_examples=300, deadline=None)
def test_both_texts_can_be_read_in_what_is_marked(old: str, new: str) -> None:
    assert (side(old, new, "old"), side(old, new, "new")) == (old, new)
    pieces = mark(old, new)
    assert all(one.how != other.how for one, other in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("销户后三天内可以申请。", "销户后五天内不可以申请。", "销户后[三|五]天内[|不]可以申请。"),
        ("Llama al 104 desde tu línea.", "Llama al 105 desde tu línea.", "Llama al [104|105] desde tu línea."),
        ("Pay first, then ask.", "Ask first.", "[Pay|Ask] first[, then ask|]."),
        ("one two three", "four five three", "[one two|four five] three"),
        ("", "new", "[|new]"),
        ("same", "same", "same"),
    ],
)
def test_words_are_marked_and_in_chinese_characters(old: str, new: str, marked: str) -> None:
    shown, pieces = "", mark(old, new)
    while pieces:
        piece = pieces.pop(0)
        if piece.how == "same":
            shown += piece.text
            continue
        come = pieces.pop(0).text if piece.how == "old" and pieces and pieces[0].how == "new" else ""
        shown += f"[{piece.text}|{come}]" if piece.how == "old" else f"[|{piece.text}]"
    assert shown == marked


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a b " * 20_000, "b a " * 20_000),
        ("销" * 50_000, "户" * 50_000),
        ("", "x " * 50_000),
        ("\n" * 50_000, " \n" * 50_000),
        ("销户" * 10_000 + "。", "户销" * 10_000),
    ],
)
def test_no_text_takes_long(old: str, new: str) -> None:
    start = process_time()
    assert side(old, new, "new") == new
    assert process_time() - start < 1
