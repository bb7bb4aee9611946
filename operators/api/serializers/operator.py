"""An operator as it is printed."""

from rest_framework import serializers

from operators.api.serializers.shapes import Always, Code, ContactPoint, Document, Footnotes, Named, Source, Text
from operators.vocabulary import OperatorKind


class OperatorContactPoint(ContactPoint):
    """An official way to reach an operator, with what says so."""

    key = serializers.CharField()
    sources = Footnotes()


class Operator(Document):
    """A mobile operator, or the regulator of a country."""

    kind = Always("operator")
    name = serializers.CharField()
    legal_name = Text()
    country = serializers.CharField(help_text="ISO 3166.")
    operator_kind = Code(OperatorKind)
    host_network = Named(allow_null=True, help_text="Whose network a virtual operator uses.")
    succeeded_by = Named(allow_null=True)
    homepage = Text()
    summary = Text(help_text="Markdown.")
    cited = Footnotes(help_text="The sources of what is said about the operator itself.")
    contact_points = OperatorContactPoint(many=True)
    sources = Source(many=True)
