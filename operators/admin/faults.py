"""What stops a save, named at the top of the page with a link to each place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fault:
    """``anchor`` is the id of a field or of a row on the page."""

    anchor: str
    where: str
    message: str


def faults(form: Any, formsets: Iterable[Any]) -> list[Fault]:
    """The form's own first, then those of its rows, in the order of the page."""
    return [*_own(form), *(fault for formset in formsets for fault in _of_rows(formset))]


def _own(form: Any) -> Iterator[Fault]:
    for name, errors in form.errors.items():
        if name in form.fields and not form.fields[name].widget.is_hidden:
            field = form[name]
            # A text in several languages has no box of that id, but one for each language.
            anchor = f"{field.auto_id}_0" if hasattr(field.field.widget, "widgets") else str(field.auto_id)
            yield from (Fault(anchor, str(field.label), str(one)) for one in errors)


def _of_rows(formset: Any) -> Iterator[Fault]:
    name = str(formset.opts.verbose_name_plural)
    prefix = formset.formset.prefix
    yield from (Fault(f"{prefix}-group", name, str(one)) for one in formset.formset.non_form_errors())
    for number, form in enumerate(formset.formset.forms):
        row = f"{formset.opts.verbose_name} {form.row_key or number + 1}"
        for field, errors in form.errors.items():
            where = f"{row}, {form[field].label}" if field in form.fields else row
            yield from (Fault(f"{prefix}-{number}", where, str(one)) for one in errors)
