"""Who did what, when and why: the log of verbs. Beside the hash chain, and never part of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.fields import UnescapedJSONEncoder
from operators.models.labels import NOUN_LABELS
from operators.models.printed.append_only import AppendOnlyModel

VERBS: dict[str, Any] = {
    "submit": _("submitted for review"),
    "return": _("returned to the editor"),
    "publish": _("published"),
    "clear": _("cleared a host, number or address"),
    "withdraw": _("withdrawn"),
    "revert": _("gone back to an edition"),
    "restore": _("restored an earlier version"),
    "verify": _("noted a check"),
    "confirm": _("confirmed a check"),
    "import": _("imported"),
    "accept": _("accepted a reader's report"),
    "reject": _("rejected a reader's report"),
    "propose": _("proposed synonyms"),
    "drop": _("took a proposal of synonyms back"),
    "adopt": _("put synonyms to use"),
    "share": _("shared a draft by a link"),
    "revoke": _("revoked a link to a draft"),
}
OTHER_NOUNS: dict[str, Any] = {
    "pack": _("content pack"),
    "file": _("imported file"),
    "synonyms": _("synonyms"),
}
"""What verbs are done to beside the nouns that are edited."""
NOUNS = NOUN_LABELS | OTHER_NOUNS


class VerbRecord(AppendOnlyModel):
    """One verb that somebody did to something, written in the verb's own transaction. ``noun`` and ``key`` say to what,
    and outlive it. ``message`` is a reason, note or message as it was typed: inert text.
    """

    verb = models.CharField(_("what"), max_length=20)
    noun = models.CharField(_("kind"), max_length=20)
    key = models.CharField(_("key"), max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    version = models.PositiveIntegerField(_("version"), null=True)
    content_hash = models.CharField(_("content hash"), max_length=64, blank=True)
    edition = models.PositiveIntegerField(_("edition"), null=True)
    message = models.TextField(_("message"), blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True, encoder=UnescapedJSONEncoder)

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        verbose_name = _("log of verbs")
        verbose_name_plural = _("log of verbs")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="verbrecord_newest"),
            models.Index(fields=["noun", "key", "-at"], name="verbrecord_by_thing"),
        ]

    def __str__(self) -> str:
        return f"{VERBS.get(self.verb, self.verb)}: {NOUNS.get(self.noun, self.noun)} {self.key}"
