"""The second of two people to save: what was saved meanwhile, by whom, and how to bring both together."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.forms import ModelChoiceField
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from operators.admin.as_posted import posted_page, stored_page, to_post
from operators.admin.merging import Difference, Marks, differences, marks, merged
from operators.models.forms import LANGUAGE_NAMES, TranslatedFormField, suffix

SALT = "operators.admin.conflict"
ORDER = "position"
SHOWN = 600
"""Characters of a value that stand side by side; the whole of it stands in the form below."""


@dataclass(frozen=True, slots=True)
class Side:
    """One field that was touched, as an editor reads it. ``by`` is ``mine``, ``theirs`` or ``both``."""

    label: str
    by: str
    now: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """``version`` is stored now; ``can_reapply`` is False where the form does not say what it was opened with."""

    version: int
    sides: list[Side]
    can_reapply: bool

    @property
    def overwritten(self) -> list[Side]:
        return [side for side in self.sides if side.by == "both"]

    @property
    def kept(self) -> list[Side]:
        return [side for side in self.sides if side.by == "theirs"]

    @property
    def brought(self) -> list[Side]:
        return [side for side in self.sides if side.by == "mine"]


def fresh(room: Any, request: HttpRequest, obj: Any) -> tuple[Any, dict[str, Any]]:
    """The form of ``obj`` as it would be opened now, and its sets of rows by prefix."""
    form = room.get_form(request, obj, change=True)(instance=obj)
    formsets: dict[str, Any] = {}
    for formset_class, inline in room.get_formsets_with_inlines(request, obj):
        prefix = formset_class.get_default_prefix()
        formsets[prefix] = formset_class(instance=obj, prefix=prefix, queryset=inline.get_queryset(request))
    return form, formsets


def base_of(form: Any, formsets: Mapping[str, Any]) -> str:
    """What the form carries of the values that it is opened with."""
    return signing.dumps(marks(stored_page(form, formsets)), salt=SALT, compress=True)


def _opened_with(data: QueryDict) -> Marks:
    """Empty where the form carries nothing, or nothing of ours."""
    try:
        found: Marks = signing.loads(data.get("base", ""), salt=SALT)
    except signing.BadSignature:
        return {}
    return found


def conflict(room: Any, request: HttpRequest, obj: Any) -> Conflict:
    """``obj`` is the row as it is stored; what was posted stands in the request."""
    form, formsets = fresh(room, request, obj)
    before = _opened_with(request.POST)
    if not before:
        return Conflict(obj.version, [], False)
    mine = posted_page(request.POST, formsets)
    found = differences(before, mine, stored_page(form, formsets))
    sides = [_side(one, form, formsets) for one in found if not (one.prefix and one.name == ORDER)]
    return Conflict(obj.version, [*sides, *_orders(found, formsets)], True)


def reapplied(room: Any, request: HttpRequest, obj: Any) -> QueryDict | None:
    """What is to be saved: what is stored, with everything that the editor touched. None where that cannot be told.

    The version goes with it, so a third save in between is a conflict of its own.
    """
    before = _opened_with(request.POST)
    if not before:
        return None
    form, formsets = fresh(room, request, obj)
    theirs = stored_page(form, formsets)
    page = merged(before, posted_page(request.POST, formsets), theirs)
    base = signing.dumps(marks(theirs), salt=SALT, compress=True)
    return to_post(page, formsets, version=str(obj.version), base=base, _continue="1")


def _side(one: Difference, form: Any, formsets: Mapping[str, Any]) -> Side:
    place = ""
    if one.prefix and one.row is not None:
        model = formsets[one.prefix].model
        key = (one.row.values.get(getattr(formsets[one.prefix], "key_name", "key")) or [""])[0]
        place = f"{model._meta.verbose_name} “{key}”"
    if not one.name:
        return Side(place, one.by, _whole(one.now), _whole(one.mine))
    source = formsets[one.prefix].empty_form if one.prefix else form
    label, field = _label(source, one.name)
    words = [_shown(field, values) for values in (one.now, one.mine)]
    return Side(f"{place}: {label}" if place else label, one.by, *words)


def _orders(found: list[Difference], formsets: Mapping[str, Any]) -> Iterator[Side]:
    """A row that moves gives all below it another number: the order of a set of rows is one thing that was changed."""
    for prefix, formset in formsets.items():
        who = {one.by for one in found if one.name == ORDER and one.prefix == prefix}
        if who:
            by = who.pop() if len(who) == 1 else "both"
            label = f"{formset.model._meta.verbose_name_plural}: {_('order')}"
            yield Side(label, by, _("changed") if by != "mine" else "", _("changed") if by != "theirs" else "")


def _whole(sign: list[str]) -> str:
    return {"+": _("row added"), "-": _("row deleted")}.get("".join(sign), "")


def _label(form: Any, name: str) -> tuple[str, Any]:
    """The name of a field for an editor, its language included, and the field."""
    for column, field in form.fields.items():
        label = str(field.label or column)
        if name == column:
            return label, field
        if isinstance(field, TranslatedFormField):
            for language, own_name in LANGUAGE_NAMES.items():
                if name == f"{column}_{suffix(language)}":
                    return f"{label} ({own_name})", field
    return name, None


def _shown(field: Any, values: list[str]) -> str:
    """A value in words: rows that are cited by their names, codes by their labels, a ticked box as yes."""
    if isinstance(field, ModelChoiceField):
        keys = [value for value in values if value.isdigit()]
        queryset: Any = field.queryset
        return "\n".join(str(row) for row in queryset.filter(pk__in=keys))
    choices = dict(getattr(field, "choices", None) or [])
    if getattr(field, "widget", None) is not None and getattr(field.widget, "input_type", "") == "checkbox":
        return _("yes") if values == ["on"] else _("no")
    text = ", ".join(str(choices.get(value, value)) for value in values).replace("\r\n", "\n")
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
