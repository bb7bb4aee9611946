"""Which texts a language lacks, or has only of what another language said before. Kept by ``publishing.gaps`` alone."""

from django.db import models

from operators.models.fields import UnescapedJSONEncoder
from operators.models.working.edit import NOUNS

GAP_STATES = ("missing", "outdated")


class Wording(models.Model):
    """All translated texts of a thing as its last edit left them: what the next one is compared with."""

    noun = models.CharField(max_length=10)
    key = models.CharField(max_length=80)
    texts = models.JSONField(default=dict, encoder=UnescapedJSONEncoder)
    """Place -> texts: ``{"steps[ask].body": {"es": "…", "en": "…"}}``."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["noun", "key"], name="wording_once"),
            models.CheckConstraint(condition=models.Q(noun__in=NOUNS), name="wording_noun_known"),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.key}"


class TranslationGap(models.Model):
    """One text that one language lacks (``missing``), or has only of what others said before (``outdated``)."""

    noun = models.CharField(max_length=10)
    key = models.CharField(max_length=80)
    place = models.CharField(max_length=160)
    language = models.CharField(max_length=12)
    state = models.CharField(max_length=8)
    since = models.DateTimeField()
    was = models.JSONField(default=dict, encoder=UnescapedJSONEncoder)
    """Of an outdated text: what it translated, in each language that has changed since."""

    class Meta:
        ordering = ["noun", "key", "place", "language"]
        indexes = [
            models.Index(fields=["language", "state", "noun", "key"], name="gap_by_language"),
            models.Index(fields=["state", "since"], name="gap_by_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["noun", "key", "place", "language"], name="gap_once"),
            models.CheckConstraint(condition=models.Q(noun__in=NOUNS), name="gap_noun_known"),
            models.CheckConstraint(condition=models.Q(state__in=GAP_STATES), name="gap_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.noun} {self.key} {self.place} {self.language}: {self.state}"
