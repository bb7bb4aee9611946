"""What columns share: turning a vocabulary into choices, checks that a column holds a word of it, and dates."""

import re
from enum import StrEnum
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from operators.models.labels import LABELS
from operators.vocabulary import COUNTRIES


def choices(words: type[StrEnum]) -> list[tuple[str, Any]]:
    """The choices of a column: stored in lower case, shown as words in the editor's language."""
    return [(word.value, label) for word, label in LABELS[words].items()]


def country_choices() -> list[tuple[str, Any]]:
    """Countries by their names in the editor's language."""
    return [(code, country_name(code)) for code in COUNTRIES]


def _country_name(code: str) -> str:
    names = COUNTRIES[code].name
    return names.get(get_language() or "", names["en"])


country_name = lazy(_country_name, str)
"""A country in the language of whoever reads it: evaluated when it is shown."""


def one_of(column: str, words: type[StrEnum], model: str, *, blank: bool = False) -> models.CheckConstraint:
    """A constraint: ``column`` holds a word of the vocabulary, or nothing if it may; whatever door wrote it."""
    allowed = [*(word.value for word in words), *([""] if blank else [])]
    return models.CheckConstraint(condition=models.Q(**{f"{column}__in": allowed}), name=f"{model}_{column}_known")


key_validator = RegexValidator(
    r"^[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", _("A key has small letters, digits and single hyphens: “no-sms”."), "key"
)

PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")


def validate_partial_date(value: str) -> None:
    """A day, a month or a year, as exactly as the source gives it: 2025-12-26, 2025-12 or 2025."""
    from datetime import date

    if not PARTIAL_DATE.match(value):
        raise ValidationError(_("Write 2025-12-26, 2025-12 or 2025."), code="partial_date")
    if len(value) == 10:
        try:
            date.fromisoformat(value)
        except ValueError as error:
            raise ValidationError(_("There is no such day."), code="no_such_day") from error
