"""Forms as plain values: what a browser would post for a form left as it is, and what it did post."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.forms import BaseForm, ModelChoiceField
from django.http import QueryDict

from operators.admin.merging import DELETE, Page, Row, Values

OWN = frozenset(("version", "base", "token"))
"""What a form carries for itself, not for the thing that is edited."""


def values_of(form: Any) -> Values:
    """What would be posted for a form that nobody has touched, by name without prefix: ``{"title_en": ["…"]}``."""
    found: Values = {}
    for name, field in form.fields.items():
        if name not in OWN and name != DELETE:
            for key, values in _posted(form, name, field):
                found[key.removeprefix(f"{form.prefix}-") if form.prefix else key] = values
    return found


def _posted(form: BaseForm, name: str, field: Any) -> Iterator[tuple[str, list[str]]]:
    value, html_name = form[name].value(), form.add_prefix(name)
    if isinstance(field, ModelChoiceField):  # asking its widget would be a query for each
        values = value if isinstance(value, (list, tuple)) else [value]
        yield html_name, [str(getattr(one, "pk", one)) for one in values if one not in (None, "")]
    else:
        yield from _of_widget(field.widget.get_context(html_name, value, {})["widget"])


def _of_widget(widget: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The name and values of a widget's context, or of each of its parts."""
    if "subwidgets" in widget:
        for part in widget["subwidgets"]:
            yield from _of_widget(part)
    elif "optgroups" in widget:
        options = [option for _name, group, _index in widget["optgroups"] for option in group]
        yield widget["name"], [str(option["value"]) for option in options if option["selected"]]
    elif widget.get("type") == "checkbox":
        yield widget["name"], ["on"] if widget["attrs"].get("checked") else []
    else:
        yield widget["name"], ["" if widget["value"] is None else str(widget["value"])]


def stored_page(form: Any, formsets: Mapping[str, Any]) -> Page:
    """The page as it would be opened now. Forms and sets of rows are fresh, bound to nothing."""
    rows = {}
    for prefix, formset in formsets.items():
        hidden = {formset.model._meta.pk.name, formset.fk.name}
        rows[prefix] = [
            Row(str(one.instance.pk), {name: values for name, values in values_of(one).items() if name not in hidden})
            for one in formset.initial_forms
        ]
    return Page(values_of(form), rows)


def posted_page(data: QueryDict, formsets: Mapping[str, Any]) -> Page:
    """The page as it was posted."""
    rows: dict[str, list[Row]] = {}
    taken: set[str] = set()
    for prefix, formset in formsets.items():
        pk_name, fk_name = formset.model._meta.pk.name, formset.fk.name
        rows[prefix] = []
        for number in range(_count(data.get(f"{prefix}-TOTAL_FORMS"))):
            start = f"{prefix}-{number}-"
            names = [name for name in data if name.startswith(start)]
            taken.update(names)
            values = {name.removeprefix(start): _list(data, name) for name in names}
            pk = values.pop(pk_name, [""])[0]
            values.pop(fk_name, None)
            if pk or any(text for texts in values.values() for text in texts):
                rows[prefix].append(Row(pk, values))
        taken.update(name for name in data if name.startswith(f"{prefix}-"))
    own = {name: _list(data, name) for name in data if name not in taken and name not in OWN}
    return Page({name: values for name, values in own.items() if not name.startswith(("_", "csrf"))}, rows)


def to_post(page: Page, formsets: Mapping[str, Any], **more: str) -> QueryDict:
    """The page as a browser would post it; stored rows first, as the form counts them."""
    data = QueryDict(mutable=True)
    for name, values in page.values.items():
        data.setlist(name, values)
    for prefix, rows in page.rows.items():
        pk_name = formsets[prefix].model._meta.pk.name
        ordered = sorted(rows, key=lambda row: not row.pk)
        data[f"{prefix}-TOTAL_FORMS"] = str(len(ordered))
        data[f"{prefix}-INITIAL_FORMS"] = str(sum(bool(row.pk) for row in ordered))
        data[f"{prefix}-MIN_NUM_FORMS"], data[f"{prefix}-MAX_NUM_FORMS"] = "0", "1000"
        for number, row in enumerate(ordered):
            data[f"{prefix}-{number}-{pk_name}"] = row.pk
            for name, values in row.values.items():
                if values:
                    data.setlist(f"{prefix}-{number}-{name}", values)
    for name, value in more.items():
        data[name] = value
    return data


def _list(data: QueryDict, name: str) -> list[str]:
    return [str(value) for value in data.getlist(name)]


def _count(text: Any) -> int:
    return min(int(text), 1000) if text and str(text).isascii() and str(text).isdigit() and len(str(text)) < 5 else 0
