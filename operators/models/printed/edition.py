"""An edition: the finished document, once in each language, exactly as a reader gets it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from operators.models.choices import choices, one_of
from operators.models.fields import TranslatedField
from operators.models.printed.append_only import AppendOnlyModel
from operators.vocabulary import EffectiveBasis, Significance, SubjectKind


class Edition(AppendOnlyModel):
    """Append-only. It holds no end date: what ends it is the next edition that applies from a later day.

    A ``tombstone`` is what ``withdraw`` prints: it has no text, and nothing older comes back in its place.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=choices(SubjectKind))
    slug = models.CharField(_("slug"), max_length=80)
    number = models.PositiveIntegerField(_("number"))
    revision = models.PositiveBigIntegerField(_("revision"), unique=True)
    country = models.CharField(_("country"), max_length=2)
    effective_from = models.DateField(_("applies from"))
    effective_basis = models.CharField(_("how that day is known"), max_length=16, choices=choices(EffectiveBasis))
    published_at = models.DateTimeField(_("published at"))
    public_at = models.DateTimeField(_("public from"))
    """The later of ``published_at`` and the local midnight of ``effective_from``: before it, nobody may know."""
    published_by = models.CharField(_("published by"), max_length=150)
    submitted_by = models.CharField(_("submitted by"), max_length=150, blank=True)
    four_eyes = models.BooleanField(_("four eyes"))
    origin = models.CharField(_("origin"), max_length=200, blank=True)
    significance = models.CharField(_("kind of change"), max_length=16, choices=choices(Significance))
    note = TranslatedField(_("what changes"), blank=True)
    accepted_warnings = models.JSONField(_("accepted warnings"), default=list)
    acceptance_reason = models.TextField(_("why they were accepted"), blank=True)
    review_every_days = models.PositiveIntegerField(_("check every … days"), null=True)
    content_hash = models.CharField(_("content hash"), max_length=64, blank=True)
    tombstone = models.BooleanField(_("withdrawal"), default=False)
    withdrawn_because = TranslatedField(_("why it was withdrawn"), blank=True)
    replaced_by = models.CharField(_("replaced by"), max_length=80, blank=True)
    previous_hash = models.CharField(_("hash of the one before"), max_length=64, blank=True)
    hash = models.CharField(_("hash"), max_length=64, unique=True)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        abstract = False
        ordering = ["revision"]
        permissions = [("publish_edition", "Can publish, return, withdraw and confirm checks")]
        indexes = [models.Index(fields=["kind", "slug", "public_at"], name="edition_by_subject")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "number"], name="edition_number_once"),
            one_of("kind", SubjectKind, "edition"),
            one_of("effective_basis", EffectiveBasis, "edition"),
            one_of("significance", Significance, "edition"),
            models.CheckConstraint(condition=models.Q(public_at__gte=models.F("published_at")), name="edition_public"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="edition_number_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.slug} {self.number}"


class EditionText(AppendOnlyModel):
    """One language of an edition: canonical JSON, and the shorter form that lists show."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=12)
    document = models.TextField()
    summary = models.TextField()

    class Meta(AppendOnlyModel.Meta):
        abstract = False
        ordering = ["edition_id", "language"]
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="editiontext_language_once")]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.language}"
