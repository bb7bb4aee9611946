"""Tables as files: rows of texts in, rows of texts out. Nothing becomes a number or a formula on the way."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from operators.transfer.uploads import FileRefused, members

MOST_ROWS = 2000
MOST_COLUMNS = 60
LONGEST_CELL = 20_000
_CONTROL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufffe\uffff]")
_THEN = (1980, 1, 1, 0, 0, 0)

Rows = list[list[str]]


def column_name(number: int) -> str:
    """1 -> A, 27 -> AA, as spreadsheets count."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def place(row: int, column: int) -> str:
    return _("Row %(row)s, column %(column)s") % {"row": row, "column": column_name(column)}


def read_csv(raw: bytes) -> Rows:
    """RFC 4180 in UTF-8. Raises FileRefused with row and column."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise FileRefused(
            [
                _("%(place)s: the file begins with a byte order mark; save it as UTF-8 without one.")
                % {"place": place(1, 1)}
            ]
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", errors="replace")
        row, column = _end_of(before)
        byte = f"0x{raw[error.start]:02x}"
        raise FileRefused(
            [
                _("%(place)s: byte %(byte)s is not UTF-8; save the file as UTF-8.")
                % {"place": place(row, column), "byte": byte}
            ]
        ) from error
    csv.field_size_limit(131_072)
    return _checked(_csv_rows(text))


def _csv_rows(text: str) -> Iterator[list[str]]:
    number = 0
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        number += 1
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise FileRefused(
                [_("Row %(row)s: the CSV is broken here (%(error)s).") % {"row": number, "error": error}]
            ) from error


def _end_of(text: str) -> tuple[int, int]:
    """The row and column in which ``text`` ends, as well as can be told of a piece."""
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if not rows or (text.endswith(("\n", "\r")) and text.count('"') % 2 == 0):
        return len(rows) + 1, 1
    return len(rows), max(1, len(rows[-1]))


def read_xlsx(raw: bytes) -> Rows:
    """The first sheet of a workbook, every cell as the text that it shows. Raises FileRefused for formulas."""
    members(raw)
    try:
        # Formulas are read as such: what they came to when somebody saved them is no text that anybody typed.
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book.worksheets[0]
            sheet.reset_dimensions()  # what a sheet says of its own size may be a lie
            return _checked(_xlsx_rows(sheet))
        finally:
            book.close()
    except FileRefused:
        raise
    except (InvalidFileException, zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, IndexError,
            AttributeError, OSError, EOFError, OverflowError) as error:  # fmt: skip
        entities = isinstance(error, DefusedXmlException) or isinstance(error.__cause__, DefusedXmlException)
        why = (
            _("The workbook declares entities; save it anew with a spreadsheet program.")
            if entities
            else _("The workbook is damaged; save it anew with a spreadsheet program.")
        )
        raise FileRefused([why]) from error


def _xlsx_rows(sheet: Any) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1), start=1):
        texts = [_cell_text(cell, number, column) for column, cell in enumerate(row, start=1)]
        while texts and not texts[-1]:
            texts.pop()
        yield texts


def _cell_text(cell: Any, row: int, column: int) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        what = _("a formula") if cell.data_type == "f" else _("the error %(value)s") % {"value": value}
        raise FileRefused(
            [
                _("%(place)s: the cell holds %(what)s; write its value as text.")
                % {"place": place(row, column), "what": what}
            ]
        )
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime) and (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    raise FileRefused(
        [
            _("%(place)s: %(value)s is no text; format the cell as text and write it again.")
            % {"place": place(row, column), "value": str(value)[:40]}
        ]
    )


def _checked(rows: Iterable[list[str]]) -> Rows:
    """The rows that hold something, if there are not too many and no cell holds what no text holds."""
    found: Rows = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            raise FileRefused(
                [
                    _("Row %(number)s: at most %(most_rows)s rows below the heading are read at once.")
                    % {"number": number, "most_rows": MOST_ROWS}
                ]
            )
        if len(row) > MOST_COLUMNS:
            raise FileRefused(
                [
                    _("%(place)s: at most %(most_columns)s columns are read.")
                    % {"place": place(number, MOST_COLUMNS + 1), "most_columns": MOST_COLUMNS}
                ]
            )
        for column, text in enumerate(row, start=1):
            if len(text) > LONGEST_CELL:
                raise FileRefused(
                    [
                        _("%(place)s: the text has %(text)s characters; %(longest_cell)s fit.")
                        % {"place": place(number, column), "text": len(text), "longest_cell": LONGEST_CELL}
                    ]
                )
            hidden = _CONTROL.search(text)
            if hidden:
                what = f"U+{ord(hidden.group()):04X}"
                raise FileRefused(
                    [
                        _("%(place)s: the text holds a character that cannot be shown (%(what)s).")
                        % {"place": place(number, column), "what": what}
                    ]
                )
        found.append(row)
    while found and not any(found[-1]):
        found.pop()
    return found


def write_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """RFC 4180: UTF-8 without a mark, lines end in CRLF. Every text comes back as it was."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8")


def write_xlsx(rows: Iterable[Sequence[str]], title: str) -> bytes:
    """One sheet in which every cell is a text, also ``=x``, ``+51…``, ``007``: no program takes it for anything else.

    The same rows are the same bytes.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    raw = io.BytesIO()
    book.save(raw)
    return _without_time(raw.getvalue())


def _text_cell(sheet: Any, text: str) -> Any:
    cell = WriteOnlyCell(sheet, value=text)
    cell.data_type = "s"  # openpyxl takes what begins with “=” for a formula
    cell.number_format = "@"  # so that what is typed over it stays text
    return cell


def _without_time(raw: bytes) -> bytes:
    """The same archive without the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        files = {member.filename: archive.read(member) for member in archive.infolist()}
    core = files["docProps/core.xml"].decode("utf-8")
    files["docProps/core.xml"] = re.sub(r"(<dcterms:\w+[^>]*>)[^<]*", r"\g<1>1980-01-01T00:00:00Z", core).encode(
        "utf-8"
    )
    return write_zip(files)


def write_zip(files: dict[str, bytes]) -> bytes:
    """An archive of these files, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _THEN)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, content)
    return out.getvalue()
