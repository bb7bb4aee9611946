"""A file between its dry run and its import."""

from datetime import timedelta

from django.conf import settings
from django.db import models

KEPT = timedelta(hours=1)


class Upload(models.Model):
    """Seen by whoever brought it and nobody else, served nowhere, gone once it is imported or an hour old.

    ``fingerprint`` and ``versions`` are what its dry run said; an import that would do anything else is refused.
    """

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    versions = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.name
