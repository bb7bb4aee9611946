"""What lists filter by and what search finds: derived at publication, rebuilt by ``manage.py reindex``.

Nothing here is the truth; ``verify_editions`` compares it with the documents.
"""

from django.db import models

from operators.models.printed.edition import Edition
from operators.models.printed.tokens import TokensField


class Listing(models.Model):
    """One row for a subject and a day from which something applies: the edition (or tombstone) that applies then.

    ``ends_on`` is the day from which the next row applies (half-open), ``ends_at`` its local midnight. Rows are
    derived for the future too; readers ask for ``public_at <= now``.
    """

    kind = models.CharField(max_length=10)
    slug = models.CharField(max_length=80)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.BooleanField(default=False)
    effective_from = models.DateField()
    public_at = models.DateTimeField()
    ends_on = models.DateField(null=True)
    ends_at = models.DateTimeField(null=True)
    country = models.CharField(max_length=2)
    operator = models.CharField(max_length=80, blank=True)
    topic = models.CharField(max_length=16, blank=True)
    line_type = models.CharField(max_length=10, blank=True)
    online_support = models.CharField(max_length=8, blank=True)
    store_visit = models.CharField(max_length=10, blank=True)
    category = models.CharField(max_length=12, blank=True)
    sort = models.CharField(max_length=16, blank=True)
    """``network`` … of an operator, ``question`` … of an FAQ entry: what their lists call ``kind``."""
    position = models.PositiveIntegerField(default=0)
    verified_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)

    class Meta:
        ordering = ["kind", "position", "slug"]
        indexes = [
            models.Index(fields=["kind", "position", "slug", "public_at"], name="listing_in_order"),
            models.Index(fields=["kind", "slug", "effective_from"], name="listing_by_slug"),
            models.Index(fields=["kind", "operator", "topic", "line_type"], name="listing_by_operator"),
            models.Index(fields=["kind", "topic", "slug"], name="listing_by_topic"),
            models.Index(fields=["kind", "public_at"], name="listing_by_public_at"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug", "effective_from"], name="listing_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug} from {self.effective_from}"


class ListingChannel(models.Model):
    """A channel by which a policy's request can be made, for the filter ``channel``."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="channels")
    channel = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "channel"], name="listingchannel_once")]
        indexes = [models.Index(fields=["channel", "listing"], name="listingchannel_by_channel")]

    def __str__(self) -> str:
        return self.channel


class ListingPolicy(models.Model):
    """A policy that an FAQ entry is about, for the filter ``topic``. A slug: the policy may not be published yet."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="policies")
    policy = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["listing", "policy"], name="listingpolicy_once")]
        indexes = [models.Index(fields=["policy", "listing"], name="listingpolicy_by_policy")]

    def __str__(self) -> str:
        return self.policy


class EditionFact(models.Model):
    """One fact of an edition in one language, as ``facts/`` gives it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="facts")
    language = models.CharField(max_length=12)
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=40)
    standing = models.CharField(max_length=12)
    document = models.TextField()

    class Meta:
        ordering = ["edition_id", "position"]
        indexes = [models.Index(fields=["language", "key", "edition"], name="editionfact_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["edition", "language", "position"], name="editionfact_position_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.language}"


class EditionSource(models.Model):
    """One source that an edition cites: what ``sources/`` counts, and which hosts have been cleared before."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sources")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=80)
    url = models.CharField(max_length=600, blank=True)
    host = models.CharField(max_length=253, blank=True)
    kind = models.CharField(max_length=16, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    document = models.TextField()

    class Meta:
        ordering = ["edition_id", "number"]
        indexes = [
            models.Index(fields=["host"], name="editionsource_by_host"),
            models.Index(fields=["key"], name="editionsource_by_key"),
        ]
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="editionsource_number_once")]

    def __str__(self) -> str:
        return self.key


class SearchEntry(models.Model):
    """What search finds of an edition in one language, while it applies: its words, and what they are filtered by.

    ``id`` is made of the edition's revision and the language, so that newer comes after older on every database.
    ``tokens`` is what is looked into; ``zones`` holds those of the title and, on a second line, of title and lead.
    """

    id = models.BigIntegerField(primary_key=True)
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="search_entries")
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    slug = models.CharField(max_length=80)
    country = models.CharField(max_length=2)
    operator = models.CharField(max_length=80, blank=True)
    operator_name = models.CharField(max_length=200, blank=True)
    public_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    number = models.PositiveIntegerField()
    position = models.PositiveIntegerField(default=0)
    title = models.TextField()
    zones = models.TextField()
    lead = models.TextField()
    """The summary and what stands in headings, a line each, without Markdown."""
    body = models.TextField()
    fallbacks = models.JSONField(default=dict)
    """Lines that came from another language: ``{"title": "es", "0": "es"}``; lines of lead and body count on."""
    tokens = TokensField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["edition", "language"], name="searchentry_language_once")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word of a title or lead, for suggestions. It may not be public: what is suggested is looked up first."""

    language = models.CharField(max_length=12)
    first = models.CharField(max_length=1)
    length = models.PositiveIntegerField()
    word = models.CharField(max_length=40)

    class Meta:
        ordering = ["language", "word"]
        indexes = [models.Index(fields=["language", "first", "length"], name="searchword_by_shape")]
        constraints = [models.UniqueConstraint(fields=["language", "word"], name="searchword_once")]

    def __str__(self) -> str:
        return self.word
