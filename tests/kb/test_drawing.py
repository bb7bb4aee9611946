"""What is drawn in Python is what Django's own templates make of the same, byte for byte."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.template.loader import get_template
from django.utils.safestring import mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy, override

from kb.drawing import DRAWN, Drawing

NASTY = "a \"b\" <c> & 'd' \u4e2d 1,000 {{ e }}"
CHOICES: list[Any] = [
    ("", "---------"),
    (1, "one"),
    (NASTY, NASTY),
    (None, gettext_lazy("complete")),
    ("safe", mark_safe("<b>bold</b>")),
    ("number", 1234567),
    ("share", 1.5),
    ("day", date(2026, 11, 27)),
    ("Group <1>", [("in", "In it"), (2, "Second & last")]),
]
ATTRS: list[dict[str, Any]] = [
    {},
    {"id": "id_x", "class": "a b", "disabled": True, "hidden": False, "data-n": 7, "title": NASTY},
    {"aria-label": format_lazy("{} ({})", gettext_lazy("complete"), NASTY), "data-safe": mark_safe("&amp;")},
]
WIDGETS: list[forms.Widget] = [
    forms.TextInput(),
    forms.NumberInput(),
    forms.EmailInput(),
    forms.URLInput(),
    forms.PasswordInput(render_value=True),
    forms.HiddenInput(),
    forms.DateInput(),
    forms.DateTimeInput(),
    forms.TimeInput(),
    forms.CheckboxInput(),
    forms.Textarea(attrs={"rows": 3}),
    forms.Select(choices=CHOICES),
    forms.SelectMultiple(choices=CHOICES),
    forms.NullBooleanSelect(),
    forms.CheckboxSelectMultiple(choices=CHOICES),
    forms.RadioSelect(choices=CHOICES),
    forms.SplitDateTimeWidget(),
]
VALUES: list[Any] = [None, "", "plain", NASTY, "<script>", mark_safe("<i>safe</i>"), 0, 5, 1.5, True, False]


@pytest.mark.parametrize("language", ["en", "es", "zh-hans"])
@pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: type(widget).__name__)
def test_a_widget_is_drawn_as_its_template_makes_it(widget: forms.Widget, language: str) -> None:
    values = [[1, NASTY], ["safe", "2"], *VALUES] if getattr(widget, "allow_multiple_selected", False) else VALUES
    with override(language):
        for value in values:
            if isinstance(widget, forms.MultiWidget) and not isinstance(value, str | None):
                continue
            for attrs in ATTRS:
                given = [value, None] if isinstance(widget, forms.MultiWidget) else value
                drawn = widget.render("na<me", given, attrs, renderer=Drawing())
                assert drawn == widget.render("na<me", given, attrs, renderer=TemplatesSetting()), (value, attrs)


class Form(forms.Form):
    required_css_class = "needed"
    title = forms.CharField(label=NASTY, help_text="<b>Help</b>")
    kind = forms.ChoiceField(label="", choices=CHOICES[:3])
    kinds = forms.MultipleChoiceField(choices=CHOICES[:3], widget=forms.CheckboxSelectMultiple, label="Which?")
    sure = forms.BooleanField(label=gettext_lazy("complete"))


@pytest.mark.parametrize("auto_id", ["id_%s", False])
@pytest.mark.parametrize("data", [None, {}, {"title": NASTY, "kind": "<x>"}])
def test_labels_and_errors_are_drawn_as_their_templates_make_them(data: Any, auto_id: Any) -> None:
    made = []
    for renderer in (Drawing(), TemplatesSetting()):
        form = Form(data, auto_id=auto_id, renderer=renderer)
        if data is not None:
            form.add_error(None, NASTY)
            form.add_error("title", mark_safe("<em>a</em>"))
        parts = [form.as_p(), form.as_div(), str(form.errors), str(form.non_field_errors())]
        for field in form:
            parts += [field.label_tag(), field.label_tag(attrs={"class": "x"}, label_suffix=""), field.legend_tag()]
            parts += [field.errors.as_ul(), str(field.errors), str(field)]
        made.append(parts)
    assert made[0] == made[1]


def test_a_widget_with_options_of_its_own_keeps_its_template() -> None:
    class Starred(forms.Select):
        option_template_name = "django/forms/widgets/checkbox_option.html"

    class Other(forms.Select):
        option_template_name = "django/forms/widgets/attrs.html"

    for widget in (Starred(choices=CHOICES[:2]), Other(choices=CHOICES[:2])):
        assert widget.render("x", 1, renderer=Drawing()) == widget.render("x", 1, renderer=TemplatesSetting())


def test_every_drawn_template_is_djangos_and_nobody_has_put_another_in_its_place() -> None:
    for name in DRAWN:
        assert "/django/forms/templates/" in get_template(name).origin.name, name  # type: ignore[attr-defined]
