"""Checking is not editing: a look at whether a policy still holds prints no edition."""

from django.conf import settings
from django.db import models

from operators.models.choices import choices, one_of
from operators.vocabulary import VerificationOutcome


class Verification(models.Model):
    """A check of a policy on a day. It counts once a Reviewer who did not make it has confirmed it."""

    policy = models.CharField(max_length=80)
    day = models.DateField()
    outcome = models.CharField(max_length=16, choices=choices(VerificationOutcome))
    source = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
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
        return f"{self.policy} {self.day} {self.outcome}"
