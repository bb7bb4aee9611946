"""Reads what is to be translated from the sources, and what is translated from the catalogs.

xgettext is not needed for it: Python is read from its syntax trees, templates through Django's own ``templatize``.
"""

import ast
import gettext
import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
CALLS = {
    "_": "m", "gettext": "m", "gettext_lazy": "m", "gettext_noop": "m",
    "ngettext": "mp", "ngettext_lazy": "mp",
    "pgettext": "cm", "pgettext_lazy": "cm",
    "npgettext": "cmp", "npgettext_lazy": "cmp",
}  # fmt: skip
TEMPLATE_CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext|_)\(")

Message = tuple[str, str, str]
"""Context, text, plural; each may be empty."""


def marked() -> dict[Message, str]:
    """Every text that is marked for translation, with a file that has it."""
    found: dict[Message, str] = {}
    for folder in ("kb", "operators"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                for message in of_code(path.read_text("utf-8")):
                    found.setdefault(message, str(path.relative_to(ROOT)))
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for message in of_template(path.read_text("utf-8")):
            found.setdefault(message, str(path.relative_to(ROOT)))
    return found


def of_code(source: str) -> Iterator[Message]:
    """``of_code('pgettext("Topic", "refund")')`` -> ("Topic", "refund", "")."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in CALLS:
                yield _message(CALLS[name], node.args)


def of_template(source: str) -> Iterator[Message]:
    """The same for a template's ``translate`` and ``blocktranslate``."""
    code = templatize(source)
    for match in TEMPLATE_CALL.finditer(code):
        # What follows the call is no Python: it is cut off where the call is whole.
        for end in re.finditer(r"\)", code[match.start() :]):
            try:
                call = ast.parse(code[match.start() : match.start() + end.end()], mode="eval").body
            except SyntaxError:
                continue
            assert isinstance(call, ast.Call)
            yield _message(CALLS[match[1]], call.args)
            break


def _message(shape: str, arguments: list[ast.expr]) -> Message:
    parts = {}
    for letter, argument in zip(shape, arguments, strict=False):
        assert isinstance(argument, ast.Constant), f"A text to translate is written out: {ast.unparse(argument)}"
        parts[letter] = str(argument.value)
    return parts.get("c", ""), parts.get("m", ""), parts.get("p", "")


def compiled(path: Path) -> dict[tuple[str, str], list[str]]:
    """What a ``.mo`` file translates: (context, text) -> its forms. The header is left out."""
    with path.open("rb") as file:
        catalog = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    found: dict[tuple[str, str], list[str]] = {}
    for key, text in catalog.items():
        whole = key[0] if isinstance(key, tuple) else key
        context, _, message = whole.rpartition("\x04")
        if whole:
            found.setdefault((context, message), []).append(text)
    return found


def written(path: Path) -> dict[Message, list[str]]:
    """What a ``.po`` file translates. Raises AssertionError for a fuzzy or an obsolete entry."""
    found: dict[Message, list[str]] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        assert "#, fuzzy" not in block.replace("#, fuzzy, ", "#, fuzzy"), f"{path}: fuzzy: {block}"
        assert "\n#~" not in f"\n{block}", f"{path}: obsolete: {block}"
        parts: dict[str, str] = {}
        name = ""
        for line in block.splitlines():
            if line.startswith("msg"):
                name, _, line = line.partition(" ")
                parts[name] = ""
            if line.startswith('"'):
                parts[name] += ast.literal_eval(line)
        if parts.get("msgid"):
            key = (parts.get("msgctxt", ""), parts["msgid"], parts.get("msgid_plural", ""))
            found[key] = [text for name, text in parts.items() if name.startswith("msgstr")]
    return found
