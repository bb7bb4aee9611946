"""What `export/` holds: the documents as they were printed."""

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from operators.api.serializers.faq import Faq
from operators.api.serializers.operator import Operator
from operators.api.serializers.policy import Policy
from operators.api.serializers.shapes import Language, Shape, Texts


class CheckDays(Shape):
    """The days of the checks. Whether one is due is told by comparing with today: due from its day on, overdue thirty
    days later."""

    verified_on = serializers.DateField(allow_null=True)
    review_due_on = serializers.DateField(allow_null=True)


class ExportedPolicy(Policy):
    """A policy. Its operator's contact points stand in the operator's own document."""

    contact_points = None  # type: ignore[assignment]
    freshness = CheckDays()  # type: ignore[assignment]


class ExportedFaq(Faq):
    """An FAQ entry, with the slugs of the policies that it is about."""

    policies = Texts()  # type: ignore[assignment]


class Export(Shape):
    """All that applies now, or a page of it, in the order in which it became public."""

    format = serializers.IntegerField(help_text="Of the export itself; each document has its own.")
    page_size = serializers.IntegerField(allow_null=True, help_text="Null: this is all of it.")
    next = serializers.CharField(allow_null=True, help_text="The address of the next page; null: this is the last.")
    language = Language()
    results = PolymorphicProxySerializer(
        component_name="ExportedDocument",
        serializers=[Operator, ExportedPolicy, ExportedFaq],
        resource_type_field_name=None,
        many=True,
    )
