"""What the POSTs take. Strict: nothing is converted, nothing unknown is passed over."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from operators.api.problems import Problem, cut, shown
from operators.api.serializers.shapes import Code, Shape
from operators.vocabulary import COUNTRIES, UNKNOWN, Balance, LineType

LONGEST = 80
MOST_ANSWERS = 200


class Body(Shape):
    """A body; `Body.read(data)` gives its values, or raises the problem that says all that is wrong."""

    @classmethod
    def read(cls, data: Any) -> dict[str, Any]:
        body = cls(data=data)
        errors = cls.unknown(data)
        if body.is_valid() and not errors:
            return dict(body.validated_data)
        errors += _flat(body.errors, "")
        first = errors[0]
        raise Problem("invalid-body", f"{first['pointer']}: {first['detail']}", errors=errors)

    @classmethod
    def unknown(cls, data: Mapping[str, Any]) -> list[dict[str, str]]:
        known = list(cls().fields)
        detail = f"It is not known here. Allowed: {', '.join(known)}."
        return [{"pointer": f"/{_escaped(name)}", "detail": detail} for name in data if name not in known][:10]


class Word(serializers.CharField):
    """A short text. A number is not a text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_length=1, max_length=LONGEST, trim_whitespace=False, **kwargs)

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            raise serializers.ValidationError("It must be a text.")
        return str(super().to_internal_value(data))


class Choice(serializers.ChoiceField):
    """One of a few words; the refusal lists them."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str) or data not in self.choices:
            allowed = ", ".join(str(code) for code in self.choices)
            raise serializers.ValidationError(f"{shown(data)} is none of: {allowed}.")
        return data


@extend_schema_field({"type": "string", "pattern": "^[a-z0-9]+([-_][a-z0-9]+)*$", "maxLength": LONGEST})
class OperatorSlug(Word):
    """An operator's slug. One that looks otherwise is as unknown as one that is not published."""


@extend_schema_field({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"})
class Day(serializers.DateField):
    """A day as `2026-10-03`, in no other way of writing it."""

    def to_internal_value(self, value: Any) -> date:
        found = day(value) if isinstance(value, str) else None
        if found is None:
            raise serializers.ValidationError(f"{shown(value)} is not a day: write it as 2026-10-03.")
        return found


def day(text: str) -> date | None:
    """`day("2026-10-03")`; None for a day that does not exist or is written otherwise."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Answers(serializers.DictField):
    """`{"debt": "yes", "in_peru": "unknown"}`."""

    child = Word()

    def to_internal_value(self, data: Any) -> dict[str, str]:
        if not isinstance(data, dict):
            raise serializers.ValidationError('It must be an object: {"debt": "yes"}.')
        if len(data) > MOST_ANSWERS:
            raise serializers.ValidationError(f"There are more than {MOST_ANSWERS}.")
        return dict(super().to_internal_value(data))


class CheckBody(Body):
    """Whose line, of which type, and what its holder answered. Nothing of it is kept."""

    operator = OperatorSlug(help_text="An operator's slug.")
    line_type = Code(LineType)
    answers = Answers(
        required=False,
        default=dict,
        help_text="Codes of options by the questions' keys; a question left out counts as `unknown`.",
    )
    as_of = Day(required=False, allow_null=True, default=None, help_text="A past day; null is today.")


class CompareBody(Body):
    """The same, for every operator of a country."""

    country = Choice(choices=list(COUNTRIES), help_text="ISO 3166.")
    line_type = Code(LineType)
    answers = Answers(
        required=False,
        default=dict,
        help_text="Codes of options by the questions' keys; a question left out counts as `unknown`.",
    )
    as_of = Day(required=False, allow_null=True, default=None, help_text="A past day; null is today.")


class KeepPlanBody(Body):
    """Whose line, and when it was last topped up. Nothing of it is kept."""

    operator = OperatorSlug(help_text="An operator's slug.")
    line_type = Code(LineType, required=False, default=str(LineType.PREPAID))
    last_top_up = Day()
    balance = Choice(choices=[str(Balance.WITH), str(Balance.WITHOUT), UNKNOWN], required=False, default=UNKNOWN)


def _flat(errors: Any, pointer: str) -> list[dict[str, str]]:
    """DRF's nested errors as a list: `[{"pointer": "/answers/debt", "detail": "It must be a text."}]`."""
    if isinstance(errors, Mapping):
        return [one for name, inner in errors.items() for one in _flat(inner, f"{pointer}/{_escaped(str(name))}")]
    return [{"pointer": pointer, "detail": str(detail)} for detail in errors]


def _escaped(name: str) -> str:
    """A name as a JSON pointer has it (RFC 6901)."""
    return cut(name).replace("~", "~0").replace("/", "~1")
