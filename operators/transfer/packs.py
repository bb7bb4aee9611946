"""Reading a content pack from a folder. Nothing is loaded unless every file is sound."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from operators.transfer.pack import NOUNS, PLURAL, Data, Pack, PackError
from operators.transfer.pack_checks import cross_check
from operators.transfer.pack_places import Places, dotted, line_of
from operators.transfer.shape_faults import said
from operators.transfer.shapes import File

__all__ = ["Pack", "PackError", "read_files", "read_pack"]

LARGEST_FILE = 5 * 1024 * 1024


def read_pack(folder: Path) -> Pack:
    """Read and check all files of ``folder``. Raises PackError with every problem found."""
    paths = sorted(path for path in folder.rglob("*.yaml") if path.is_file())
    if not paths:
        raise PackError([_("%(folder)s: there is no .yaml file in this folder.") % {"folder": folder}])
    # A byte more than a file may have is enough to refuse it.
    files = {path.relative_to(folder).as_posix(): _start(path) for path in paths}
    return read_files(files, str(folder))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def read_files(files: dict[str, bytes], name_of_all: str) -> Pack:
    """The same for files in memory, by their names in the pack; ``name_of_all`` is for messages."""
    problems: list[str] = []
    blocks: list[Data] = []
    found: dict[str, list[Data]] = {name: [] for name in [*PLURAL.values()]}
    places = Places()
    for name in sorted(files):
        try:
            text, data = _read(files[name], name)
        except PackError as error:
            problems += error.problems
            continue
        if data.get("pack"):
            blocks.append(data["pack"])
        found["operators"] += [data["operator"]] if data.get("operator") else []
        for noun in ("sources", "questions", "policies", "faq", "synonyms"):
            found[noun] += data.get(noun) or []
        if data.get("operator"):
            places.add("operator", data["operator"]["slug"], name, text, ["operator"])
        for noun, column in NOUNS.items():
            plural = PLURAL[noun]
            for index, thing in enumerate(data.get(plural) or []):
                places.add(noun, thing[column], name, text, [plural, index])
    if len(blocks) != 1 and not problems:
        problems.append(
            _("%(name)s: exactly one file has the block “pack”; %(blocks)s have it.")
            % {"name": name_of_all, "blocks": len(blocks)}
        )
    if problems:
        raise PackError(problems)
    block: Data = {"cleared": []} | blocks[0]
    pack = Pack(**block, **found, places=places)  # type: ignore[arg-type]
    problems = cross_check(pack)
    if problems:
        raise PackError(problems)
    return pack


def _read(raw: bytes, name: str) -> tuple[str, Data]:
    if len(raw) > LARGEST_FILE:
        raise PackError(
            [
                _("%(name)s: the file is larger than %(largest_file)s MB.")
                % {"name": name, "largest_file": LARGEST_FILE // 1024 // 1024}
            ]
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise PackError(
            [
                _("%(name)s:%(line)s: byte 0x%(raw)s is not UTF-8; save the file as UTF-8.")
                % {"name": name, "line": line, "raw": f"{raw[error.start]:02x}"}
            ]
        ) from error
    try:
        _refuse_aliases(text, name)
        data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        raise PackError(
            [
                _("%(name)s:%(line)s: the YAML is broken here (%(problem)s).")
                % {"name": name, "line": mark.line + 1 if mark else 1, "problem": error.problem}
            ]
        ) from error
    except (YAMLError, ValueError) as error:
        raise PackError(
            [
                _("%(name)s: the file cannot be read as YAML (%(problem)s).")
                % {"name": name, "problem": str(error).splitlines()[0]}
            ]
        ) from error
    if not isinstance(data, dict):
        raise PackError(
            [
                _("%(name)s: the file holds no mapping; allowed: %(allowed)s.")
                % {"name": name, "allowed": ", ".join(File.model_fields)}
            ]
        )
    try:
        # As JSON, since pydantic's strict mode then takes codes and days as the texts that they are in a file.
        checked = File.model_validate_json(json.dumps(_plain_dates(data), default=_iso))
    except (TypeError, OverflowError) as error:
        raise PackError([f"{name}: {error}"]) from error
    except ValidationError as error:
        problems = []
        node = YAML(typ="rt").compose(text)
        for one in error.errors(include_url=False):
            path_parts = [part for part in one["loc"] if not str(part).startswith(("constrained", "function-"))]
            where = dotted(path_parts, data)
            shown = one["input"] if isinstance(one["input"], str | int | bool) else ""
            found = _(" (found: %(shown)s)") % {"shown": str(shown)[:60]} if shown else ""
            problems.append(f"{name}:{line_of(node, path_parts)}: {where}: {said(one)}{found}")
        raise PackError(problems) from error
    return text, _dump(checked)


_MAY_BE_ALIAS = re.compile(r"(?:^|[\s\[{,:-])\*[A-Za-z0-9_-]", re.MULTILINE)


def _refuse_aliases(text: str, name: str) -> None:
    """A few lines of aliases of aliases are gigabytes once written out, and no honest pack needs one."""
    if _MAY_BE_ALIAS.search(text):
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, AliasEvent):
                line = event.start_mark.line + 1
                raise PackError(
                    [
                        _("%(name)s:%(line)s: “*%(anchor)s” refers to another place; write the content out.")
                        % {"name": name, "line": line, "anchor": event.anchor}
                    ]
                )


def _iso(value: Any) -> str:
    if isinstance(value, date):  # a moment is refused afterwards, since it is no day
        return value.isoformat()
    raise TypeError(_("%(value)s is no text, number, list or mapping.") % {"value": repr(value)})


def _plain_dates(value: Any, name: str = "") -> Any:
    """A partial date may be written bare: YAML reads 2025-12-26 as a date and 2025 as a number."""
    if isinstance(value, dict):
        return {key: _plain_dates(inner, str(key)) for key, inner in value.items()}
    if isinstance(value, list):
        return [_plain_dates(inner) for inner in value]
    if name == "published_on" and value is not None and not isinstance(value, str):
        return str(value)
    return value


def _dump(model: File) -> Data:
    data: Data = model.model_dump(mode="json", by_alias=True)
    cleaned: Data = _without_empty(data)
    return cleaned


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        cleaned = {key: _without_empty(inner) for key, inner in value.items()}
        return {key: inner for key, inner in cleaned.items() if inner or (inner == 0 and inner is not False)}
    if isinstance(value, list):
        return [_without_empty(inner) for inner in value]
    return value
