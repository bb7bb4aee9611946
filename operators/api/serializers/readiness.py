"""The questionnaire and the assessment."""

from rest_framework import serializers

from operators.api.serializers.policy import Backed, Question
from operators.api.serializers.shapes import (
    Code,
    ContactPoint,
    Fallback,
    Language,
    Named,
    Shape,
    Source,
    Text,
    Texts,
)
from operators.vocabulary import (
    Balance,
    CautionKind,
    Channel,
    Clock,
    ConditionOutcome,
    FindingStatus,
    Freshness,
    LineType,
    MilestoneEvent,
    Outcome,
    RouteRole,
    Standing,
    StoreVisit,
    Support,
)


class PolicyEdition(Shape):
    """A policy that an answer rests on, and which edition of it."""

    slug = serializers.CharField()
    edition = serializers.IntegerField()


class Questionnaire(Shape):
    """What to ask, in order and group by group. Every question also takes the answer `unknown`."""

    operator = serializers.CharField()
    line_type = Code(LineType)
    as_of = serializers.DateField()
    language = Language()
    fallbacks = Fallback(many=True)
    policies = PolicyEdition(many=True)
    questions = Question(many=True)


class Interval(Shape):
    """The best and the worst that it can come to; equal when the answers decide."""

    best = Code(Outcome)
    worst = Code(Outcome)


class AssessedRoute(Interval):
    key = serializers.CharField()
    channel = Code(Channel)
    role = Code(RouteRole)
    support = Code(Support)
    store_visit = Code(StoreVisit)


class AssessedCaution(Backed):
    key = serializers.CharField()
    kind = Code(CautionKind)
    text = serializers.CharField()
    policy = serializers.CharField()


class Finding(Backed):
    condition = serializers.CharField()
    question = serializers.CharField()
    answer = serializers.CharField()
    status = Code(FindingStatus)
    outcome = Code(ConditionOutcome, allow_null=True, help_text="Null: advice, without effect on the outcome.")
    channels = serializers.ListField(child=Code(Channel))
    policy = serializers.CharField()
    text = Text()
    remedy = Text()


class PlanItem(Backed):
    kind = serializers.ChoiceField(choices=["find_out", "remedy", "step", "keep_proof"])
    text = serializers.CharField()
    lead_time_days = serializers.IntegerField(allow_null=True, help_text="Null: unknown.")
    earliest_on = serializers.DateField(allow_null=True)
    question = serializers.CharField(allow_null=True)
    condition = serializers.CharField(allow_null=True)
    policy = serializers.CharField(allow_null=True)
    step = serializers.CharField(allow_null=True)
    channel = Code(Channel, allow_null=True)


class FallbackRoute(Backed):
    key = serializers.CharField()
    channel = Code(Channel)
    support = Code(Support)
    note = Text()
    policy = serializers.CharField()


class Happening(Backed):
    key = serializers.CharField()
    clock = Code(Clock)
    balance = Code(Balance)
    plan = Text()
    from_day = serializers.IntegerField()
    to_day = serializers.IntegerField(allow_null=True)
    event = Code(MilestoneEvent)
    standing = Code(Standing)
    policy = serializers.CharField()


class WhatWouldHelp(Shape):
    """Keys of conditions."""

    single = Texts(help_text="Each of these alone lifts the outcome.")
    smallest_set = Texts(help_text="The fewest that lift it together.")


class Assessment(Interval):
    """What the answers come to. Kept nowhere."""

    operator = serializers.CharField()
    line_type = Code(LineType)
    as_of = serializers.DateField()
    language = Language()
    policies = PolicyEdition(many=True)
    freshness = Code(Freshness)
    headline = serializers.CharField(help_text="The outcome in a sentence, for the whole interval; quote it as it is.")
    explanation = Texts(help_text="Why it is not decided, and which way is the best, in sentences.")
    decided = serializers.BooleanField()
    undecided_because = serializers.ListField(child=serializers.ChoiceField(choices=["answers", "rules"]))
    online = Interval()
    cautions = AssessedCaution(many=True)
    routes = AssessedRoute(many=True)
    recommended_route = Code(Channel, allow_null=True)
    findings = Finding(many=True)
    plan = PlanItem(many=True)
    earliest_cancellation_on = serializers.DateField(
        allow_null=True, help_text="The first day on which the plan lets one ask. Null: no day can be told."
    )
    closed_by = serializers.DateField(
        allow_null=True,
        help_text="The longest deadline, counted from `earliest_cancellation_on`, or from `as_of` where that is null.",
    )
    fallbacks = FallbackRoute(many=True, help_text="What to do when the request is refused or ignored.")
    if_you_do_nothing = Happening(many=True)
    what_would_help = WhatWouldHelp()
    questions_left = Texts(help_text="The one that would narrow the outcome most comes first.")
    not_checked = Texts()
    contact_points = ContactPoint(many=True)
    sources = Source(many=True)


class OperatorAssessment(Shape):
    operator = Named()
    assessment = Assessment()


class Comparison(Shape):
    """The same answers at every operator of a country, in the order of their slugs."""

    country = serializers.CharField()
    line_type = Code(LineType)
    as_of = serializers.DateField()
    language = Language()
    results = OperatorAssessment(many=True)
