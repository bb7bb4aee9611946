"""What is kept about log-ins: failed ones for a quarter of an hour, and codes that were used. Never what was typed."""

from django.conf import settings
from django.db import models


class Failure(models.Model):
    """A log-in that failed, or is being looked at. Names and addresses are keyed hashes."""

    account = models.CharField(max_length=64)
    address = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["account", "address"], name="failure_by_account")]

    def __str__(self) -> str:
        return f"{self.at}"


class UsedCode(models.Model):
    """A one-time code that let somebody in: it does so once, in whatever process it is tried again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=64)
    at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "code"], name="code_used_once")]

    def __str__(self) -> str:
        return f"{self.at}"
