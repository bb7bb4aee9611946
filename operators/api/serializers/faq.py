"""An FAQ entry as it is printed."""

from rest_framework import serializers

from operators.api.serializers.shapes import Always, Code, Document, Named, Shape, Source
from operators.vocabulary import FaqCategory, FaqKind


class RelatedPolicy(Shape):
    """A policy that an entry is about."""

    slug = serializers.CharField()
    title = serializers.CharField()


class Faq(Document):
    """A question and its answer, a case, or a word explained."""

    kind = Always("faq")
    faq_kind = Code(FaqKind)
    country = serializers.CharField(help_text="ISO 3166.")
    operator = Named(allow_null=True, help_text="Null: it holds for every operator.")
    category = Code(FaqCategory)
    order = serializers.IntegerField()
    question = serializers.CharField()
    answer = serializers.CharField(help_text="Markdown.")
    policies = RelatedPolicy(many=True)
    sources = Source(many=True)
