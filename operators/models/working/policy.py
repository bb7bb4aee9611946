"""What applies: one policy for a country, an operator (or none), a topic and a line type."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, key_validator, one_of
from operators.models.fields import TranslatedField
from operators.models.working.operator import Operator
from operators.models.working.subject import Subject
from operators.vocabulary import LineType, SubjectKind, Topic


class Policy(Subject):
    KIND = SubjectKind.POLICY

    operator = models.ForeignKey(
        Operator,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="policies",
        verbose_name=_("operator"),
        help_text=_("Empty for a rule of the whole country."),
    )
    topic = models.CharField(_("topic"), max_length=16, choices=choices(Topic))
    line_type = models.CharField(_("line type"), max_length=10, choices=choices(LineType), default=LineType.ANY)
    title = TranslatedField(_("title"))
    summary = TranslatedField(_("summary"), markdown=True, blank=True)
    scope = TranslatedField(_("scope"), markdown=True, blank=True)
    review_every_days = models.PositiveIntegerField(
        _("check every … days"), default=90, help_text=_("How often somebody looks whether this still holds.")
    )

    class Meta(Subject.Meta):
        ordering = ["slug"]
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        constraints = [
            *Subject.Meta.constraints,
            one_of("topic", Topic, "policy"),
            one_of("line_type", LineType, "policy"),
            models.UniqueConstraint(
                fields=["country", "operator", "topic", "line_type"], name="policy_one_for_operator_topic_line"
            ),
            # NULLs are distinct in a unique index, so the country's own rules need a second one.
            models.UniqueConstraint(
                fields=["country", "topic", "line_type"],
                condition=models.Q(operator__isnull=True),
                name="policy_one_for_country_topic_line",
            ),
            models.CheckConstraint(condition=models.Q(review_every_days__gte=1), name="policy_review_every_positive"),
        ]


class NotChecked(models.Model):
    """What the self-check cannot know, said to every reader."""

    policy = models.ForeignKey(Policy, on_delete=models.CASCADE, related_name="not_checked")
    key = models.CharField(_("key"), max_length=60, validators=[key_validator])
    position = models.PositiveIntegerField(_("order"))
    text = TranslatedField(_("text"), multiline=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("what is not checked")
        verbose_name_plural = _("what is not checked")
        constraints = [
            models.UniqueConstraint(fields=["policy", "key"], name="notchecked_key_once"),
            models.UniqueConstraint(fields=["policy", "position"], name="notchecked_position_once"),
        ]

    def __str__(self) -> str:
        return self.key
