"""Where in its file a thing of a pack stands, so that a fault can name the line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML


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
        return f"{file}:{line_of(self.nodes[file], parts)}"


def dotted(parts: Iterable[Any], data: Any) -> str:
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


def line_of(node: Any, parts: Iterable[Any]) -> int:
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
