"""The rows of a policy. Each has a key of its own, a place, and sources - or says that it is our advice."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, key_validator, one_of
from operators.models.fields import CodesField, TranslatedField
from operators.models.labels import FACT_LABELS
from operators.models.working.policy import Policy
from operators.models.working.question import Question
from operators.models.working.source import Source
from operators.vocabulary import (
    COUNTRIES,
    FACTS,
    ID_DOCUMENTS,
    Balance,
    CautionKind,
    Channel,
    Clock,
    ConditionOutcome,
    InForce,
    MilestoneEvent,
    RouteRole,
    Standing,
    StoreVisit,
    Support,
    Unit,
)


class Row(models.Model):
    """What all rows of a policy share."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="%(class)ss")
    key = models.CharField(_("key"), max_length=60, validators=[key_validator])
    position = models.PositiveIntegerField(_("order"))
    sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))
    our_advice = models.BooleanField(
        _("our advice"), default=False, help_text=_("No source says so: it is shown as our own advice.")
    )

    class Meta:
        abstract = True
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "key"], name="%(class)s_key_once"),
            models.UniqueConstraint(fields=["policy", "position"], name="%(class)s_position_once"),
        ]

    def __str__(self) -> str:
        return self.key


class Route(Row):
    """One way to make the request; a ``fallback`` is for when a request is refused or ignored."""

    channel = models.CharField(_("channel"), max_length=16, choices=choices(Channel))
    role = models.CharField(_("role"), max_length=10, choices=choices(RouteRole), default=RouteRole.REQUEST)
    support = models.CharField(_("works"), max_length=8, choices=choices(Support), default=Support.UNKNOWN)
    store_visit = models.CharField(
        _("store visit"), max_length=10, choices=choices(StoreVisit), default=StoreVisit.UNKNOWN
    )
    store_visit_within = models.PositiveIntegerField(_("store visit within"), null=True, blank=True)
    store_visit_unit = models.CharField(
        _("unit"), max_length=14, blank=True, choices=[(unit, unit) for unit in (Unit.DAY, Unit.BUSINESS_DAY)]
    )
    note = TranslatedField(_("note"), markdown=True, blank=True)

    class Meta(Row.Meta):
        verbose_name = _("route")
        verbose_name_plural = _("routes")
        constraints = [
            *Row.Meta.constraints,
            one_of("channel", Channel, "route"),
            one_of("role", RouteRole, "route"),
            one_of("support", Support, "route"),
            one_of("store_visit", StoreVisit, "route"),
            models.CheckConstraint(
                condition=models.Q(store_visit_within__isnull=True, store_visit_unit="")
                | models.Q(store_visit_within__isnull=False) & ~models.Q(store_visit_unit=""),
                name="route_deadline_has_unit",
            ),
        ]


class Step(Row):
    channels = CodesField(_("routes"), codes=Channel, blank=True, help_text=_("None ticked: on every route."))
    title = TranslatedField(_("title"))
    body = TranslatedField(_("what to do"), markdown=True, blank=True)
    prepare = TranslatedField(_("have ready"), multiline=True, blank=True)
    proof = TranslatedField(_("keep as proof"), multiline=True, blank=True)
    duration = TranslatedField(_("how long it takes"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")


class Fact(Row):
    """A value that somebody has published. Two sources that disagree are two facts."""

    fact = models.CharField(_("fact"), max_length=40, choices=list(FACT_LABELS.items()))
    value = models.JSONField(_("value"))
    unit = models.CharField(_("unit"), max_length=14, choices=choices(Unit))
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    qualifier = TranslatedField(_("qualifier"), multiline=True, blank=True)
    standing = models.CharField(_("standing"), max_length=12, choices=choices(Standing), default=Standing.ADOPTED)
    applies_from = models.DateField(_("applies from"), null=True, blank=True)
    applies_until = models.DateField(_("applies until"), null=True, blank=True)
    in_force = models.CharField(_("in force"), max_length=10, choices=choices(InForce), default=InForce.YES)
    area = TranslatedField(_("where"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        constraints = [
            *Row.Meta.constraints,
            one_of("unit", Unit, "fact"),
            one_of("standing", Standing, "fact"),
            one_of("in_force", InForce, "fact"),
            models.CheckConstraint(condition=models.Q(fact__in=list(FACTS)), name="fact_fact_known"),
            models.CheckConstraint(
                condition=models.Q(applies_until__isnull=True)
                | models.Q(applies_from__isnull=True)
                | models.Q(applies_until__gt=models.F("applies_from")),
                name="fact_applies_until_after_from",
            ),
        ]

    def clean(self) -> None:
        allowed = FACTS.get(self.fact, ())
        if allowed and self.unit not in allowed:
            raise ValidationError(
                {"unit": _("“%(fact)s” is given in %(units)s.") % {"fact": self.fact, "units": ", ".join(allowed)}}
            )
        problem = value_problem(self.value, self.unit)
        if problem:
            raise ValidationError({"value": problem})
        currencies = sorted({country.currency for country in COUNTRIES.values()})
        if self.unit == Unit.MONEY and self.currency not in currencies:
            raise ValidationError({"currency": _("Give one of %(codes)s.") % {"codes": ", ".join(currencies)}})
        if self.unit != Unit.MONEY and self.currency:
            raise ValidationError({"currency": _("Only money has a currency.")})


def value_problem(value: Any, unit: str) -> str:
    """Why ``value`` cannot be a value in ``unit``; empty when it can.

    >>> value_problem(5, "business_day")
    ''
    """
    if unit == Unit.YES_NO:
        return "" if value in ("yes", "no", "unknown") else str(_("Write yes, no or unknown."))
    if unit == Unit.CODES:
        good = isinstance(value, list) and bool(value) and all(code in ID_DOCUMENTS for code in value)
        return "" if good else str(_("Give a list of: %(codes)s.") % {"codes": ", ".join(ID_DOCUMENTS)})
    if unit == Unit.MONEY:
        import re

        good = isinstance(value, str) and re.fullmatch(r"\d{1,6}\.\d{2}", value) is not None
        return "" if good else str(_("Write an amount as text with two decimals: “5.00”."))
    good = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100_000
    return "" if good else str(_("Give a whole number."))


class Milestone(Row):
    """What happens to a line as time passes: from ``from_day`` days on after the event that starts the clock."""

    clock = models.CharField(_("counted from"), max_length=14, choices=choices(Clock))
    balance = models.CharField(_("balance"), max_length=8, choices=choices(Balance), default=Balance.ANY)
    plan = TranslatedField(_("plan"), blank=True, help_text=_("Empty: every plan."))
    from_day = models.PositiveIntegerField(_("from day"))
    to_day = models.PositiveIntegerField(_("to day"), null=True, blank=True)
    event = models.CharField(_("what happens"), max_length=16, choices=choices(MilestoneEvent))
    standing = models.CharField(_("standing"), max_length=12, choices=choices(Standing), default=Standing.ADOPTED)

    class Meta(Row.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        constraints = [
            *Row.Meta.constraints,
            one_of("clock", Clock, "milestone"),
            one_of("balance", Balance, "milestone"),
            one_of("event", MilestoneEvent, "milestone"),
            one_of("standing", Standing, "milestone"),
            models.CheckConstraint(
                condition=models.Q(to_day__isnull=True) | models.Q(to_day__gte=models.F("from_day")),
                name="milestone_to_day_not_before",
            ),
        ]


class Condition(Row):
    """If the answer to ``question`` is one of ``when``, then ``outcome``."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+", verbose_name=_("question"))
    when = CodesField(_("when the answer is one of"))
    outcome = models.CharField(_("then"), max_length=16, choices=choices(ConditionOutcome))
    channels = CodesField(_("routes"), codes=Channel, blank=True, help_text=_("None ticked: on every route."))
    text = TranslatedField(_("why"), multiline=True, blank=True)
    remedy = TranslatedField(_("what to do about it"), markdown=True, blank=True)
    lead_time_days = models.PositiveIntegerField(_("days it takes"), null=True, blank=True)
    valid_days = models.PositiveIntegerField(_("days it stays valid"), null=True, blank=True)
    irreversible = models.BooleanField(_("cannot be undone"), default=False)

    class Meta(Row.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")
        constraints = [*Row.Meta.constraints, one_of("outcome", ConditionOutcome, "condition")]


class Caution(Row):
    kind = models.CharField(_("kind"), max_length=12, choices=choices(CautionKind))
    text = TranslatedField(_("text"), markdown=True)
    question = models.ForeignKey(
        Question,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("shown when this question"),
        help_text=_("Empty: always shown."),
    )
    when = CodesField(_("has one of these answers"), blank=True)

    class Meta(Row.Meta):
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        constraints = [*Row.Meta.constraints, one_of("kind", CautionKind, "caution")]


class Message(models.Model):
    """A ready-made text in the operator's language, with ``[placeholders]`` that the reader fills in on paper."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="messages")
    key = models.CharField(_("key"), max_length=60, validators=[key_validator])
    position = models.PositiveIntegerField(_("order"))
    channel = models.CharField(_("channel"), max_length=16, choices=choices(Channel))
    language = models.CharField(_("language"), max_length=12)
    text = models.TextField(_("text"))
    translation = TranslatedField(_("translation"), multiline=True, blank=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = [
            models.UniqueConstraint(fields=["policy", "key"], name="message_key_once"),
            models.UniqueConstraint(fields=["policy", "position"], name="message_position_once"),
            one_of("channel", Channel, "message"),
        ]

    def __str__(self) -> str:
        return self.key
