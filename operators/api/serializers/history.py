"""The editions of a policy, and the difference of two."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from operators.api.serializers.shapes import Edition, Language, Shape


class EditionRow(Edition):
    """An edition in the history."""

    withdrawn = serializers.BooleanField(help_text="Whether its text was taken away, or it is what took it away.")


@extend_schema_field({"description": "Any JSON; null where that edition does not have it."})
class AnyValue(serializers.Field[Any, Any, Any, Any]):
    """A value of either edition."""


class Change(Shape):
    """A field that differs."""

    path = serializers.CharField(help_text="Rows are named by their keys: `/facts/deadline/value`.")
    old = AnyValue()
    new = AnyValue()


class Difference(Shape):
    """What differs between two editions of a policy."""

    slug = serializers.CharField()
    language = Language()
    changes = Change(many=True)

    def get_fields(self) -> dict[str, Any]:
        """`from` is a word of Python's and cannot be written as an attribute."""
        return {**super().get_fields(), "from": Edition(), "to": Edition()}
