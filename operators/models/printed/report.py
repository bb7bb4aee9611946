"""What a reader says is wrong."""

from django.db import models

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

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [
            one_of("kind", SubjectKind, "correctionreport"),
            one_of("state", ReportState, "correctionreport"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}: {self.state}"
