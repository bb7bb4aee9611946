"""What rows, fields and values of a document are called, in the words of the form that they are edited in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.admin.words import said
from operators.models.fields import TranslatedField
from operators.models.working import (
    Caution,
    Condition,
    ContactPoint,
    Fact,
    FaqEntry,
    Message,
    Milestone,
    NotChecked,
    Operator,
    Option,
    Policy,
    Question,
    Route,
    Source,
    Step,
)

Data = dict[str, Any]

SUBJECTS: dict[str, type[models.Model]] = {"policy": Policy, "operator": Operator, "faq": FaqEntry}
ROWS: dict[str, type[models.Model]] = {
    "contact_points": ContactPoint,
    "cautions": Caution,
    "facts": Fact,
    "milestones": Milestone,
    "routes": Route,
    "steps": Step,
    "conditions": Condition,
    "messages": Message,
    "not_checked": NotChecked,
    "questions": Question,
    "options": Option,
    "sources": Source,
}
"""What the rows of a document are made of."""

# What a document calls otherwise than the form.
_COLUMNS = {"operator_kind": "kind", "faq_kind": "kind", "cited": "sources", "order": "position"}
_OTHER = {
    "online_support": gettext_lazy("online (derived from the routes)"),
    "store_visit": gettext_lazy("store visit (derived from the routes)"),
    "store_visit_deadline": gettext_lazy("store visit within"),
    "shown_when": gettext_lazy("shown when"),
    "asked_when": gettext_lazy("asked when"),
    "reach": gettext_lazy("reached"),
    "not_checked": gettext_lazy("not checked"),
    "options": gettext_lazy("answers"),
}


_TABLES: dict[Any, str] = {
    name: name
    for name in ("country", "operator_kind", "faq_kind", "category", "topic", "line_type", "channel", "support",
                 "online_support", "store_visit", "standing", "clock", "balance", "event", "outcome", "language")
} | {
    "channels": "channel",
    "reach_own_line": "reach",
    "reach_country": "reach",
    "reach_abroad": "reach",
    ("facts", "key"): "fact",
    ("cautions", "kind"): "caution",
    ("sources", "kind"): "source_kind",
    ("questions", "group"): "question_group",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """What keys and codes stand for in the documents that are compared."""

    kind: str
    titles: Mapping[str, str] = field(default_factory=dict)
    """Sources by key."""
    questions: Mapping[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    """Questions by key, each with its answers by code."""

    @classmethod
    def of(cls, kind: str, *documents: Data) -> "Names":
        titles: dict[str, str] = {}
        questions: dict[str, tuple[str, dict[str, str]]] = {}
        for document in documents:
            titles.update({source["key"]: source["title"] for source in document.get("sources", [])})
            for question in document.get("questions", []):
                labels = {option["code"]: option["label"] for option in question["options"]}
                known = questions.get(question["key"], ("", {}))[1]
                questions[question["key"]] = (question["text"], {**known, **labels})
        return cls(kind, titles, questions)

    def model(self, section: str) -> type[models.Model]:
        return ROWS[section] if section in ROWS else SUBJECTS[self.kind]

    def column(self, section: str, name: str) -> Any:
        """The column of the form, or None for what only a document has."""
        name = {"key": "fact", "row": "key"}.get(name, name) if section == "facts" else _COLUMNS.get(name, name)
        if section == "" and name in ("online_support", "store_visit"):
            return None
        try:
            return self.model(section)._meta.get_field(name)
        except FieldDoesNotExist:
            return None

    def field(self, section: str, name: str) -> str:
        """``field("steps", "prepare")`` -> ``Have ready``."""
        column = self.column(section, name)
        label = str(getattr(column, "verbose_name", "") or _OTHER.get(name, name.replace("_", " ")))
        return label[:1].upper() + label[1:]

    def is_text(self, section: str, name: str) -> bool:
        """Whether a field is a text in the language of the document."""
        return isinstance(self.column(section, name), TranslatedField) or name == "not_checked"

    def is_code(self, section: str, name: str) -> bool:
        return (section, name) in _TABLES or name in _TABLES

    def row(self, section: str, row: Data) -> str:
        """What tells a row from its neighbours, in words: the title of a step, the name of a fact."""
        if section == "facts":
            return self.value(section, "key", row["key"])
        if section == "milestones":
            return _("%(event)s, from day %(day)s") % {
                "event": self.value(section, "event", row["event"]),
                "day": row["from_day"],
            }
        if section == "routes":
            return self.value(section, "channel", row["channel"])
        if section == "contact_points":
            return f"{row['label']} ({self.value(section, 'channel', row['channel'])})"
        if section == "conditions":
            codes = ", ".join(self._labels(row["question"], row["when"]))
            return f"{self._question(row['question'])} → {codes}"
        text = row.get("title") or row.get("text") or row.get("label") or row.get("key") or row.get("code") or ""
        return shortened(str(text))

    def value(self, section: str, name: str, value: Any, row: Data | None = None) -> str:
        """A value of a document as a person reads it."""
        if value is None or value == "" or value == []:
            return ""
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if name in ("sources", "cited") and isinstance(value, list):
            return "\n".join(f"{self.titles.get(key, key)} ({key})" for key in map(str, value))
        if name == "question" and section == "conditions":
            return self._question(value)
        if name == "when" and row is not None:
            return ", ".join(self._labels(row["question"], value))
        if name in ("shown_when", "asked_when"):
            labels = ", ".join(self._labels(value["question"], value["options"]))
            return f"{self._question(value['question'])} → {labels}"
        if name == "store_visit_deadline":
            return f"{value['value']} {self.value('routes', 'store_visit_unit', value['unit'])}"
        if isinstance(value, dict):
            if "name" in value and "slug" in value:
                return str(value["name"])
            inner = {f"{name}_{key}" if name == "reach" else key: one for key, one in value.items()}
            return "\n".join(
                f"{self.field(section, key)}: {self.value(section, key, one)}" for key, one in inner.items()
            )
        if name == "options":
            return ", ".join(option["label"] for option in value)
        if isinstance(value, list):
            return ("\n" if self.is_text(section, name) else ", ").join(self._code(section, name, one) for one in value)
        return self._code(section, name, value)

    def _code(self, section: str, name: str, value: Any) -> str:
        """In the readers' own words where there are any, else in those of the form."""
        code = str(value)
        table = _TABLES.get((section, name)) or _TABLES.get(name, "")
        if table:
            return said(table, code)
        choices = dict(getattr(self.column(section, name), "flatchoices", None) or ())
        return str(choices.get(code, code))

    def _question(self, key: str) -> str:
        return self.questions.get(key, (key, {}))[0] or key

    def _labels(self, question: str, codes: list[str]) -> list[str]:
        labels = self.questions.get(question, ("", {}))[1]
        return [labels.get(code) or code for code in codes]


def shortened(text: str, most: int = 80) -> str:
    """The first line, and no more of it than names a thing."""
    line = next(iter(text.splitlines()), "")
    return line if len(line) <= most else f"{line[: most - 1]}…"
