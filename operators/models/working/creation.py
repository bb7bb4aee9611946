"""Which add form made which thing, so that a double click makes one."""

from django.conf import settings
from django.db import models


class Creation(models.Model):
    """One posted add form. The form carries the token; the second post of it finds what the first one made."""

    token = models.UUIDField(unique=True)
    model = models.CharField(max_length=100)
    object_id = models.CharField(max_length=40, default="")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"
