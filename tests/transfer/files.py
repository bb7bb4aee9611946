"""Files that editors might bring, made for tests."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from operators.transfer.sheets import write_csv, write_xlsx

NASTY = [
    "=1+1",
    '=HYPERLINK("https://evil.example")',
    "+51 999 123 456",
    "-1",
    "@x",
    "*123#",
    "#123",
    "0800 00123",
    "007",
    "1e5",
    "2026-11-22",
    "TRUE",
    "#N/A",
    'say "no", then; stop',
    "línea uno\nlínea dos\n\ncuatro",
    "号码：12 345，欠费",
    "👩🏽 é",
    "'quoted",
    "\ttabbed",
    "a  b",
    "",
]


def csv_of(*rows: Sequence[str]) -> bytes:
    return write_csv(rows)


def xlsx_of(*rows: Sequence[str]) -> bytes:
    return write_xlsx(rows, "table")


def workbook(fill: Callable[[Any], None]) -> bytes:
    """What a spreadsheet program would write: cells of every type."""
    book = Workbook()
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def zip_of(files: Iterable[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return out.getvalue()


def changed_member(raw: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same archive with one member altered."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = [(one.filename, archive.read(one)) for one in archive.infolist()]
    assert name in dict(files)
    return zip_of((path, change(content) if path == name else content) for path, content in files)


def cell_types(raw: bytes) -> set[str]:
    """The types of all cells of a workbook that hold something."""
    sheet = load_workbook(io.BytesIO(raw)).worksheets[0]
    return {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
