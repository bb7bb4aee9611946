"""Checking is not editing: a look at whether a policy still holds prints no edition."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, one_of
from operators.vocabulary import VerificationOutcome


class Verification(models.Model):
    """A check of a policy on a day. It counts once a Reviewer who did not make it has confirmed it."""

    policy = models.CharField(_("policy"), max_length=80)
    day = models.DateField(_("day"))
    outcome = models.CharField(_("outcome"), max_length=16, choices=choices(VerificationOutcome))
    source = models.CharField(_("source"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("confirmed by"),
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["-day", "-id"]
        indexes = [models.Index(fields=["policy", "-day"], name="verification_by_policy")]
        constraints = [
            one_of("outcome", VerificationOutcome, "verification"),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="verification_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.policy} {self.day} {self.get_outcome_display()}"
