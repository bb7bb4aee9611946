"""A source across documents, as `sources/` lists it."""

from rest_framework import serializers

from operators.api.serializers.shapes import Shape, Source


class CitedBy(Shape):
    """How many documents that apply now cite a source."""

    policies = serializers.IntegerField()
    faq = serializers.IntegerField()
    operators = serializers.IntegerField()


class SourceRow(Source):
    """A source, in the wording of the newest document that cites it. Texts are in the source's own language."""

    number = None  # type: ignore[assignment]
    host = serializers.CharField(help_text="Empty: a document without an address.", allow_blank=True)
    cited_by = CitedBy()
