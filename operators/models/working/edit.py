"""Who edited what: what the rule of four eyes rests on."""

from django.conf import settings
from django.db import models

NOUNS = ("operator", "policy", "faq", "question", "source")


class Edit(models.Model):
    """One saved change of a working copy (a policy with all its rows counts as one)."""

    noun = models.CharField(max_length=10, choices=[(noun, noun) for noun in NOUNS])
    key = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=20, default="edited")
    content = models.TextField(default="", blank=True, editable=False)
    """What it was after the edit (of a deletion: before), as canonical JSON: any version can be restored from it."""

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["noun", "key", "at"], name="edit_by_subject")]
        constraints = [models.CheckConstraint(condition=models.Q(noun__in=NOUNS), name="edit_noun_known")]

    def __str__(self) -> str:
        return f"{self.noun} {self.key} v{self.version}"
