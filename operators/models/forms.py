"""Form fields of the columns in ``fields.py``: languages side by side, codes as check boxes or words."""

from typing import Any

from django import forms
from django.forms.renderers import get_default_renderer
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from operators.models.fields import normal_translations
from operators.vocabulary import LANGUAGES, Translations

LANGUAGE_NAMES = {"zh-hans": "简体中文", "es": "Español", "en": "English"}


def suffix(language: str) -> str:
    """The end of a form field's name for a language: ``title_zh_hans``."""
    return language.replace("-", "_")


class TranslatedWidget(forms.MultiWidget):
    """One box for each language; names end in the language, so that a script or a test can tell them."""

    def __init__(self, multiline: bool = False, markdown: bool = False, attrs: dict[str, Any] | None = None) -> None:
        def box(language: str) -> forms.Widget:
            attrs: dict[str, Any] = {"lang": language, "aria-label": LANGUAGE_NAMES[language], "dir": "auto"}
            if markdown:
                attrs["data-md"] = "1"
            if multiline:
                return forms.Textarea(attrs={**attrs, "rows": 3, "class": "vLargeTextField"})
            return forms.TextInput(attrs={**attrs, "class": "vTextField"})

        super().__init__({suffix(language): box(language) for language in LANGUAGES}, attrs)

    def decompress(self, value: Translations | None) -> list[str]:
        value = value if isinstance(value, dict) else {}
        return [value.get(language, "") for language in LANGUAGES]

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> SafeString:
        renderer = renderer or get_default_renderer()
        boxes = (
            (language, LANGUAGE_NAMES[language], mark_safe(renderer.render(box["template_name"], {"widget": box})))  # noqa: S308 - drawn by the renderer
            for language, box in zip(LANGUAGES, context["widget"]["subwidgets"], strict=True)
        )
        one = '<div class="kb-text" data-language="{}"><span class="kb-language">{}</span>{}\n</div>'
        return format_html('<div class="kb-texts">{}</div>', format_html_join("", one, boxes))


class TranslatedFormField(forms.MultiValueField):
    """Takes and gives ``{"zh-hans": "…", …}``. Required means: in one language at least."""

    def __init__(self, *, multiline: bool = False, markdown: bool = False, **kwargs: Any) -> None:
        fields = [forms.CharField(required=False, strip=True) for _language in LANGUAGES]
        widget = TranslatedWidget(multiline=multiline, markdown=markdown)
        if kwargs.get("label"):
            # A box is named by its field too: "Español" alone says nothing to somebody who only hears the page.
            for language, box in zip(LANGUAGES, widget.widgets, strict=True):
                box.attrs["aria-label"] = format_lazy("{} ({})", kwargs["label"], LANGUAGE_NAMES[language])
        super().__init__(fields, require_all_fields=False, widget=widget, **kwargs)

    def compress(self, data_list: list[str]) -> Translations:
        return normal_translations(dict(zip(LANGUAGES, data_list or [""] * len(LANGUAGES), strict=True)))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return normal_translations(initial if isinstance(initial, dict) else {}) != self.compress(list(data or []))


class CodesFormField(forms.Field):
    """A list of codes: check boxes where the codes are known, else words with commas between them."""

    def __init__(self, *, codes: tuple[str, ...] = (), labels: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.codes = codes
        self.unordered = bool(codes)
        """A set of boxes has no order of its own."""
        widget: forms.Widget = (
            forms.CheckboxSelectMultiple(choices=[(code, (labels or {}).get(code, code)) for code in codes])
            if codes
            else CommaWidget(attrs={"class": "vTextField"})
        )
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, str):
            value = value.replace("，", ",").split(",")
        return [code.strip() for code in value or [] if code.strip()]

    def clean(self, value: Any) -> list[str]:
        codes: list[str] = super().clean(value)
        for code in codes:
            if self.codes and code not in self.codes:
                raise forms.ValidationError(
                    _("“%(code)s” is not allowed here; allowed: %(allowed)s."),
                    params={"code": code, "allowed": ", ".join(self.codes)},
                )
        if self.codes:  # a set of boxes has no order of its own
            codes = [code for code in self.codes if code in codes]
        return codes

    def has_changed(self, initial: Any, data: Any) -> bool:
        before, after = list(initial or []), self.to_python(data)
        return set(before) != set(after) if self.unordered else before != after


class CommaWidget(forms.TextInput):
    """Shows a list as words with commas between them."""

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, list):
            return ", ".join(str(code) for code in value)
        return value
