"""One page made of two: every combination of what either side did to a field and to a row."""

import pytest

from operators.admin.merging import DELETE, Page, Row, differences, mark, marks, merged

OPENED = Page(
    {"title": ["A"], "note": ["N"], "boxes": ["x", "y"]},
    {"steps": [Row("1", {"key": ["wait"], "body": ["W"]}), Row("2", {"key": ["ask"], "body": ["Q"]})]},
)


def page(rows: list[Row] | None = None, **values: list[str]) -> Page:
    return Page({**OPENED.values, **values}, {"steps": OPENED.rows["steps"] if rows is None else rows})


def row(pk: str, key: str, body: str, **more: list[str]) -> Row:
    return Row(pk, {"key": [key], "body": [body], **more})


def together(mine: Page, theirs: Page) -> Page:
    return merged(marks(OPENED), mine, theirs)


def said(mine: Page, theirs: Page) -> list[tuple[str, str, str]]:
    """Each difference as (place, name, by)."""
    found = differences(marks(OPENED), mine, theirs)
    return [(one.row.values["key"][0] if one.row else "", one.name, one.by) for one in found]


def test_nothing_touched_is_what_they_saved() -> None:
    assert together(page(), page(title=["B"])) == page(title=["B"])
    assert said(page(), page(title=["B"])) == [("", "title", "theirs")]


def test_each_field_comes_from_whoever_touched_it() -> None:
    assert together(page(note=["M"]), page(title=["B"])) == page(note=["M"], title=["B"])
    assert said(page(note=["M"]), page(title=["B"])) == [("", "title", "theirs"), ("", "note", "mine")]


def test_of_a_field_that_both_touched_mine_is_brought_over_and_said() -> None:
    assert together(page(title=["C"]), page(title=["B"])) == page(title=["C"])
    assert said(page(title=["C"]), page(title=["B"])) == [("", "title", "both")]


def test_the_same_change_twice_is_no_difference() -> None:
    assert said(page(title=["B"]), page(title=["B"])) == []


def test_a_box_that_was_unticked_is_absent_from_a_post() -> None:
    mine = Page({"title": ["A"], "note": ["N"]}, OPENED.rows)
    assert together(mine, page(title=["B"])) == page(title=["B"], boxes=[])


@pytest.mark.parametrize("same", [["A\r\n"], [" A "], ["A\n"]])
def test_line_ends_and_blanks_touch_nothing(same: list[str]) -> None:
    assert together(page(title=same), page(title=["B"])) == page(title=["B"])


def test_rows_are_merged_field_by_field_wherever_they_stand() -> None:
    mine = page([row("1", "wait", "mine"), row("2", "ask", "Q")])
    theirs = page([row("2", "ask", "theirs"), row("1", "stay", "W")])
    assert together(mine, theirs) == page([row("2", "ask", "theirs"), row("1", "stay", "mine")])
    assert said(mine, theirs) == [("ask", "body", "theirs"), ("stay", "key", "theirs"), ("stay", "body", "mine")]


def test_rows_that_either_side_added_are_all_there() -> None:
    mine = page([*OPENED.rows["steps"], row("", "new", "mine")])
    theirs = page([*OPENED.rows["steps"], row("3", "other", "theirs")])
    assert together(mine, theirs) == page([*OPENED.rows["steps"], row("3", "other", "theirs"), row("", "new", "mine")])
    assert said(mine, theirs) == [("other", "", "theirs"), ("new", "", "mine")]


def test_a_row_that_they_deleted_stays_deleted_unless_i_wrote_in_it() -> None:
    theirs = page([OPENED.rows["steps"][1]])
    assert together(page(), theirs) == theirs
    assert said(page(), theirs) == [("wait", "", "theirs")]
    mine = page([row("1", "wait", "mine"), OPENED.rows["steps"][1]])
    assert together(mine, theirs) == page([OPENED.rows["steps"][1], row("", "wait", "mine")])
    assert said(mine, theirs) == [("wait", "", "both")]


def test_a_row_that_i_deleted_goes_and_it_is_said_where_they_had_changed_it() -> None:
    mine = page([row("1", "wait", "W", **{DELETE: ["on"]}), OPENED.rows["steps"][1]])
    assert together(mine, page()) == mine
    assert said(mine, page()) == [("wait", "", "mine")]
    theirs = page([row("1", "wait", "theirs"), OPENED.rows["steps"][1]])
    kept = together(mine, theirs).rows["steps"][0]
    assert kept == row("1", "wait", "theirs", **{DELETE: ["on"]})
    assert said(mine, theirs) == [("wait", "", "both")]


def test_a_row_that_both_deleted_is_gone_without_a_word() -> None:
    mine = page([row("1", "wait", "W", **{DELETE: ["on"]}), OPENED.rows["steps"][1]])
    theirs = page([OPENED.rows["steps"][1]])
    assert together(mine, theirs) == theirs
    assert said(mine, theirs) == []


def test_marks_differ_where_values_do() -> None:
    assert mark(["a"]) != mark(["b"])
    assert mark(["a", "b"]) != mark(["ab"])
