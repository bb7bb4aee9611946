"""Columns of our own: a text in every language, and a list of codes."""

import json
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from operators.links import text_problems
from operators.models.labels import LABELS
from operators.vocabulary import LANGUAGES, Translations


class UnescapedJSONEncoder(json.JSONEncoder):
    """Writes Chinese as Chinese: Django would escape it, and a search in the admin would find nothing."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["ensure_ascii"] = False
        super().__init__(**kwargs)


def normal_text(text: str) -> str:
    """NFC, Unix line ends, no blanks at either end: browsers post CRLF, and equal texts must compare equal.

    >>> normal_text(" Hola\\r\\nmundo ")
    'Hola\\nmundo'
    """
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").strip()


def normal_translations(value: Translations | None) -> Translations:
    """The languages that have a text, in the site's order, each text normalised."""
    value = value or {}
    texts = {language: normal_text(value[language]) for language in LANGUAGES if value.get(language)}
    return {language: text for language, text in texts.items() if text}


class TranslatedField(models.JSONField):
    """A text in every language, in one column: ``{"zh-hans": "…", "es": "…"}``; a missing language is absent.

    ``multiline`` asks for a text area in forms; ``markdown`` says that the text is rendered as Markdown.
    """

    def __init__(self, *args: Any, multiline: bool = False, markdown: bool = False, **kwargs: Any) -> None:
        self.multiline = multiline or markdown
        self.markdown = markdown
        kwargs["default"] = dict
        kwargs["encoder"] = UnescapedJSONEncoder
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("encoder", None)
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Translations:
        self.check_shape(value)
        cleaned: Translations = super().clean(normal_translations(value), model_instance)
        # The first of the three times that links are looked at; which hosts are official is the gate's matter.
        problems = [
            f"{language}: {problem.said(gettext)}"
            for language, text in cleaned.items()
            for problem in text_problems(text, None)
        ]
        if problems:
            raise ValidationError(problems, code="bad_link")
        return cleaned

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        self.check_shape(value)
        value = normal_translations(value)
        setattr(model_instance, self.attname, value)
        return value

    def check_shape(self, value: Any) -> None:
        """Raises ValidationError unless ``value`` maps known languages to strings."""
        if not isinstance(value or {}, dict):
            raise ValidationError(_("A translated text maps languages to texts."), code="not_translations")
        for language, text in (value or {}).items():
            if language not in LANGUAGES:
                raise ValidationError(
                    _("“%(language)s” is not a language of this site; allowed: %(allowed)s."),
                    code="unknown_language",
                    params={"language": language, "allowed": ", ".join(LANGUAGES)},
                )
            if not isinstance(text, str):
                raise ValidationError(_("The text in “%(language)s” is not a string."), params={"language": language})

    def formfield(self, **kwargs: Any) -> Any:
        from operators.models.forms import TranslatedFormField

        return TranslatedFormField(
            multiline=self.multiline,
            markdown=self.markdown,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name and str(self.verbose_name).capitalize()),
            help_text=kwargs.get("help_text", self.help_text),
        )


class CodesField(models.JSONField):
    """An ordered list of distinct codes, such as the channels of a step. ``codes`` limits them, where given."""

    def __init__(self, *args: Any, codes: Iterable[str] = (), **kwargs: Any) -> None:
        self.codes = tuple(str(code) for code in codes)
        every: dict[Any, Any] = {**LABELS}
        words = every.get(codes, {}) if isinstance(codes, type) else {}
        self.labels = {str(code): label for code, label in words.items()}
        kwargs["default"] = list
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        value = value or []
        self.check_codes(value)
        cleaned: list[str] = super().clean(value, model_instance)
        return cleaned

    def check_codes(self, value: Any) -> None:
        """Raises ValidationError unless ``value`` is a list of distinct allowed strings."""
        if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
            raise ValidationError(_("Give a list of codes."), code="not_codes")
        if len(set(value)) != len(value):
            raise ValidationError(_("A code stands twice in the list."), code="twice")
        for code in value:
            if self.codes and code not in self.codes:
                raise ValidationError(
                    _("“%(code)s” is not allowed here; allowed: %(allowed)s."),
                    code="unknown_code",
                    params={"code": code, "allowed": ", ".join(self.codes)},
                )

    def formfield(self, **kwargs: Any) -> Any:
        from operators.models.forms import CodesFormField

        return CodesFormField(
            codes=self.codes,
            labels=self.labels,
            required=not self.blank,
            label=kwargs.get("label", self.verbose_name and str(self.verbose_name).capitalize()),
            help_text=kwargs.get("help_text", self.help_text),
        )
