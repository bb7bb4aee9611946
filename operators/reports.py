"""``receive``: the one thing that a reader may write: text from a stranger, bounded, inert, and nothing about them.

Whoever calls it passes on no address, cookie or header: there is no column for one.
"""

import hashlib
import re
import unicodedata
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from operators.editions import printed_editions
from operators.models.printed import CorrectionReport
from operators.vocabulary import LANGUAGES, ReportState, SubjectKind

TEXT_LENGTH, URL_LENGTH, CONTACT_LENGTH = 4000, 600, 200
LINES = 200
# What reorders or hides text before the eyes of whoever reads it; line ends and tabs are wanted in a text.
_REORDERS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SLUG = re.compile(r"[a-z0-9_-]{1,80}\Z")
_ADDRESS = re.compile(r"https?://[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?\Z", re.IGNORECASE)


class ReportRefused(ValueError):
    """Nothing was kept. ``field`` names what is wrong and ``code`` how; the door says it in the reader's words."""

    def __init__(self, field: str, code: str) -> None:
        super().__init__(f"{field}: {code}")
        self.field, self.code = field, code


def receive(
    *,
    kind: str,
    slug: str,
    edition: int,
    language: str,
    text: str,
    now: datetime,
    source_url: str = "",
    contact: str = "",
) -> CorrectionReport:
    """Keep what a reader says is wrong on the page of a published edition, for the editors' queue.

    The same text about the same page counts once: the first report is given back. Raises ReportRefused with one of the
    codes ``unknown``, ``empty``, ``too_long``, ``unreadable`` (control characters), ``not_an_address`` and ``too_many``
    (the queue is full for today; nothing is wrong with the report).
    """
    text = _normal("text", text, TEXT_LENGTH, lines=True)
    source_url = _normal("source_url", source_url, URL_LENGTH)
    contact = _normal("contact", contact, CONTACT_LENGTH)
    if not text:
        raise ReportRefused("text", "empty")
    if source_url and not _ADDRESS.match(source_url):
        raise ReportRefused("source_url", "not_an_address")
    if language not in LANGUAGES:
        raise ReportRefused("language", "unknown")
    _published(kind, slug, edition, now)
    digest = hashlib.sha256("\0".join((kind, slug, " ".join(text.casefold().split()))).encode()).hexdigest()
    with transaction.atomic():
        before = CorrectionReport.objects.filter(digest=digest).first()
        if before is not None:
            return before
        _room(now)
        columns = {"kind": kind, "slug": slug, "edition": edition, "language": language, "text": text}
        columns |= {"source_url": source_url, "contact": contact, "received_at": now}
        # Two at the same instant: the database keeps one of them, and both callers get that one.
        return CorrectionReport.objects.get_or_create(digest=digest, defaults=columns)[0]


def _normal(field: str, value: str, longest: int, *, lines: bool = False) -> str:
    """NFC with Unix line ends. Refused before it is looked at closely: what is too long, or hides something."""
    if len(value) > 2 * longest:
        raise ReportRefused(field, "too_long")
    value = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(value) > longest or value.count("\n") > LINES:
        raise ReportRefused(field, "too_long")
    allowed = "\n\t" if lines else ""
    hidden = any(unicodedata.category(one) in ("Cc", "Cs") for one in value if one not in allowed)
    if hidden or _REORDERS.search(value):
        raise ReportRefused(field, "unreadable")
    return value


def _published(kind: str, slug: str, edition: int, now: datetime) -> None:
    """Only about what a reader can have seen: a text that is public and has not been withdrawn."""
    if kind not in list(SubjectKind):
        raise ReportRefused("kind", "unknown")
    if not isinstance(edition, int) or not 1 <= edition < 2**31:
        raise ReportRefused("edition", "unknown")
    shown = printed_editions(kind, now=now).filter(slug=slug, tombstone=False, buried=False)
    if not _SLUG.match(slug) or not shown.exists():
        raise ReportRefused("slug", "unknown")
    if not shown.filter(number=edition).exists():
        raise ReportRefused("edition", "unknown")


def _room(now: datetime) -> None:
    """The queue is bounded by the day and as a whole, whoever writes: no more comes in than people can read."""
    waiting = CorrectionReport.objects.filter(state=ReportState.OPEN)
    today = waiting.filter(received_at__gt=now - timedelta(days=1)).count()
    if today >= settings.KB_REPORTS_A_DAY or waiting.count() >= settings.KB_REPORTS_WAITING:
        raise ReportRefused("", "too_many")
