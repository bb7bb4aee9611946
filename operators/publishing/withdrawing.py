"""``withdraw``: wrong advice is taken away, and those who come for it are told why."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.models.printed import Edition, Listing
from operators.models.working import Submission
from operators.publishing import revision
from operators.publishing.context import current_listings, last_edition, live_edition, waiting_edition
from operators.publishing.errors import WrongState
from operators.publishing.printing import PUBLISH, need, refuse_bad_texts, refuse_unseen, write
from operators.publishing.recording import record_verb
from operators.vocabulary import COUNTRIES, EffectiveBasis, Significance, SubjectKind, Translations


@transaction.atomic
def withdraw(
    *,
    kind: str,
    slug: str,
    because: Translations,
    by: User,
    now: datetime,
    replaced_by: str = "",
    from_day: date | None = None,
    after: int | None = None,
) -> Edition:
    """Print a tombstone: taking wrong advice away must be quick, so one Reviewer is enough.

    What waits for review is superseded: whoever reviewed it weighed a change of what was live, not its return.

    ``from_day`` is the day on which a rule ended; without it the tombstone has the withdrawn edition's own day, as
    if that edition had never been right. ``after`` is the number of the last edition that the reviewer saw. Raises
    StaleVersion where there is a newer one, WrongState where nothing is live, a reason is missing, or an operator
    still has live policies, and GateRefused for a link in the reason that is not official.
    """
    need(by, PUBLISH)
    taken = revision.take()
    live = live_edition(kind, slug, now) or waiting_edition(kind, slug, now)
    last = last_edition(kind, slug)
    refuse_unseen(last, after)
    if live is None or last is None:
        raise WrongState(_("Nothing is published at “%(slug)s” that could be withdrawn.") % {"slug": slug})
    if not any(text.strip() for text in because.values()):
        raise WrongState(_("Say why it is withdrawn: readers who come for it are told."))
    if kind == SubjectKind.OPERATOR:
        _refuse_live_policies(slug, now)
    refuse_bad_texts("because", because, now)
    _refuse_replacement(kind, slug, replaced_by, now)
    day = _end(live, from_day)
    edition = Edition(
        kind=kind,
        slug=slug,
        number=last.number + 1,
        revision=taken.number,
        country=live.country,
        effective_from=day,
        effective_basis=EffectiveBasis.STATED if from_day else live.effective_basis,
        published_at=now,
        public_at=max(now, COUNTRIES[live.country].midnight(day)),
        published_by=by.get_username(),
        four_eyes=False,
        significance=Significance.POLICY_CHANGED if from_day else Significance.CORRECTION,
        tombstone=True,
        withdrawn_because=because,
        replaced_by=replaced_by,
        previous_hash=taken.head,
    )
    record_verb(
        "withdraw",
        noun=kind,
        key=slug,
        by=by,
        now=now,
        edition=edition.number,
        message=next(text for text in because.values() if text.strip()),
        because=because,
        replaced_by=replaced_by,
    )
    Submission.objects.filter(kind=kind, slug=slug, state="open").update(state="superseded")
    return write(edition, [], taken)


def _refuse_live_policies(operator: str, now: datetime) -> None:
    live = {row.slug for row in current_listings("policy", now) if row.operator == operator}
    to_come = Listing.objects.filter(kind="policy", operator=operator, public_at__gt=now, withdrawn=False)
    if policies := sorted(live | set(to_come.values_list("slug", flat=True))):
        raise WrongState(
            _("“%(slug)s” has policies that are live or wait for their day: %(policies)s. Withdraw those first.")
            % {"slug": operator, "policies": ", ".join(policies)}
        )


def _refuse_replacement(kind: str, slug: str, replaced_by: str, now: datetime) -> None:
    if replaced_by and (replaced_by == slug or live_edition(kind, replaced_by, now) is None):
        raise WrongState(
            _("“%(replaced_by)s” is not published, so it cannot be what to read instead.")
            % {"replaced_by": replaced_by}
        )


def _end(live: Edition, from_day: date | None) -> date:
    day = from_day or live.effective_from
    if day < live.effective_from:
        raise WrongState(
            _("The edition applies from %(effective_from)s; it cannot have ended before.")
            % {"effective_from": live.effective_from}
        )
    return day
