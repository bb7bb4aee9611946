"""Words that mean the same to whoever searches: 销户, dar de baja, cancel."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import key_validator
from operators.models.fields import UnescapedJSONEncoder


class SynonymGroup(models.Model):
    """``words`` is what search uses now, in any of the languages; empty: not in use.

    ``proposed`` is what an editor would have instead (null: nothing); the public side never looks at it. An empty
    proposal takes the group away. ``version`` moves with every change of either.
    """

    key = models.CharField(_("key"), max_length=60, unique=True, validators=[key_validator])
    words = models.JSONField(_("words in use"), default=list, encoder=UnescapedJSONEncoder, editable=False)
    version = models.PositiveIntegerField(default=0, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("confirmed by"),
    )  # fmt: skip
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    proposed = models.JSONField(_("proposal"), null=True, encoder=UnescapedJSONEncoder, editable=False)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("proposed by"),
    )  # fmt: skip
    proposed_at = models.DateTimeField(_("proposed"), null=True, editable=False)

    class Meta:
        ordering = ["key"]
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proposed__isnull=True, proposed_by__isnull=True, proposed_at__isnull=True)
                | models.Q(proposed__isnull=False, proposed_by__isnull=False, proposed_at__isnull=False),
                name="synonymgroup_proposed_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | models.Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                name="synonymgroup_confirmed_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.key
