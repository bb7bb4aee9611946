"""Reading a content pack from a folder. Nothing is loaded unless every file is sound."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent

from operators.transfer.shape_faults import said
from operators.transfer.shapes import File

Data = dict[str, Any]
LARGEST_FILE = 5 * 1024 * 1024


class PackError(ValueError):
    """All that is wrong with a pack: ``problems`` is one line each, with file, line and path."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(self.problems))


@dataclass
class Pack:
    """A pack in memory, in plain data: dates as ISO text, texts as ``{"zh-hans": …}``, nothing empty."""

    name: str
    country: str
    accept_warnings: str
    cleared: list[str]
    sources: list[Data] = field(default_factory=list)
    questions: list[Data] = field(default_factory=list)
    operators: list[Data] = field(default_factory=list)
    policies: list[Data] = field(default_factory=list)
    faq: list[Data] = field(default_factory=list)
    synonyms: list[Data] = field(default_factory=list)
    places: "Places" = field(default_factory=lambda: Places())


@dataclass
class Places:
    """Where each thing of a pack stands, ``places["policy", slug] -> "country.yaml:12"``; lines are looked up late,
    since only a fault needs them and finding them is slow."""

    known: dict[tuple[str, str], tuple[str, str, list[Any]]] = field(default_factory=dict)
    nodes: dict[str, Any] = field(default_factory=dict)

    def add(self, noun: str, name: str, file: str, text: str, parts: list[Any]) -> None:
        self.known.setdefault((noun, name), (file, text, parts))

    def __getitem__(self, key: tuple[str, str]) -> str:
        file, text, parts = self.known[key]
        if file not in self.nodes:
            self.nodes[file] = YAML(typ="rt").compose(text)
        return f"{file}:{_line(self.nodes[file], parts)}"


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
    found: dict[str, list[Data]] = {name: [] for name in [*_PLURAL.values()]}
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
        for noun, column in _NOUNS.items():
            plural = _PLURAL[noun]
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
    problems = _cross_check(pack)
    if problems:
        raise PackError(problems)
    return pack


_NOUNS = {"source": "key", "question": "key", "operator": "slug", "policy": "slug", "faq": "slug", "synonym": "key"}
_PLURAL = {
    "source": "sources",
    "question": "questions",
    "operator": "operators",
    "policy": "policies",
    "faq": "faq",
    "synonym": "synonyms",
}


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
            where = _dotted(path_parts, data)
            shown = one["input"] if isinstance(one["input"], str | int | bool) else ""
            found = _(" (found: %(shown)s)") % {"shown": str(shown)[:60]} if shown else ""
            problems.append(f"{name}:{_line(node, path_parts)}: {where}: {said(one)}{found}")
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


def _dotted(parts: Iterable[Any], data: Any) -> str:
    """A path that a person can follow: rows by their keys, ``policies[claro-…].facts[fee].unit``."""
    path = ""
    for part in parts:
        try:
            inner = data[part]
        except (KeyError, IndexError, TypeError):
            inner = None
        if isinstance(part, int):
            name = part
            if isinstance(inner, dict):
                name = inner.get("slug") or inner.get("key") or inner.get("code") or part
            path += f"[{name}]"
        else:
            path += f".{part}" if path else str(part)
        data = inner
    return path


def _line(node: Any, parts: Iterable[Any]) -> int:
    """The line on which the thing at this path stands; the nearest thing around it when it is missing."""
    line = node.start_mark.line if node is not None else 0
    for part in parts:
        if node is None or isinstance(node.value, str):
            break
        if isinstance(part, int) and part < len(node.value) and not isinstance(node.value[0], tuple):
            node = node.value[part]
            line = node.start_mark.line
            continue
        pairs = [pair for pair in node.value if isinstance(pair, tuple) and pair[0].value == str(part)]
        if not pairs:
            break
        line, node = pairs[0][0].start_mark.line, pairs[0][1]
    return int(line) + 1


def _cross_check(pack: Pack) -> list[str]:
    """Names that stand twice, and names that lead nowhere within the pack or to what is not allowed."""
    problems: list[str] = []
    things = {
        "source": pack.sources,
        "question": pack.questions,
        "operator": pack.operators,
        "faq": pack.faq,
        "synonym": pack.synonyms,
    }
    for noun, rows in things.items():
        seen: set[str] = set()
        for row in rows:
            name = row[_NOUNS[noun]]
            if name in seen:
                problems.append(
                    _("%(place)s: %(noun)s “%(name)s” stands twice; %(column)ss are unique.")
                    % {"place": pack.places[noun, name], "noun": noun, "name": name, "column": _NOUNS[noun]}
                )
            seen.add(name)
    seen_days: set[tuple[str, str]] = set()
    for policy in pack.policies:
        day = (policy["slug"], policy["edition"]["effective_from"])
        if day in seen_days:
            where = pack.places["policy", policy["slug"]]
            problems.append(
                _("%(where)s: policy “%(slug)s” stands twice for %(day)s; slugs are unique for a day.")
                % {"where": where, "slug": day[0], "day": day[1]}
            )
        seen_days.add(day)
    sources = {source["key"] for source in pack.sources}
    options = {q["key"]: [option["code"] for option in q["options"]] for q in pack.questions}
    for noun, rows in (("operator", pack.operators), ("policy", pack.policies), ("faq", pack.faq)):
        for row in rows:
            where = pack.places[noun, row["slug"]]
            problems += [f"{where}: {row['slug']}{text}" for text in _references(row, sources, options)]
    for question in pack.questions:
        parent = question.get("asked_when")
        if parent:
            where = pack.places["question", question["key"]]
            problems += [f"{where}: {question['key']}.asked_when{text}" for text in _codes(parent, options)]
    return problems


def _references(row: Data, sources: set[str], options: dict[str, list[str]], path: str = "") -> Iterable[str]:
    """What a subject names that does not exist, and row keys that stand twice."""
    own = sources | {source["key"] for source in row.get("cited", [])}
    for key in row.get("sources", []):
        if key not in own:
            yield f"{path}.sources: " + _("there is no source “%(key)s” in the pack.") % {"key": key}
    if "when" in row:
        yield from (f"{path}.when{text}" for text in _codes({**row, "options": row["when"]}, options))
    if "shown_when" in row:
        yield from (f"{path}.shown_when{text}" for text in _codes(row["shown_when"], options))
    for name, value in row.items():
        if not isinstance(value, list) or name in ("cited", "questions"):
            continue
        keys = [one["key"] for one in value if isinstance(one, dict) and "key" in one]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield f"{path}.{name}[{key}]: " + _("the key stands twice.")
        for one in value:
            if isinstance(one, dict):
                yield from _references(one, own, options, f"{path}.{name}[{one.get('key') or one.get('code')}]")


def _codes(shown: Data, options: dict[str, list[str]]) -> Iterable[str]:
    known = options.get(shown["question"])
    if known is None:
        allowed = ", ".join(sorted(options))
        yield ": " + _("there is no question “%(question)s”; allowed: %(allowed)s.") % {
            "question": shown["question"],
            "allowed": allowed,
        }
        return
    for code in shown["options"]:
        if code not in known:
            yield ": " + _("“%(code)s” is no answer to “%(question)s”; allowed: %(known)s.") % {
                "code": code,
                "question": shown["question"],
                "known": ", ".join(known),
            }
