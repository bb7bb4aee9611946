"""One number that tells every cache what is current, and the head of the hash chain."""

from django.db import models


class ContentRevision(models.Model):
    """A single row: ``number`` moves with every change of a public byte, ``head`` is the newest edition's hash."""

    number = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="contentrevision_single_row")]

    def __str__(self) -> str:
        return str(self.number)
