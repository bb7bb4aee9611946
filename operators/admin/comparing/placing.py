"""Where in a working copy something is, in the words of the form: what the gate says as ``steps[ask].body.es``."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from operators.admin.comparing.naming import ROWS, Data, Names
from operators.admin.sections import SECTIONS
from operators.models.forms import LANGUAGE_NAMES
from operators.publishing import Problem

_PART = re.compile(r"([a-z_]+)(?:\[([^\]]+)\])?")


@dataclass(frozen=True, slots=True)
class Placed:
    """A problem of the gate, and where it is in words."""

    problem: Problem
    place: str


def placed(problems: list[Problem], document: Data) -> list[Placed]:
    """``document`` is the working copy as it would be printed, in the language of whoever reads."""
    names = Names.of(document.get("kind", "policy"), document)
    return [Placed(problem, place(problem.field, document, names)) for problem in problems]


def place(where: str, document: Data, names: Names) -> str:
    """``steps[ask].body.es`` -> ``Steps: Ask for it · What to do (Español)``; ``""`` -> ``""``.

    A row that is not in ``document`` (the gate found it at fault before it could be printed) is called by its key;
    ``names`` are the document's own.
    """
    text, _dot, last = where.rpartition(".")
    language = LANGUAGE_NAMES.get(last, "")
    parts = _PART.findall(text if language else where)
    if not parts:
        return where
    section, key = parts[0]
    said = []
    if key and section in ROWS:
        row = next((one for one in document.get(section, []) if _is_of(one, key)), None)
        said.append(f"{SECTIONS[section]}: {names.row(section, row) if row else key}")
        said += [_inner(names, section, name, inner) for name, inner in parts[1:]]
    elif key:
        said.append(f"{names.field('', section)}: {key}")
    else:  # of the subject itself: the last part says which, as in edition.note
        said.append(names.field("", parts[-1][0]))
    return " · ".join(said) + (f" ({language})" if language else "")


def _is_of(row: object, key: str) -> bool:
    """A row of a document, by its own key; the facts are also known by what they are the value of."""
    return isinstance(row, dict) and key in (row.get("row"), row.get("key"))


def _inner(names: Names, section: str, name: str, key: str) -> str:
    label = _("Answer") if name == "options" else names.field(section, name)
    return f"{label} {key}" if key else label
