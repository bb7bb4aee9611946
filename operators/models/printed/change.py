"""The change log: a row for each edition, with what it is filtered by and what it is compared with."""

from django.db import models

from operators.models.printed.edition import Edition


class ChangeEntry(models.Model):
    """Derived like a listing row, and rebuilt with all the entries of its subject at each publication.

    ``previous`` is the edition that this one took the place of: what was public before it and applied on its day.
    A tombstone's facets are those of what it took away, so that whoever follows one operator learns of it.
    """

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="change")
    previous = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10)
    slug = models.CharField(max_length=80)
    action = models.CharField(max_length=10)
    significance = models.CharField(max_length=16)
    country = models.CharField(max_length=2)
    operator = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=16, blank=True)
    public_at = models.DateTimeField()
    revision = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["-public_at", "-revision"]
        indexes = [
            models.Index(fields=["public_at", "revision"], name="change_in_order"),
            models.Index(fields=["operator", "public_at", "revision"], name="change_by_operator"),
            models.Index(fields=["topic", "public_at", "revision"], name="change_by_topic"),
            models.Index(fields=["kind", "public_at", "revision"], name="change_by_kind"),
            models.Index(fields=["kind", "slug"], name="change_by_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}: {self.action}"
