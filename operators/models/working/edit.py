"""Who edited what: what the rule of four eyes rests on."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.labels import NOUN_LABELS

NOUNS = ("operator", "policy", "faq", "question", "source")


class Edit(models.Model):
    """One saved change of a working copy (a policy with all its rows counts as one)."""

    noun = models.CharField(_("noun"), max_length=10, choices=list(NOUN_LABELS.items()))
    key = models.CharField(_("key"), max_length=80)
    version = models.PositiveIntegerField(_("version"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("by"), related_name="+")
    at = models.DateTimeField(_("when"))
    what = models.CharField(_("what"), max_length=20, default="edited")
    content = models.TextField(default="", blank=True, editable=False)
    """What it was after the edit (of a deletion: before), as canonical JSON: any version can be restored from it."""

    class Meta:
        verbose_name = _("edit")
        verbose_name_plural = _("edits")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["noun", "key", "at"], name="edit_by_subject")]
        constraints = [models.CheckConstraint(condition=models.Q(noun__in=NOUNS), name="edit_noun_known")]

    def __str__(self) -> str:
        return f"{self.get_noun_display()} {self.key} v{self.version}"
