"""Where a claim comes from."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from operators.links import LinkRefused, check_source_url, host_of
from operators.models.choices import choices, key_validator, one_of, validate_partial_date
from operators.vocabulary import LinkReason, LinkState, QuoteState, SourceKind

QUOTE_WORDS = 30


class SourceQuerySet(models.QuerySet["Source"]):
    """What the source watch found, as questions with names. A finding stands until the source is edited."""

    def looked_at(self) -> "SourceQuerySet":
        """Those whose last look was at what they say now."""
        return self.filter(checked_version=models.F("version"))

    def dead(self) -> "SourceQuerySet":
        return self.looked_at().filter(link_state=LinkState.DEAD)

    def moved(self) -> "SourceQuerySet":
        """Those whose page leads to another host, or to a front page."""
        return self.looked_at().filter(link_state=LinkState.OK).exclude(final_url="")

    def without_quote(self) -> "SourceQuerySet":
        """Those whose page no longer holds the words that they are cited for."""
        return self.looked_at().filter(link_state=LinkState.OK, quote_state=QuoteState.MISSING)

    def changed(self) -> "SourceQuerySet":
        return self.moved() | self.without_quote()

    def troubled(self) -> "SourceQuerySet":
        """What an editor should look at: dead or changed."""
        return self.dead() | self.changed()


class Source(models.Model):
    """One citation: an address (or a document without one) and the few words of it that carry the claim.

    Two claims from one page are two sources when their quotes differ, so a quote always stands with its claim.
    """

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    url = models.URLField(_("address"), max_length=600, blank=True, help_text=_("Empty only for a document."))
    title = models.CharField(_("title"), max_length=300)
    publisher = models.CharField(_("publisher"), max_length=120, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=choices(SourceKind))
    language = models.CharField(_("language"), max_length=12, help_text=_("Such as es, en, zh-hans."))
    published_on = models.CharField(
        _("published on"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("As exactly as it is known: 2025-12-26, 2025-12 or 2025."),
    )
    retrieved_on = models.DateField(_("read on"))
    quote = models.TextField(_("quote"), blank=True, help_text=_("At most 30 words, in the language of the source."))
    link_state = models.CharField(
        max_length=16, choices=choices(LinkState), default=LinkState.UNCHECKED, editable=False
    )
    # Filled in by `manage.py check_sources` alone; no edition, hash or log of edits knows these columns.
    link_reason = models.CharField(max_length=20, choices=choices(LinkReason), blank=True, editable=False)
    http_status = models.PositiveSmallIntegerField(null=True, editable=False)
    final_url = models.CharField(max_length=600, blank=True, editable=False)
    quote_state = models.CharField(
        max_length=16, choices=choices(QuoteState), default=QuoteState.UNCHECKED, editable=False
    )
    checked_at = models.DateTimeField(null=True, editable=False)
    checked_version = models.PositiveIntegerField(null=True, editable=False)
    alive_at = models.DateTimeField(null=True, editable=False)
    quote_seen_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["key"]
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        constraints = [
            one_of("kind", SourceKind, "source"),
            one_of("link_state", LinkState, "source"),
            one_of("link_reason", LinkReason, "source"),
            one_of("quote_state", QuoteState, "source"),
            models.CheckConstraint(
                condition=models.Q(kind=SourceKind.DOCUMENT) | ~models.Q(url=""), name="source_url_or_document"
            ),
        ]

    def __str__(self) -> str:
        """What tells one citation from another in a list: ``A report · News, 2026-05-01 · news.example · press-1``."""
        said = ", ".join(part for part in (self.publisher, self.published_on) if part)
        return " · ".join(part for part in (self.title, said, host_of(self.url), self.key) if part)

    def clean(self) -> None:
        if self.url:
            try:
                check_source_url(self.url)
            except LinkRefused as refusal:
                raise ValidationError({"url": refusal.said(gettext)}) from refusal
        elif self.kind != SourceKind.DOCUMENT:
            raise ValidationError({"url": _("Only a source of kind “document” has no address.")})
        if len(self.quote.split()) > QUOTE_WORDS:
            raise ValidationError({"quote": _("A quote has at most 30 words.")})
