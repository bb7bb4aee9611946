"""A policy as it is printed, and its row in a list."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from operators.api.serializers.shapes import (
    Always,
    Code,
    ContactPoint,
    Document,
    Footnotes,
    FreshnessBlock,
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
    InForce,
    LineType,
    MilestoneEvent,
    OnlineSupport,
    QuestionGroup,
    RouteRole,
    Standing,
    StoreVisit,
    Support,
    Topic,
    Unit,
)


@extend_schema_field(
    {
        "description": "A number for units of time and counts, a decimal as text for money, `yes` or `no`, or codes.",
        "oneOf": [{"type": "integer"}, {"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
)
class FactValue(serializers.Field[Any, Any, Any, Any]):
    """The value of a fact."""


class When(Shape):
    """An answer to a question: one of these options."""

    question = serializers.CharField()
    options = Texts()


class Backed(Shape):
    """A row that rests on sources, or says that it is our advice."""

    our_advice = serializers.BooleanField()
    sources = Footnotes()


class Caution(Backed):
    key = serializers.CharField()
    kind = Code(CautionKind)
    text = serializers.CharField(help_text="Markdown.")
    shown_when = When(allow_null=True, help_text="Null: always.")


class FactBase(Shape):
    row = serializers.CharField(help_text="Tells facts of one key apart.")
    key = serializers.CharField(help_text="What it is about: `termination_deadline`.")
    value = FactValue()
    unit = Code(Unit)
    currency = serializers.CharField(required=False, help_text="ISO 4217; with the unit `money` alone.")
    qualifier = Text()
    standing = Code(Standing)
    applies_from = serializers.DateField(allow_null=True)
    applies_until = serializers.DateField(allow_null=True)
    in_force = Code(InForce)
    area = Text()
    our_advice = serializers.BooleanField()


class Fact(FactBase):
    sources = Footnotes()


class Milestone(Backed):
    key = serializers.CharField()
    clock = Code(Clock, help_text="What the days are counted from.")
    balance = Code(Balance)
    plan = Text(help_text="Empty: every plan.")
    from_day = serializers.IntegerField()
    to_day = serializers.IntegerField(allow_null=True)
    event = Code(MilestoneEvent)
    standing = Code(Standing)


class StoreVisitDeadline(Shape):
    value = serializers.IntegerField()
    unit = Code(Unit)


class Route(Backed):
    key = serializers.CharField()
    channel = Code(Channel)
    role = Code(RouteRole)
    support = Code(Support)
    store_visit = Code(StoreVisit)
    store_visit_deadline = StoreVisitDeadline(allow_null=True)
    note = Text(help_text="Markdown.")


class Step(Backed):
    key = serializers.CharField()
    number = serializers.IntegerField()
    channels = serializers.ListField(child=Code(Channel), help_text="Empty: every route.")
    title = serializers.CharField()
    body = Text(help_text="Markdown.")
    prepare = Text()
    proof = Text()
    duration = Text()


class Condition(Backed):
    key = serializers.CharField()
    question = serializers.CharField()
    when = Texts(help_text="The options at which it applies.")
    outcome = Code(ConditionOutcome)
    channels = serializers.ListField(child=Code(Channel), help_text="Empty: every route.")
    text = Text()
    remedy = Text()
    lead_time_days = serializers.IntegerField(allow_null=True, help_text="Null: unknown.")
    valid_days = serializers.IntegerField(allow_null=True)
    irreversible = serializers.BooleanField()


class Message(Shape):
    key = serializers.CharField()
    channel = Code(Channel)
    language = serializers.CharField()
    text = serializers.CharField(help_text="With [placeholders] that the reader fills in; never send them here.")
    translation = Text()


class Option(Shape):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]


class Question(Shape):
    key = serializers.CharField()
    group = Code(QuestionGroup, required=False, help_text="Under which heading it is asked. Absent: under none.")
    text = serializers.CharField()
    how_to_find_out = Text()
    asked_when = When(allow_null=True, help_text="Null: always.")
    options = Option(many=True)


class PolicyQuestion(Question):
    order = serializers.IntegerField()


class PolicyRow(Document):
    """A policy in a list: without its conditions, steps, messages and questions."""

    kind = Always("policy")
    operator = Named(allow_null=True, help_text="Null: a rule of the whole country.")
    country = serializers.CharField(help_text="ISO 3166.")
    topic = Code(Topic)
    line_type = Code(LineType)
    title = serializers.CharField()
    summary = Text(help_text="Markdown.")
    scope = Text(help_text="Markdown.")
    not_checked = Texts(help_text="What the self-check cannot know.")
    cautions = Caution(many=True)
    online_support = Code(OnlineSupport, allow_null=True, help_text="Null: not a policy on cancelling.")
    store_visit = Code(StoreVisit, allow_null=True, help_text="Null: not a policy on cancelling.")
    freshness = FreshnessBlock()
    facts = Fact(many=True)
    milestones = Milestone(many=True)
    routes = Route(many=True)
    contact_points = ContactPoint(many=True)
    sources = Source(many=True)


class Policy(PolicyRow):
    """A policy."""

    steps = Step(many=True)
    conditions = Condition(many=True)
    messages = Message(many=True)
    questions = PolicyQuestion(many=True, help_text="Those that its conditions and cautions name.")
