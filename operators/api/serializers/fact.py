"""A fact across policies, as `facts/` lists it."""

from rest_framework import serializers

from operators.api.serializers.policy import FactBase
from operators.api.serializers.shapes import Code, Fallback, Language, Named, Source
from operators.vocabulary import LineType, Topic


class FactRow(FactBase):
    """A fact with whose it is and its whole sources."""

    language = Language()
    fallbacks = Fallback(many=True)
    policy = serializers.CharField(help_text="The slug of the policy that says it.")
    operator = Named(allow_null=True, help_text="Null: a rule of the whole country.")
    country = serializers.CharField(help_text="ISO 3166.")
    topic = Code(Topic)
    line_type = Code(LineType)
    sources = Source(many=True)
