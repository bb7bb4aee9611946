"""The parts of a page, named as an editor knows them, and how much of each differs from the live edition. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from operators.admin.changes import Change

SECTIONS: dict[str, Any] = {
    "texts": _("Texts"),
    "cautions": _("Cautions"),
    "facts": _("Facts"),
    "milestones": _("Milestones"),
    "routes": _("Routes"),
    "steps": _("Steps"),
    "conditions": _("Conditions"),
    "messages": _("Messages"),
    "not_checked": _("Not checked"),
    "contact_points": _("Contact points"),
    "questions": _("Questions of the self-check"),
    "sources": _("Sources"),
    "details": _("Details"),
}
TEXTS = ("title", "summary", "scope", "question", "answer")


@dataclass(frozen=True, slots=True)
class Section:
    """``{"steps", "Steps", 2}``: two fields of the steps differ."""

    name: str
    label: str
    count: int


def section_of(path: str) -> str:
    """``steps/wait/title`` -> ``steps``; ``title`` -> ``texts``; whatever stands for itself is a detail."""
    first = path.strip("/").split("/")[0]
    if first in TEXTS:
        return "texts"
    return first if first in SECTIONS else "details"


def counted(changes: Iterable[Change]) -> list[Section]:
    """How many fields differ in each part, in the order of the page."""
    counts: dict[str, int] = {}
    for change in changes:
        name = section_of(change.path)
        counts[name] = counts.get(name, 0) + 1
    return [Section(name, str(label), counts[name]) for name, label in SECTIONS.items() if name in counts]


def changed_rows(changes: Iterable[Change]) -> frozenset[str]:
    """The rows that differ, as ``steps/wait``."""
    parts = (change.path.strip("/").split("/") for change in changes)
    return frozenset("/".join(part[:2]) for part in parts if len(part) > 1)
