"""A working copy handed in for review: exactly this version, exactly this content."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices
from operators.models.labels import STATE_LABELS
from operators.vocabulary import SubjectKind

STATES = ("open", "returned", "published", "superseded")


class Submission(models.Model):
    kind = models.CharField(_("kind"), max_length=10, choices=choices(SubjectKind))
    slug = models.CharField(_("slug"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    content_hash = models.CharField(_("content hash"), max_length=64)
    note = models.TextField(_("note"), blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        verbose_name=_("submitted by"),
        related_name="+",
    )
    submitted_at = models.DateTimeField(_("submitted at"))
    state = models.CharField(_("state"), max_length=10, choices=list(STATE_LABELS.items()), default="open")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        verbose_name=_("decided by"),
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    message = models.TextField(_("message"), blank=True)

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["-submitted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "slug"], condition=models.Q(state="open"), name="submission_one_open"
            ),
            models.CheckConstraint(condition=models.Q(state__in=STATES), name="submission_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} v{self.version}: {self.state}"
