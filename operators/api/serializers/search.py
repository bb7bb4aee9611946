"""What search finds."""

from rest_framework import serializers

from operators.api.serializers.shapes import Code, Fallback, Language, Named, Page, Shape, Texts
from operators.vocabulary import SubjectKind


class Segment(Shape):
    """A part of a text, without markup: put the segments one after another."""

    text = serializers.CharField(trim_whitespace=False)
    hit = serializers.BooleanField(help_text="Whether it is what was looked for.")


class Hit(Shape):
    """A published document that answers a query."""

    kind = Code(SubjectKind)
    slug = serializers.CharField()
    url = serializers.CharField(help_text="The page for readers.")
    language = Language()
    fallbacks = Fallback(many=True)
    title = serializers.CharField()
    operator = Named(allow_null=True, help_text="Null: it holds for every operator.")
    country = serializers.CharField(help_text="ISO 3166.")
    edition = serializers.IntegerField(help_text="The number of the edition.")
    highlighted_title = Segment(many=True, help_text="The title, with what was found.")
    passages = serializers.ListField(
        child=Segment(many=True), help_text="Up to two lines that show most of what was found, without Markdown."
    )


class HitPage(Page):
    """Hits, best first; at most 200 are counted."""

    results = Hit(many=True)
    suggestions = Texts(help_text="What may have been meant, where nothing has all that was typed.")
