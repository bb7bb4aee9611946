"""What a reader says is wrong."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, one_of
from operators.vocabulary import ReportState, SubjectKind


class CorrectionReport(models.Model):
    """Inert text from a stranger. Nothing about the reader is kept but the contact they chose to leave."""

    kind = models.CharField(max_length=10, choices=choices(SubjectKind))
    slug = models.CharField(max_length=80)
    edition = models.PositiveIntegerField()
    language = models.CharField(max_length=12)
    text = models.TextField(max_length=4000)
    source_url = models.CharField(max_length=600, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=choices(ReportState), default=ReportState.OPEN)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    source_key = models.CharField(max_length=80, blank=True)
    """The working source that was made of ``source_url`` when the report was accepted."""
    digest = models.CharField(max_length=64, unique=True, null=True, editable=False)
    """Of the page and the text: the same text counts once."""

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name = _("correction report")
        verbose_name_plural = _("correction reports")
        constraints = [
            one_of("kind", SubjectKind, "correctionreport"),
            one_of("state", ReportState, "correctionreport"),
            models.CheckConstraint(
                condition=~models.Q(state=ReportState.OPEN)
                | models.Q(answered_at__isnull=True, answered_by__isnull=True),
                name="correctionreport_open_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}: {self.state}"
