"""What an operator, a policy and an FAQ entry have in common: they can be published."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, country_choices, key_validator, one_of
from operators.models.fields import TranslatedField
from operators.vocabulary import EffectiveBasis, Significance, SubjectKind


class Subject(models.Model):
    """A working copy. ``version`` moves at every edit: a form that was opened before can tell.

    The four columns of the next edition are filled in by the editor and stand in what the reviewer sees.
    """

    KIND: SubjectKind

    slug = models.CharField(
        _("slug"),
        max_length=80,
        unique=True,
        validators=[key_validator],
        help_text=_("The last part of the page's address. It never changes once published."),
    )
    country = models.CharField(_("country"), max_length=2, choices=country_choices(), default="PE")
    version = models.PositiveIntegerField(default=1, editable=False)
    effective_from = models.DateField(
        _("applies from"), null=True, blank=True, help_text=_("The day from which the next edition applies.")
    )
    effective_basis = models.CharField(
        _("how that day is known"), max_length=16, choices=choices(EffectiveBasis), default=EffectiveBasis.PUBLISHED
    )
    significance = models.CharField(
        _("kind of change"), max_length=16, choices=choices(Significance), default=Significance.POLICY_CHANGED
    )
    change_note = TranslatedField(
        _("what changes"), blank=True, help_text=_("One sentence that readers see in the history.")
    )

    class Meta:
        abstract = True
        constraints = [
            one_of("effective_basis", EffectiveBasis, "%(class)s"),
            one_of("significance", Significance, "%(class)s"),
        ]

    def __str__(self) -> str:
        return self.slug
