"""Who has which page open: a note to colleagues, never a lock."""

from django.conf import settings
from django.db import models


class Presence(models.Model):
    """One editor at one page, as of their browser's last sign of life."""

    model = models.CharField(max_length=100)
    object_id = models.CharField(max_length=40)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["model", "object_id", "user"], name="presence_once")]

    def __str__(self) -> str:
        return f"{self.user} at {self.model} {self.object_id}"
