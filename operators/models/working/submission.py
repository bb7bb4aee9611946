"""A working copy handed in for review: exactly this version, exactly this content."""

from django.conf import settings
from django.db import models

from operators.models.choices import choices
from operators.vocabulary import SubjectKind

STATES = ("open", "returned", "published", "superseded")


class Submission(models.Model):
    kind = models.CharField(max_length=10, choices=choices(SubjectKind))
    slug = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=[(state, state) for state in STATES], default="open")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    message = models.TextField(blank=True)

    class Meta:
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=models.Q(state="open"), name="submission_one_open"
            ),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="submission_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} v{self.version}: {self.state}"
