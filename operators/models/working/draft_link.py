"""An address at which somebody without an account may read one draft for a few days."""

from django.conf import settings
from django.db import models

from operators.models.choices import choices
from operators.models.fields import UnescapedJSONEncoder
from operators.vocabulary import SubjectKind


class DraftLink(models.Model):
    """Holds what was shared, not where it is: whoever edits on shows nothing more to those who have the link.

    ``draft`` is what ``operators.admin.draft.Draft`` keeps. ``key`` is random, and the address is its signature.
    """

    key = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=10, choices=choices(SubjectKind))
    slug = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    draft = models.JSONField(encoder=UnescapedJSONEncoder)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        # Nobody edits these by hand: the pages of the subject make and revoke them.
        default_permissions = ()
        indexes = [models.Index(fields=["kind", "slug"], name="draftlink_by_subject")]
        constraints = [
            models.CheckConstraint(condition=models.Q(expires_at__gt=models.F("created_at")), name="draftlink_expires")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} v{self.version}"
