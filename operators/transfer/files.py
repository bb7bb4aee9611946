"""A file of an editor's, whatever it is: recognised, read, and given as something that can be drafted."""

from django.utils.translation import gettext as _

from operators.transfer.drafting import Load
from operators.transfer.pack_drafts import pack_load
from operators.transfer.packs import read_files
from operators.transfer.sheets import read_csv, read_xlsx
from operators.transfer.table_drafts import read_table
from operators.transfer.uploads import FileKind, FileRefused, file_kind, pack_files

LARGEST_PACK = 2 * 1024 * 1024
"""Unpacked. YAML is read at about a sixth of a megabyte a second, and somebody waits."""


def read_file(name: str, raw: bytes) -> tuple[str, Load]:
    """What a file holds (``facts``, ``content pack peru``) and how to load it.

    Raises FileRefused or PackError with every problem found; no problem of a file raises anything else.
    """
    try:
        kind = file_kind(name, raw)
        if kind in (FileKind.CSV, FileKind.XLSX):
            table, load = read_table(read_csv(raw) if kind == FileKind.CSV else read_xlsx(raw))
            return table.name, load
        files = pack_files(name, raw, kind)
        size = sum(map(len, files.values()))
        if size > LARGEST_PACK:
            limit = LARGEST_PACK // 1024 // 1024
            raise FileRefused(
                [
                    _("The pack is %(size)s KB; at most %(limit)s MB are read here, more by the command.")
                    % {"size": size // 1024, "limit": limit}
                ]
            )
        pack = read_files(files, name)
        return _("content pack %(name)s") % {"name": pack.name}, pack_load(pack)
    except RecursionError as error:
        raise FileRefused([_("The file is nested too deeply.")]) from error
