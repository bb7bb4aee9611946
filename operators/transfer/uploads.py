"""What an editor brings: looked at from outside before anything in it is opened."""

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePosixPath

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.transfer.packs import PackError

LARGEST_UPLOAD = 5 * 1024 * 1024
MOST_MEMBERS = 50
LARGEST_UNPACKED = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024


class FileRefused(PackError):
    """Why a file is not read, one line each, with row and column where there are some."""


class FileKind(StrEnum):
    """What a file is by its content; the ending of its name must agree."""

    CSV = "csv"
    XLSX = "xlsx"
    ZIP = "zip"
    YAML = "yaml"


ENDINGS: dict[str, FileKind] = {
    ".csv": FileKind.CSV,
    ".xlsx": FileKind.XLSX,
    ".zip": FileKind.ZIP,
    ".yaml": FileKind.YAML,
    ".yml": FileKind.YAML,
}
# How other files begin that people take for tables.
_OTHERS = {
    b"\xd0\xcf\x11\xe0": gettext_lazy("an old Excel file (.xls); save it as .xlsx"),
    b"%PDF": gettext_lazy("a PDF"),
    b"\x1f\x8b": gettext_lazy("a gzip file"),
    b"\xff\xfe": gettext_lazy("text in UTF-16; save it as UTF-8"),
    b"\xfe\xff": gettext_lazy("text in UTF-16; save it as UTF-8"),
    b"\x00\x00\xfe\xff": gettext_lazy("text in UTF-32; save it as UTF-8"),
}
_BLOCK = re.compile(rb"(?:[ \t]*(?:#[^\n]*)?\r?\n|---[ \t]*\r?\n)*(?:pack|sources|questions|operator|policies|faq):")


def file_kind(name: str, raw: bytes) -> FileKind:
    """What an upload is. Raises FileRefused for what is too large, something else, or not what its name says."""
    if len(raw) > LARGEST_UPLOAD:
        raise FileRefused(
            [_("The file is larger than %(largest_upload)s MB.") % {"largest_upload": LARGEST_UPLOAD // _MEGABYTE}]
        )
    if not raw.strip():
        raise FileRefused([_("The file is empty.")])
    for start, words in _OTHERS.items():
        if raw.startswith(start):
            raise FileRefused([_("Row 1, column 1: the file is %(words)s.") % {"words": words}])
    kind = _kind(raw)
    ending = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    if ENDINGS.get(ending) != kind:
        allowed = ", ".join(ENDINGS)
        raise FileRefused(
            [
                _("The name ends in “%(ending)s”, but the content is that of a %(kind)s file; allowed: %(allowed)s.")
                % {"ending": ending[:20], "kind": kind, "allowed": allowed}
            ]
        )
    return kind


def _kind(raw: bytes) -> FileKind:
    if raw.startswith(b"PK\x03\x04"):
        return FileKind.XLSX if "xl/workbook.xml" in {member.filename for member in members(raw)} else FileKind.ZIP
    return FileKind.YAML if _BLOCK.match(raw) else FileKind.CSV


def members(raw: bytes) -> list[zipfile.ZipInfo]:
    """The members of an archive, if it may be opened at all: few, small once unpacked, none of them locked."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            found = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
        raise FileRefused([_("The archive is damaged.")]) from error
    if len(found) > MOST_MEMBERS:
        raise FileRefused(
            [
                _("The archive has %(found)s members; at most %(most_members)s are opened.")
                % {"found": len(found), "most_members": MOST_MEMBERS}
            ]
        )
    size = sum(member.file_size for member in found)
    if size > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // _MEGABYTE
        raise FileRefused(
            [
                _("Unpacked, the archive would be %(size)s MB; at most %(limit)s MB are opened.")
                % {"size": size // _MEGABYTE, "limit": limit}
            ]
        )
    names = [member.filename for member in found]
    if len(set(names)) != len(names):
        raise FileRefused([_("Two members of the archive have one name.")])
    if any(member.flag_bits & 1 for member in found):
        raise FileRefused([_("The archive is locked with a password.")])
    return found


def pack_files(name: str, raw: bytes, kind: FileKind) -> dict[str, bytes]:
    """The files of a content pack, by their names in it: a ZIP of its folder, or one YAML file that holds all of it."""
    if kind == FileKind.YAML:
        return {PurePosixPath(name.replace("\\", "/")).name: raw}
    files: dict[str, bytes] = {}
    wanted = [member for member in members(raw) if not member.is_dir()]
    for member in wanted:
        path = PurePosixPath(member.filename)
        if path.is_absolute() or ".." in path.parts or path.suffix.lower() not in (".yaml", ".yml"):
            raise FileRefused(
                [
                    _("“%(filename)s” is no file of a content pack; allowed: .yaml in its folder.")
                    % {"filename": member.filename[:100]}
                ]
            )
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for member in wanted:
            try:
                files[member.filename] = archive.read(member)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, ValueError) as error:
                raise FileRefused([_("“%(filename)s” is damaged.") % {"filename": member.filename[:100]}]) from error
            except Exception as error:  # zlib.error and its kind have no common base
                raise FileRefused(
                    [_("“%(filename)s” cannot be unpacked.") % {"filename": member.filename[:100]}]
                ) from error
    return files
