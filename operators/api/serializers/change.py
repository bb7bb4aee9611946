"""An entry of the change log."""

from rest_framework import serializers

from operators.api.serializers.history import Change
from operators.api.serializers.shapes import Code, Edition, Fallback, Language, Named, Shape, Text
from operators.vocabulary import ChangeAction, SubjectKind, Topic


class Replacement(Shape):
    """What to read instead."""

    slug = serializers.CharField()
    url = serializers.CharField()


class ChangeRow(Shape):
    """What an edition changed when it became public."""

    kind = Code(SubjectKind)
    slug = serializers.CharField()
    url = serializers.CharField(help_text="The page for readers.")
    language = Language()
    fallbacks = Fallback(many=True)
    action = Code(ChangeAction, help_text="`published`: there was nothing before it, or nothing any more.")
    title = serializers.CharField(allow_null=True, help_text="Null: its text was taken away.")
    operator = Named(allow_null=True, help_text="Null: it concerns every operator.")
    country = serializers.CharField(help_text="ISO 3166.")
    topic = Code(Topic, allow_null=True, help_text="Null: not a policy.")
    public_at = serializers.DateTimeField(
        help_text="The later of the publication and the local midnight of the day from which it applies."
    )
    edition = Edition()
    withdrawn = serializers.BooleanField(help_text="Whether its text was taken away, or it is what took it away.")
    why = Text(help_text="Why it was withdrawn.")
    replaced_by = Replacement(allow_null=True)
    compared_with = serializers.IntegerField(
        allow_null=True, help_text="The number of the edition whose place it took; null where there is none to compare."
    )
    change_count = serializers.IntegerField(help_text="How many fields differ.")
    changes = Change(many=True, help_text="The first twenty of them; `diff/` has all.")
