"""Who sells lines, who rules, and how to reach them."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from operators.links import LinkRefused, check_contact_value
from operators.models.choices import choices, key_validator, one_of
from operators.models.fields import TranslatedField
from operators.models.working.source import Source
from operators.models.working.subject import Subject
from operators.vocabulary import Channel, OperatorKind, Reach, SubjectKind


class Operator(Subject):
    KIND = SubjectKind.OPERATOR

    name = models.CharField(_("name"), max_length=80)
    legal_name = models.CharField(_("legal name"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=choices(OperatorKind), default=OperatorKind.NETWORK)
    host_network = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="guests", verbose_name=_("host network")
    )
    succeeded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="heirs_of", verbose_name=_("succeeded by")
    )
    homepage = models.URLField(_("homepage"), max_length=300, blank=True)
    summary = TranslatedField(_("summary"), markdown=True, blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    class Meta(Subject.Meta):
        ordering = ["slug"]
        verbose_name = _("operator")
        verbose_name_plural = _("operators")
        constraints = [
            *Subject.Meta.constraints,
            one_of("kind", OperatorKind, "operator"),
            models.CheckConstraint(
                condition=models.Q(host_network__isnull=True) | models.Q(kind=OperatorKind.VIRTUAL),
                name="operator_only_virtual_has_host",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.slug

    def clean(self) -> None:
        if self.homepage:
            try:
                check_contact_value(Channel.WEBSITE, self.homepage)
            except LinkRefused as refusal:
                raise ValidationError({"homepage": refusal.said(gettext)}) from refusal


class ContactPoint(models.Model):
    """One official way to reach an operator. The published ones are the official-channel list."""

    operator = models.ForeignKey(Operator, on_delete=models.CASCADE, related_name="contact_points")
    key = models.CharField(_("key"), max_length=60, validators=[key_validator])
    position = models.PositiveIntegerField(_("order"))
    channel = models.CharField(_("channel"), max_length=16, choices=choices(Channel))
    label = TranslatedField(_("label"))
    value = models.CharField(_("address, number or app"), max_length=300)
    reach_own_line = models.CharField(
        _("from an own line"), max_length=8, choices=choices(Reach), default=Reach.UNKNOWN
    )
    reach_country = models.CharField(
        _("from any line in the country"), max_length=8, choices=choices(Reach), default=Reach.UNKNOWN
    )
    reach_abroad = models.CharField(_("from abroad"), max_length=8, choices=choices(Reach), default=Reach.UNKNOWN)
    hours = TranslatedField(_("hours"), blank=True)
    sources = models.ManyToManyField(Source, blank=True, related_name="+", verbose_name=_("sources"))

    class Meta:
        ordering = ["position"]
        verbose_name = _("contact point")
        verbose_name_plural = _("contact points")
        constraints = [
            models.UniqueConstraint(fields=["operator", "key"], name="contactpoint_key_once"),
            models.UniqueConstraint(fields=["operator", "position"], name="contactpoint_position_once"),
            one_of("channel", Channel, "contactpoint"),
            *(one_of(column, Reach, "contactpoint") for column in ("reach_own_line", "reach_country", "reach_abroad")),
        ]

    def __str__(self) -> str:
        return self.key

    def clean(self) -> None:
        try:
            check_contact_value(self.channel, self.value)
        except LinkRefused as refusal:
            raise ValidationError({"value": refusal.said(gettext)}) from refusal
