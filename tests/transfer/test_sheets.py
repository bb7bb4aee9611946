"""Tables as files: what comes back is what was taken, and what is dangerous is refused before it is opened."""

import csv
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from time import process_time
from typing import Any

import pytest

from operators.transfer.files import read_file
from operators.transfer.packs import PackError
from operators.transfer.sheets import column_name, read_csv, read_xlsx, write_csv, write_xlsx
from operators.transfer.uploads import FileKind, FileRefused, file_kind, pack_files
from tests.transfer.files import NASTY, cell_types, changed_member, csv_of, workbook, xlsx_of, zip_of

# Spreadsheets know no time zones.
DAY, NOON = datetime(2026, 11, 22), datetime(2026, 1, 1, 12)  # noqa: DTZ001
ROWS = [["key", "title"], *([f"k{number}", text] for number, text in enumerate(NASTY)), ["last", "x"]]


def test_every_text_comes_back_from_csv() -> None:
    raw = write_csv(ROWS)
    assert read_csv(raw) == ROWS
    assert raw.count(b"\r\n") == len(ROWS)
    assert list(csv.reader(io.StringIO(raw.decode(), newline=""))) == ROWS  # and for any other reader of RFC 4180


def test_every_text_comes_back_from_a_workbook_and_none_is_a_formula() -> None:
    raw = write_xlsx(ROWS, "facts")
    assert [[*row, ""][:2] for row in read_xlsx(raw)] == ROWS
    assert cell_types(raw) == {"s"}
    assert write_xlsx(ROWS, "facts") == raw


def test_a_workbook_of_a_spreadsheet_program_is_read_as_texts() -> None:
    def fill(sheet: Any) -> None:
        sheet.append(["key", "a", "b", "c", "d", "e"])
        sheet.append(["x", 60, 60.0, True, date(2026, 11, 22), DAY])
        sheet.append(["y", None, "007", "  ", "", None])

    assert read_xlsx(workbook(fill)) == [
        ["key", "a", "b", "c", "d", "e"],
        ["x", "60", "60", "yes", "2026-11-22", "2026-11-22"],
        ["y", "", "007", "  "],
    ]


def filled(value: Any) -> bytes:
    def fill(sheet: Any) -> None:
        sheet.append(["key", "title"])
        sheet.append(["a", "b"])
        sheet.append(["c", value])

    return workbook(fill)


def entity(content: bytes) -> bytes:
    head, rest = content.split(b"?>", 1) if content.startswith(b"<?xml") else (b"<?xml version='1.0'", content)
    return head + b'?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + rest


def billion_rows(content: bytes) -> bytes:
    return content.replace(b'<dimension ref="A1:B3"', b'<dimension ref="A1:XFD1048576"')


@cache
def bomb(name: str) -> bytes:
    """300 megabytes in 300 kilobytes."""
    out, megabyte = io.BytesIO(), b"0" * 1_000_000
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        for _one in range(300):
            member.write(megabyte)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BAD: dict[str, tuple[str, bytes | Callable[[], bytes], str]] = {
    "nothing": ("a.csv", b" \r\n", "The file is empty."),
    "a byte order mark": ("a.csv", b"\xef\xbb\xbf" + csv_of(["key"]), "Row 1, column A: the file begins with a byte"),
    "UTF-16": ("a.csv", "key,title\r\n".encode("utf-16"), "Row 1, column 1: the file is text in UTF-16"),
    "UTF-16 without a mark": ("a.csv", "key,url\r\n".encode("utf-16-le"), "(U+0000)"),
    "Latin-1": ("a.csv", "key,url\r\na,b\r\nc,año\r\n".encode("latin-1"), "Row 3, column B: byte 0xf1 is not UTF-8"),
    "NUL": ("a.csv", b"key,url\r\na,b\x00c\r\n", "Row 2, column B: the text holds a character that cannot be shown"),
    "escape codes": ("a.csv", b"key,url\r\na,b\r\nc,\x1b[0m\r\n", "Row 3, column B: the text holds a character"),
    "an open quote": ("a.csv", b'key,url\r\na,"b\r\n', "Row 2: the CSV is broken here (unexpected end of data)"),
    "text after a quote": ("a.csv", b'key,url\r\na,"b"c\r\n', "Row 2:"),
    "a cell of 200,000": ("a.csv", csv_of(["key"], ["x" * 200_000]), "Row 2: the CSV is broken here (field larger"),
    "a cell of 30,000": ("a.csv", csv_of(["key"], ["x" * 30_000]), "Row 2, column A: the text has 30000 characters"),
    "many columns": ("a.csv", csv_of(["x"] * 1000), "Row 1, column BI: at most 60 columns"),
    "a million rows": ("a.csv", lambda: b"a,b\r\n" * 1_000_000, "Row 2002: at most 2000 rows"),
    "six megabytes": ("a.csv", b"a" * 6_000_000, "larger than 5 MB"),
    "no table of ours": ("a.csv", csv_of(["colour", "size"]), "Row 1: these are not the columns"),
    "an unknown column": ("a.csv", csv_of(["key", "url", "colour"]), "Row 1, column C: there is no column “colour”"),
    "a column twice": ("a.csv", csv_of(["key", "url", "url"]), "Row 1, column C: the column “url” stands twice"),
    "a workbook called CSV": ("a.csv", xlsx_of(["key"]), "the content is that of a xlsx file"),
    "CSV called a workbook": ("a.xlsx", csv_of(["key"]), "the content is that of a csv file"),
    "a pack called CSV": ("a.csv", b"pack:\n  name: x\n", "the content is that of a yaml file"),
    "no ending": ("a", csv_of(["key"]), "allowed: .csv, .xlsx, .zip, .yaml, .yml"),
    "an old workbook": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "an old Excel file"),
    "a PDF": ("a.csv", b"%PDF-1.7\n", "a PDF"),
    "a formula": ("a.xlsx", filled("=1+1"), "Row 3, column B: the cell holds a formula"),
    "an error": ("a.xlsx", filled("#REF!"), "Row 3, column B: the cell holds the error #REF!"),
    "a fraction": ("a.xlsx", filled(0.5), "Row 3, column B: 0.5 is no text"),
    "a moment": ("a.xlsx", filled(NOON), "Row 3, column B: 2026-01-01 12:00:00 is no text"),
    "entities": ("a.xlsx", changed_member(filled("x"), SHEET, entity), "The workbook declares entities"),
    "entities in the workbook": (
        "a.xlsx",
        changed_member(filled("x"), "xl/workbook.xml", entity),
        "The workbook declares entities",
    ),
    "a damaged sheet": ("a.xlsx", changed_member(filled("x"), SHEET, lambda raw: raw[:200]), "The workbook is damaged"),
    "a missing sheet": ("a.xlsx", zip_of([("xl/workbook.xml", b"<x/>")]), "The workbook is damaged"),
    "a zip bomb": ("a.xlsx", lambda: bomb("xl/workbook.xml"), "would be 286 MB; at most 20 MB"),
    "a zip bomb of a pack": ("a.zip", lambda: bomb("pack.yaml"), "would be 286 MB"),
    "many members": ("a.zip", zip_of((f"{n}.yaml", b"x") for n in range(51)), "has 51 members; at most 50"),
    "half an archive": ("a.zip", zip_of([("pack.yaml", b"x" * 1000)])[:60], "The archive is damaged"),
    "a way out": ("a.zip", zip_of([("../pack.yaml", b"x")]), "“../pack.yaml” is no file of a content pack"),
    "a program": ("a.zip", zip_of([("pack.yaml", b"pack: {}"), ("x.exe", b"MZ")]), "“x.exe” is no file"),
    "a pack without a block": ("a.yaml", b"sources: []\n", "exactly one file has the block “pack”"),
    "aliases": ("a.yaml", b"pack: &a {name: x}\nfaq: [*a]\n", "refers to another place"),
    "a deep pack": ("a.yaml", b"faq: " + b"[" * 5_000, "nested too deeply"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_read_is_refused_with_its_place(name: str) -> None:
    file, made, said = BAD[name]
    raw = made if isinstance(made, bytes) else made()
    start = process_time()
    with pytest.raises(PackError) as refused:
        read_file(file, raw)
    assert any(said in problem for problem in refused.value.problems), refused.value.problems
    assert process_time() - start < (30 if "million" in name else 8)


@pytest.mark.parametrize("name", ["a zip bomb", "a million rows", "a cell of 200,000", "entities"])
def test_a_refusal_costs_little_memory(name: str) -> None:
    file, made, _said = BAD[name]
    raw = made if isinstance(made, bytes) else made()
    tracemalloc.start()
    try:
        with pytest.raises(PackError):
            read_file(file, raw)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000


def test_a_sheet_that_lies_about_its_size_is_read_as_it_is() -> None:
    raw = changed_member(filled("x"), SHEET, billion_rows)
    assert read_xlsx(raw) == [["key", "title"], ["a", "b"], ["c", "x"]]


def test_what_a_file_is_says_its_content() -> None:
    assert file_kind("Mi tabla.CSV", csv_of(["key"])) == FileKind.CSV
    assert file_kind("C:\\x\\a.xlsx", xlsx_of(["key"])) == FileKind.XLSX
    assert file_kind("a.zip", zip_of([("pack.yaml", b"x")])) == FileKind.ZIP
    assert file_kind("a.yml", b"# a pack\n\npack:\n  name: x\n") == FileKind.YAML


def test_a_damaged_member_is_named() -> None:
    raw = bytearray(zip_of([("pack.yaml", bytes(range(256)) * 40)]))
    raw[60:80] = b"\xff" * 20
    with pytest.raises(FileRefused) as refused:
        pack_files("a.zip", bytes(raw), FileKind.ZIP)
    assert "“pack.yaml”" in refused.value.problems[0]


def test_columns_are_named_as_spreadsheets_name_them() -> None:
    assert [column_name(number) for number in (1, 26, 27, 52, 53)] == ["A", "Z", "AA", "AZ", "BA"]
