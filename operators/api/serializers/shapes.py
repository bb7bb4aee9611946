"""What the shapes are made of, and the shapes that every document shares."""

from enum import StrEnum
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from operators.api.problems import shown
from operators.vocabulary import (
    LANGUAGES,
    Channel,
    EffectiveBasis,
    Freshness,
    Reach,
    Significance,
    SourceKind,
)


class Shape(serializers.Serializer[Any]):
    """A described object. Every field is always there unless it says `required=False`."""


class Code(serializers.ChoiceField):
    """A code of one vocabulary; the schema names each vocabulary once."""

    def __init__(self, enum: type[StrEnum], **kwargs: Any) -> None:
        self.enum = enum
        super().__init__(choices=[str(code) for code in enum], **kwargs)

    def to_internal_value(self, data: Any) -> str:
        """Where a body has one: the word itself, or a refusal that lists the words."""
        if not isinstance(data, str) or data not in self.choices:
            raise serializers.ValidationError(f"{shown(data)} is none of: {', '.join(map(str, self.choices))}.")
        return data


class Text(serializers.CharField):
    """A text, possibly empty."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_blank=True, **kwargs)


class Always(serializers.Field[Any, Any, Any, Any]):
    """A text that is the same in every document of a shape: what tells the shapes apart."""

    def __init__(self, text: str, **kwargs: Any) -> None:
        self.text = text
        super().__init__(**kwargs)


@extend_schema_field({"type": "array", "items": {"type": "integer", "minimum": 1}})
class Footnotes(serializers.Field[Any, Any, Any, Any]):
    """Numbers of the document's `sources`."""


@extend_schema_field({"type": "string", "enum": list(LANGUAGES)})
class Language(serializers.Field[Any, Any, Any, Any]):
    """A published language."""


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Texts(serializers.Field[Any, Any, Any, Any]):
    """A list of texts, or of codes that a document defines itself."""


class Fallback(Shape):
    """A field whose text had to come from another language."""

    path = serializers.CharField(help_text="A JSON pointer into the document: `/steps/2/body`.")
    language = Language()


class Named(Shape):
    """An operator, as documents name it."""

    slug = serializers.CharField()
    name = serializers.CharField()


class Source(Shape):
    """A source that a document cites."""

    number = serializers.IntegerField(help_text="What the document's rows cite it by.")
    key = serializers.CharField(help_text="The same source has the same key in every document.")
    url = serializers.CharField(allow_null=True)
    title = serializers.CharField()
    publisher = serializers.CharField(allow_null=True)
    kind = Code(SourceKind)
    language = serializers.CharField(allow_null=True)
    published_on = serializers.CharField(allow_null=True, help_text="A year, a month or a day: `2026`, `2026-03`.")
    retrieved_on = serializers.DateField(allow_null=True)
    quote = serializers.CharField(allow_null=True, help_text="At most 30 words, in the source's own language.")


class Edition(Shape):
    """Which printed edition a document is."""

    number = serializers.IntegerField()
    effective_from = serializers.DateField(help_text="The day from which it applies, in the country's own time.")
    effective_basis = Code(EffectiveBasis, help_text="How that day is known.")
    effective_to = serializers.DateField(allow_null=True, help_text="The day from which the next one applies.")
    published_at = serializers.DateTimeField()
    significance = Code(Significance)
    note = Text()
    origin = Text(help_text="The content pack that it came from, if any.")
    four_eyes = serializers.BooleanField(help_text="Whether a second person approved it.")


class FreshnessBlock(Shape):
    """When somebody last checked that it still holds."""

    state = Code(Freshness)
    verified_on = serializers.DateField(allow_null=True)
    review_due_on = serializers.DateField(allow_null=True)


class ReachBlock(Shape):
    """From where a contact point can be reached."""

    own_line = Code(Reach)
    country = Code(Reach)
    abroad = Code(Reach)


class ContactPoint(Shape):
    """An official way to reach an operator."""

    channel = Code(Channel)
    label = Text()  # type: ignore[assignment]
    value = serializers.CharField(help_text="An address, a number or an app's id.")
    reach = ReachBlock()
    hours = Text()


class Document(Shape):
    """What every published document begins with."""

    format = serializers.IntegerField()
    slug = serializers.CharField()
    url = serializers.CharField(help_text="The page for readers.")
    language = Language()
    fallbacks = Fallback(many=True)
    edition = Edition()


class Page(Shape):
    """A page of a list."""

    count = serializers.IntegerField(help_text="Of all pages.")
    page = serializers.IntegerField()
    page_size = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="The address of the next page.")
    previous = serializers.CharField(allow_null=True)
    language = Language()


class Walk(Shape):
    """A page of a walk."""

    page_size = serializers.IntegerField()
    next = serializers.CharField(allow_null=True, help_text="The address of the next page; null: this is the last.")
    language = Language()


def walk_of(item: type[Shape]) -> type[Shape]:
    """The shape of a page of a walk through these: `walk_of(ChangeRow)` is `ChangeRowWalk`."""
    return type(f"{item.__name__}Walk", (Walk,), {"__doc__": Walk.__doc__, "results": item(many=True)})


def page_of(item: type[Shape]) -> type[Shape]:
    """The shape of a page of these: `page_of(Policy)` is `PolicyPage`."""
    return type(f"{item.__name__}Page", (Page,), {"__doc__": Page.__doc__, "results": item(many=True)})
