"""Links to a draft: made, found again, revoked.

A link shows what was shared, and nothing that was written since. It ends when its days are over, when somebody revokes
it, and when the subject is submitted anew or printed: then there is something newer to be shown.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db import transaction

from operators.admin.draft import draft_of
from operators.admin.status import Status
from operators.models.printed import Edition
from operators.models.working import DraftLink, FaqEntry, Operator, Policy, Submission
from operators.publishing import record_verb
from operators.vocabulary import SubjectKind

SUBJECTS: dict[str, Any] = {SubjectKind.POLICY: Policy, SubjectKind.OPERATOR: Operator, SubjectKind.FAQ: FaqEntry}


class NoSuchLink(LookupError):
    """Nobody ever made a link of that name."""


class LinkEnded(LookupError):
    """It was a link, and it no longer shows anything."""


def _signer() -> Signer:
    return Signer(salt="operators.draft-link", sep=".")


@transaction.atomic
def share(status: Status, *, by: User, now: datetime) -> DraftLink:
    """A link to the working copy as it stands. Links of the subject that are over are forgotten, with their texts."""
    subject = status.subject
    mine = DraftLink.objects.filter(kind=subject.KIND, slug=subject.slug)
    mine.filter(expires_at__lte=now).delete()
    link = DraftLink.objects.create(
        key=secrets.token_urlsafe(24),
        kind=subject.KIND,
        slug=subject.slug,
        version=subject.version,
        draft=draft_of(status).kept(),
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=settings.KB_DRAFT_LINK_DAYS),
    )
    _record("share", link, by=by, now=now, until=link.expires_at.isoformat())
    return link


@transaction.atomic
def revoke(link: DraftLink, *, by: User, now: datetime) -> None:
    """From now on it shows nothing; what it showed is forgotten at once."""
    link.revoked_at, link.draft = now, {}
    link.save(update_fields=["revoked_at", "draft"])
    _record("revoke", link, by=by, now=now)


def _record(verb: str, link: DraftLink, *, by: User, now: datetime, **details: Any) -> None:
    """Which link it was is told by its number: its key would let whoever reads the log in."""
    about: dict[str, Any] = {"noun": str(link.kind), "key": link.slug, "version": link.version}
    record_verb(verb, **about, by=by, now=now, link=link.pk, **details)


def token(link: DraftLink) -> str:
    """The part of the address that nobody can guess: a random key, and a signature without which none is looked up."""
    return _signer().sign(link.key)


def find(written: str, *, now: datetime) -> DraftLink:
    """The link of a token. Raises NoSuchLink, LinkEnded."""
    try:
        key = _signer().unsign(written)
    except BadSignature as error:
        raise NoSuchLink from error
    link = DraftLink.objects.filter(key=key).first()
    if link is None or not settings.KB_DRAFT_LINK_DAYS or not is_open(link, now=now):
        raise LinkEnded
    return link


def is_open(link: DraftLink, *, now: datetime) -> bool:
    if link.revoked_at is not None or link.expires_at <= now:
        return False
    about = {"kind": link.kind, "slug": link.slug}
    return (
        SUBJECTS[link.kind].objects.filter(slug=link.slug).exists()
        and not Edition.objects.filter(**about, published_at__gt=link.created_at).exists()
        and not Submission.objects.filter(**about, submitted_at__gt=link.created_at).exists()
    )


def open_links(subject: Any, *, now: datetime) -> list[DraftLink]:
    """Those that still show something, newest first."""
    rows = DraftLink.objects.filter(kind=subject.KIND, slug=subject.slug, revoked_at=None, expires_at__gt=now)
    return [link for link in rows.defer("draft").select_related("created_by") if is_open(link, now=now)]
