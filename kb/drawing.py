"""The commonest parts of a form, drawn in Python instead of by a template each.

A policy's page holds more than a thousand of them, and Django's own templates took most of its time. What comes out
is the same, byte for byte: a test holds every one against Django's template. Any other template is rendered as ever.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.template import Context
from django.template.base import render_value_in_context
from django.utils.html import conditional_escape

Data = Mapping[str, Any]
Draw = Callable[[Any], str]

WIDGETS = "django/forms/widgets/"


class Drawing(TemplatesSetting):
    """``FORM_RENDERER``: the project's templates, except for what is drawn here."""

    def render(self, template_name: str, context: Any, request: Any = None) -> str:
        draw = DRAWN.get(template_name)
        if draw is None or not _options_are_drawn(template_name, context.get("widget", {})):
            return str(super().render(template_name, context, request))
        return draw(context).strip()


def _options_are_drawn(template_name: str, widget: Data) -> bool:
    """False for options with a template of their own."""
    known = OPTIONS.get(template_name, "")
    groups = widget.get("optgroups", ())
    return all(option["template_name"] == known for _group, options, _index in groups for option in options)


def _said(value: Any) -> str:
    """``{{ value }}``"""
    return conditional_escape(value) if isinstance(value, str) else str(render_value_in_context(value, Context()))


def _text(value: Any) -> str:
    """``{{ value|stringformat:"s" }}``"""
    return conditional_escape(value if isinstance(value, str) else str(value))


def _attrs(attrs: Data) -> str:
    return "".join(
        f" {_said(name)}" if value is True else f' {_said(name)}="{_text(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


def _input(widget: Data) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return f'<input type="{widget["type"]}" name="{_said(widget["name"])}"{value}{_attrs(widget["attrs"])}>\n'


def _textarea(widget: Data) -> str:
    value = _said(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_said(widget["name"])}"{_attrs(widget["attrs"])}>\n{value}</textarea>\n'


def _select(widget: Data) -> str:
    parts = [f'<select name="{_said(widget["name"])}"{_attrs(widget["attrs"])}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{_said(group)}">')
        for option in options:
            attrs = _attrs(option["attrs"])
            parts.append(f'\n  <option value="{_text(option["value"])}"{attrs}>{_said(option["label"])}</option>\n')
        if group:
            parts.append("\n  </optgroup>")
    return "".join([*parts, "\n</select>\n"])


def _boxes(widget: Data) -> str:
    attrs = widget["attrs"]
    named = f' id="{_said(attrs["id"])}"' if attrs.get("id") else ""
    classed = f' class="{_said(attrs["class"])}"' if attrs.get("class") else ""
    parts = [f"<div{named}{classed}>"]
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f"\n  <div><label>{_said(group)}</label>")
        parts += [f"<div>\n    {_box(option)}</div>" for option in options]
        if group:
            parts.append("\n  </div>")
    return "".join([*parts, "\n</div>\n"])


def _box(option: Data) -> str:
    if not option.get("wrap_label"):
        return f"{_input(option)}\n\n"
    named = option["attrs"].get("id")
    opened = f'<label for="{_said(named)}">' if named else "<label>"
    return f"{opened}{_input(option)} {_said(option['label'])}</label>\n\n"


def _label(context: Data) -> str:
    label = _said(context["label"])
    if not context["use_tag"]:
        return label
    tag = _said(context["tag"])
    return f"<{tag}{_attrs(context['attrs'] or {})}>{label}</{tag}>"


def _errors(context: Data) -> str:
    errors = context["errors"]
    if not errors:
        return ""
    named = f' id="{_said(errors.field_id)}_error"' if errors.field_id else ""
    told = "".join(f"<li>{_said(error)}</li>" for error in errors)
    return f'<ul class="{_said(context["error_class"])}"{named}>{told}</ul>'


def _of_widget(draw: Draw) -> Draw:
    return lambda context: draw(context["widget"])


OPTIONS = {
    f"{WIDGETS}select.html": f"{WIDGETS}select_option.html",
    f"{WIDGETS}checkbox_select.html": f"{WIDGETS}checkbox_option.html",
    f"{WIDGETS}radio.html": f"{WIDGETS}radio_option.html",
}
"""The template of their options, where it is Django's."""
INPUTS = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox")
DRAWN: dict[str, Draw] = {
    **{f"{WIDGETS}{name}.html": _of_widget(_input) for name in INPUTS},
    f"{WIDGETS}textarea.html": _of_widget(_textarea),
    f"{WIDGETS}select.html": _of_widget(_select),
    f"{WIDGETS}checkbox_select.html": _of_widget(_boxes),
    f"{WIDGETS}radio.html": _of_widget(_boxes),
    "django/forms/label.html": _label,
    "django/forms/errors/list/default.html": _errors,
    "django/forms/errors/list/ul.html": _errors,
}
