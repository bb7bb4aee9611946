"""The rows of a policy, as inlines: one class each, in the order of a policy's page."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.admin.answers import AskingForm, AskingInline
from operators.admin.help import help_for
from operators.admin.ordering import RowForm, RowFormSet
from operators.admin.sources_select import SourcesSelect
from operators.admin.versioned import TEXT_OVERRIDES, Helped
from operators.models.working import Caution, Condition, Fact, Message, Milestone, NotChecked, Route, Step
from operators.vocabulary import Unit

BACKED = ("sources", "our_advice")


class RowInline(Helped, admin.StackedInline):
    """Rows are added one by one, reordered by their numbers, and cite sources by search."""

    form = RowForm
    formset = RowFormSet
    template = "admin/operators/rows.html"
    extra = 0
    formfield_overrides = TEXT_OVERRIDES

    def get_queryset(self, request: Any) -> Any:
        rows = super().get_queryset(request)
        return rows.prefetch_related("sources") if "sources" in self.autocomplete_fields else rows


class CitedInline(RowInline):
    autocomplete_fields: ClassVar[Any] = ("sources",)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", SourcesSelect(db_field, self.admin_site))
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class FactValueField(forms.CharField):
    """A value as a person types it: ``60``, ``5.00``, ``yes``, or ``dni, ce``. The unit says what it becomes."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return str(self.prepare_value(initial) if initial is not None else "") != str(data or "").strip()


def fact_value(typed: str, unit: str) -> Any:
    """What is stored for a typed value. Raises ValidationError.

    >>> fact_value("60", "day"), fact_value("dni, ce", "codes"), fact_value("5.00", "money")
    (60, ['dni', 'ce'], '5.00')
    """
    if unit == Unit.CODES:
        return [code.strip() for code in typed.replace("，", ",").split(",") if code.strip()]
    if unit in (Unit.YES_NO, Unit.MONEY):
        return typed
    if not (typed.isascii() and typed.isdigit() and len(typed) < 8):
        raise ValidationError(_("Give a whole number."))
    return int(typed)


class FactForm(RowForm):
    value = FactValueField(
        label=gettext_lazy("value"),
        help_text=help_for("fact", "value"),
    )

    def clean(self) -> dict[str, Any]:
        super().clean()
        if "value" in self.cleaned_data and "unit" in self.cleaned_data:
            try:
                self.cleaned_data["value"] = fact_value(self.cleaned_data["value"], self.cleaned_data["unit"])
            except ValidationError as error:
                self.add_error("value", error)
        return self.cleaned_data


class CautionInline(AskingInline, CitedInline):
    model = Caution
    form = AskingForm
    fields = [("key", "position", "kind"), "text", "question", "when", *BACKED]


class FactInline(CitedInline):
    model = Fact
    form = FactForm
    fields = [
        ("key", "position", "fact"),
        ("value", "unit", "currency"),
        ("standing", "in_force", "applies_from", "applies_until"),
        "qualifier",
        "area",
        *BACKED,
    ]


class MilestoneInline(CitedInline):
    model = Milestone
    fields = [
        ("key", "position"),
        ("clock", "balance", "from_day", "to_day"),
        ("event", "standing"),
        "plan",
        *BACKED,
    ]


class RouteInline(CitedInline):
    model = Route
    fields = [
        ("key", "position"),
        ("channel", "role", "support"),
        ("store_visit", "store_visit_within", "store_visit_unit"),
        "note",
        *BACKED,
    ]


class StepInline(CitedInline):
    model = Step
    fields = [("key", "position"), "channels", "title", "body", "prepare", "proof", "duration", *BACKED]


class ConditionInline(AskingInline, CitedInline):
    model = Condition
    form = AskingForm
    fields = [
        ("key", "position"),
        "question",
        "when",
        ("outcome", "channels"),
        "text",
        "remedy",
        ("lead_time_days", "valid_days", "irreversible"),
        *BACKED,
    ]


class MessageInline(RowInline):
    model = Message
    fields = [("key", "position", "channel", "language"), "text", "translation"]


class NotCheckedInline(RowInline):
    model = NotChecked
    fields = [("key", "position"), "text"]


ROWS: list[Any] = [
    CautionInline,
    FactInline,
    MilestoneInline,
    RouteInline,
    StepInline,
    ConditionInline,
    MessageInline,
    NotCheckedInline,
]
