"""Rows in an order: numbers that editors type, positions that the database keeps unique."""

from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.forms import BaseInlineFormSet

from operators.admin.forms import CheckedForm
from operators.admin.sources_select import SourcesSelect
from operators.admin.summaries import summary
from operators.models.forms import CodesFormField

PARKED = 100_000
"""Rows wait here while their neighbours move: no number that an editor types for a place is ever stored as it is."""


class RowForm(CheckedForm):
    """One row. Its ``position`` is a wish: empty means last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields:
            self.fields["position"].required = False
        if "sources" in self.fields:
            picker: Any = getattr(self.fields["sources"].widget, "widget", None)
            if isinstance(picker, SourcesSelect):
                picker.known = {str(source.pk): str(source) for source in self.initial.get("sources") or []}

    @property
    def row_key(self) -> str:
        """What the row is called: its key, or its code."""
        return str(getattr(self.instance, "key", "") or getattr(self.instance, "code", ""))

    @property
    def summary(self) -> str:
        return summary(self.instance)

    @property
    def path(self) -> str:
        """Where the row stands in a document: ``steps/wait``."""
        return f"{(self.prefix or '').rsplit('-', 1)[0]}/{self.row_key}"

    def clean(self) -> dict[str, Any]:
        """A set of boxes has no order of its own: one that nobody touched keeps the order that it is stored in."""
        super().clean()
        for name, field in self.fields.items():
            if isinstance(field, CodesFormField) and field.unordered and name in self.cleaned_data:
                before = self.initial.get(name) or []
                if set(before) == set(self.cleaned_data[name]):
                    self.cleaned_data[name] = list(before)
        return self.cleaned_data

    def _get_validation_exclusions(self) -> set[str]:
        return {*super()._get_validation_exclusions(), "position"}  # type: ignore[misc]

    def validate_constraints(self) -> None:
        """Uniqueness is the formset's matter: two rows that swap their keys collide with the past alone."""
        exclude = self._get_validation_exclusions()
        for _model, constraints in self.instance.get_constraints():
            for constraint in constraints:
                if isinstance(constraint, UniqueConstraint):
                    continue
                try:
                    constraint.validate(type(self.instance), self.instance, exclude=exclude)
                except ValidationError as error:
                    self._update_errors(error)  # type: ignore[attr-defined]


class RowFormSet(BaseInlineFormSet):
    """Saves rows in two phases, so that swapped places and keys never meet, and numbers them 1 … n.

    A row that is given the number of another goes before it when it moved up, and after it when it moved down.
    """

    key_name = "key"
    answers: Any = None
    """All questions with their answers, where the rows name some."""

    @cached_property
    def empty_form(self) -> Any:
        """Made once; the page asks for it four times."""
        return super().empty_form

    @property
    def rows(self) -> Any:
        return self.model._default_manager  # type: ignore[union-attr]

    def get_queryset(self) -> Any:
        """Once posted: the rows as posted, so that a row which somebody else deleted keeps its text on the page."""
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()

    def save(self, commit: bool = True) -> Any:
        if not commit:
            raise NotImplementedError("Rows are saved with their places.")
        if not self.has_changed():
            self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
            return []
        order = self._order()
        self._park()
        for number, form in enumerate(order):
            form.instance.position = 2 * PARKED + number
        saved = super().save(commit=True)
        model = self.rows
        for number, form in enumerate(order, start=1):
            model.filter(pk=form.instance.pk).update(position=number)
        return saved

    def _order(self) -> list[Any]:
        """The forms that stay, in the order that their numbers ask for."""

        def wish(indexed: tuple[int, Any]) -> tuple[float, int, int]:
            index, form = indexed
            wanted = form.cleaned_data.get("position")
            before = form.initial.get("position")
            if wanted is None:
                return float("inf"), 0, index
            moved = 1 if before is None else (wanted > before) - (wanted < before)
            return wanted, moved, index

        gone = set(self.deleted_forms)
        stay = [form for form in self.forms if form not in gone and (form.instance.pk or form.has_changed())]
        return [form for _index, form in sorted(enumerate(stay), key=wish)]

    def _park(self) -> None:
        """Move every row out of the way, and every key that changes."""
        for form in self.initial_forms:
            if form.instance.pk is None:
                continue
            parked: dict[str, Any] = {"position": PARKED + form.instance.pk}
            if self.key_name in form.changed_data:
                parked[self.key_name] = f"~{form.instance.pk}"
            self.rows.filter(pk=form.instance.pk).update(**parked)
