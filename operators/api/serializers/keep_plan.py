"""The plan of somebody who keeps a number."""

from rest_framework import serializers

from operators.api.serializers.policy import Backed
from operators.api.serializers.readiness import PolicyEdition
from operators.api.serializers.shapes import Code, Footnotes, Language, Shape, Source, Text
from operators.vocabulary import Balance, Clock, LineType, MilestoneEvent, Standing, Unit


class OtherDay(Shape):
    """A day that another source names for the same event."""

    on = serializers.DateField()
    from_day = serializers.IntegerField()
    balance = Code(Balance)
    standing = Code(Standing)
    sources = Footnotes()


class KeepEvent(Backed):
    event = Code(MilestoneEvent)
    on = serializers.DateField()
    latest_on = serializers.DateField(allow_null=True)
    from_day = serializers.IntegerField()
    to_day = serializers.IntegerField(allow_null=True)
    balance = Code(Balance)
    plan = Text()
    standing = Code(Standing)
    past = serializers.BooleanField()
    disagreement = OtherDay(many=True)


class UndatedEvent(Backed):
    event = Code(MilestoneEvent)
    clock = Code(Clock)
    value = serializers.IntegerField()
    unit = Code(Unit)
    to_day = serializers.IntegerField(allow_null=True)
    balance = Code(Balance)
    plan = Text()
    standing = Code(Standing)


class PriorNotice(Shape):
    value = serializers.IntegerField()
    unit = Code(Unit)
    sources = Footnotes()


class KeepPlan(Shape):
    """What happens on which day after the last top-up. Kept nowhere."""

    operator = serializers.CharField()
    line_type = Code(LineType)
    as_of = serializers.DateField()
    language = Language()
    policy = PolicyEdition()
    last_top_up = serializers.DateField()
    balance = serializers.ChoiceField(choices=["with", "without", "unknown"])
    days_since_top_up = serializers.IntegerField()
    events = KeepEvent(many=True)
    special_plans = KeepEvent(many=True)
    undated = UndatedEvent(many=True)
    prior_notice = PriorNotice(allow_null=True)
    service_cut_on = serializers.DateField(allow_null=True)
    number_lost_on = serializers.DateField(allow_null=True)
    advise_top_up_before = serializers.DateField(allow_null=True)
    sources = Source(many=True)
