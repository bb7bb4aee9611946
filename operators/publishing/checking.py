"""``verify``: a look at whether a policy still holds. It prints no edition, but moves the revision."""

from datetime import date, datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.models.printed import Verification
from operators.publishing import derive, revision
from operators.publishing.context import last_edition
from operators.publishing.errors import FourEyes, WrongState
from operators.publishing.printing import PUBLISH, need, refuse_bad_texts
from operators.publishing.recording import record_verb
from operators.vocabulary import COUNTRIES, VerificationOutcome

VERIFY = "operators.add_verification"


@transaction.atomic
def verify(
    *,
    policy: str,
    day: date,
    outcome: VerificationOutcome,
    by: User,
    now: datetime,
    source: str = "",
    note: str = "",
    origin: str = "",
) -> Verification:
    """Note a check of a published policy. It counts at once where four eyes are off or it came with a content pack;
    else it is a proposal for ``confirm``.

    Raises WrongState for a policy that was never published or a day that has not come,
    GateRefused for a link in the note that is not official.
    """
    need(by, VERIFY)
    taken = revision.take()
    edition = last_edition("policy", policy)
    if edition is None:
        raise WrongState(_("“%(policy)s” was never published, so there is nothing to check.") % {"policy": policy})
    if day > COUNTRIES[edition.country].today(now):
        raise WrongState(_("A check cannot be of a day that has not come."))
    refuse_bad_texts("note", {"": note}, now)
    alone = not settings.KB_FOUR_EYES or bool(origin)
    found = Verification.objects.create(
        policy=policy,
        day=day,
        outcome=outcome,
        source=source,
        note=note,
        by=by,
        at=now,
        confirmed_by=by if alone else None,
        confirmed_at=now if alone else None,
    )
    _record("verify", found, by=by, now=now, message=note)
    if alone:
        derive.refresh_freshness(policy)
        revision.advance(taken)
    return found


@transaction.atomic
def confirm(verification: Verification, *, by: User, now: datetime) -> Verification:
    """A Reviewer who did not make the check confirms it: from now on it counts. Raises FourEyes, WrongState."""
    need(by, PUBLISH)
    taken = revision.take()
    fresh = Verification.objects.select_for_update().get(pk=verification.pk)
    if fresh.confirmed_at is not None:
        raise WrongState(_("It has been confirmed already."))
    if settings.KB_FOUR_EYES and fresh.by_id == by.pk:
        raise FourEyes(_("Whoever made a check cannot confirm it; ask another reviewer."))
    fresh.confirmed_by, fresh.confirmed_at = by, now
    fresh.save(update_fields=["confirmed_by", "confirmed_at"])
    _record("confirm", fresh, by=by, now=now)
    derive.refresh_freshness(fresh.policy)
    revision.advance(taken)
    return fresh


def _record(verb: str, check: Verification, *, by: User, now: datetime, message: str = "") -> None:
    record_verb(
        verb,
        noun="policy",
        key=check.policy,
        by=by,
        now=now,
        message=message,
        day=check.day.isoformat(),
        outcome=str(check.outcome),
        source=check.source,
    )
