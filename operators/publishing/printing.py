"""``publish``: an edition of exactly what was reviewed. With ``withdrawing`` it is all that writes an edition."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.models.printed import Edition, EditionText
from operators.models.working import FaqEntry, Operator, Policy, Submission
from operators.models.working.subject import Subject
from operators.publishing import chain, change_log, derive, edits, revision
from operators.publishing.context import (
    LiveOperators,
    gate_context,
    last_edition,
    names_in,
)
from operators.publishing.document import document, list_form
from operators.publishing.effect import turned_outcomes
from operators.publishing.errors import FourEyes, GateRefused, NotAllowed, StaleVersion, WrongState
from operators.publishing.gate import BEHIND_WITHDRAWAL, Problem, check
from operators.publishing.gate_texts import text_findings
from operators.publishing.recording import record_verb
from operators.publishing.snapshot import Data, snapshot
from operators.vocabulary import COUNTRIES, LANGUAGES, SubjectKind, Translations

MODELS: dict[str, type[Subject]] = {
    SubjectKind.OPERATOR: Operator,
    SubjectKind.POLICY: Policy,
    SubjectKind.FAQ: FaqEntry,
}
PUBLISH = "operators.publish_edition"


def need(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise NotAllowed(
            _("%(who)s lacks the permission “%(permission)s”.") % {"who": by.get_username(), "permission": permission}
        )


def lock(subject: Subject) -> Any:
    """The row of ``subject`` as it is now, locked until the transaction ends."""
    fresh = type(subject)._default_manager.select_for_update().filter(pk=subject.pk).first()
    if fresh is None:
        raise WrongState(_("It was deleted meanwhile."))
    return fresh


def look(subject: Subject, *, now: datetime) -> tuple[Data, list[Problem]]:
    """The snapshot of a working copy and what the gate says of it, without changing anything."""
    data = snapshot(subject)
    return data, problems_of(subject, data, live=LiveOperators(now), turned=turned_outcomes(data, now=now))


def problems_of(subject: Subject, data: Data, *, live: LiveOperators, turned: tuple[str, ...]) -> list[Problem]:
    """What the gate says of a snapshot, for a page that has read the world and looked for turned outcomes already."""
    return check(data, gate_context(subject, data, live=live, turned=turned))


@transaction.atomic
def publish(
    subject: Subject,
    *,
    version: int,
    content_hash: str,
    by: User,
    now: datetime,
    reason: str = "",
    cleared: Iterable[str] = (),
    origin: str = "",
    after: int | None = None,
) -> Edition:
    """Print an edition of exactly the working copy that the reviewer saw.

    ``version`` and ``content_hash`` are what the review page carried. ``reason`` is typed by the reviewer when there
    are warnings; ``cleared`` names each host, number or address that is new. ``origin`` says where a content pack's
    editions came from; a pack has no author here, so four eyes do not apply to it, and the edition says so. ``after``
    is the number of the last edition that the reviewer saw (0: none), so that nothing printed or withdrawn meanwhile is
    passed over.

    Raises StaleVersion, FourEyes, NotAllowed, GateRefused (with every problem); then nothing has changed.
    """
    need(by, PUBLISH)
    taken = revision.take()
    subject = lock(subject)
    data, problems = look(subject, now=now)
    if subject.version != version or chain.content_hash(data) != content_hash:
        raise StaleVersion(_("The working copy has changed since it was reviewed; look at it again."))
    last = last_edition(subject.KIND, subject.slug)
    mine = Submission.objects.filter(kind=subject.KIND, slug=subject.slug)
    submission = mine.select_for_update().filter(state="open").first()
    if submission is None:
        _refuse_what_is_done(mine.filter(content_hash=content_hash).first(), last, content_hash)
    refuse_unseen(last, after)
    four_eyes = bool(settings.KB_FOUR_EYES) and not origin
    if four_eyes:
        _four_eyes(data, last, submission, content_hash, by)
    cleared = frozenset(cleared)
    standing = unresolved(problems, reason=reason, cleared=cleared)
    if origin:  # a pack's earlier editions come first, and a later one may lift the withdrawal
        standing = [problem for problem in standing if problem.code != BEHIND_WITHDRAWAL]
    if standing:
        raise GateRefused(standing)
    edition = _print(
        data,
        subject=subject,
        taken=taken,
        last=last,
        published_at=now,
        published_by=by.get_username(),
        submitted_by=submission.submitted_by.get_username() if submission else "",
        four_eyes=four_eyes,
        origin=origin,
        accepted_warnings=sorted({problem.code for problem in problems if not problem.refuses}),
        acceptance_reason=reason,
        content_hash=content_hash,
        names=names_in(data, now),
    )
    _close(submission, by=by, now=now)
    about: dict[str, Any] = {"noun": edition.kind, "key": edition.slug, "by": by, "now": now, "version": version}
    about |= {"edition": edition.number, "content_hash": content_hash}
    for name in sorted({problem.clears for problem in problems if problem.clears and problem.clears in cleared}):
        record_verb("clear", **about, message=name)
    record_verb("publish", **about, message=reason, warnings=edition.accepted_warnings, origin=origin)
    return edition


def unresolved(problems: list[Problem], *, reason: str, cleared: Iterable[str]) -> list[Problem]:
    """What still stands in the way: refusals, warnings without a reason, hosts and numbers that nobody cleared."""
    names = set(cleared)
    return [
        problem
        for problem in problems
        if problem.refuses or (problem.clears not in names if problem.clears else not reason.strip())
    ]


def _refuse_what_is_done(decided: Submission | None, last: Edition | None, content_hash: str) -> None:
    """A second click, or a second reviewer, finds that somebody was there first. Raises WrongState, StaleVersion."""
    if last is not None and not last.tombstone and last.content_hash == content_hash:
        raise WrongState(
            _("%(published_by)s has published exactly this as edition %(number)s; nothing was printed twice.")
            % {"published_by": last.published_by, "number": last.number}
        )
    if decided is not None and decided.state == "returned" and decided.decided_by is not None:
        who = decided.decided_by.get_username()
        raise StaleVersion(
            _("%(who)s has returned this version meanwhile; it has to be submitted again.") % {"who": who}
        )


def _four_eyes(data: Data, last: Edition | None, submission: Submission | None, content_hash: str, by: User) -> None:
    if submission is None or submission.content_hash != content_hash:
        raise StaleVersion(_("This version has not been submitted for review."))
    if submission.submitted_by_id == by.pk or by.pk in edits.editors_of(data, last):
        raise FourEyes(_("Whoever edited or submitted this cannot publish it; ask another reviewer."))


def _close(submission: Submission | None, *, by: User, now: datetime) -> None:
    if submission is not None:
        submission.state, submission.decided_by, submission.decided_at = "published", by, now
        submission.save(update_fields=["state", "decided_by", "decided_at"])


def _print(data: Data, *, subject: Subject, taken: revision.Revision, last: Edition | None, names: dict[str, str],
           published_at: datetime, **columns: Any) -> Edition:  # fmt: skip
    """Write the edition, its texts, what is derived from it, and the moved revision."""
    country = COUNTRIES[subject.country]
    edition_data = data["edition"]
    day = date.fromisoformat(edition_data["effective_from"])
    edition = Edition(
        kind=str(subject.KIND),
        slug=subject.slug,
        number=last.number + 1 if last else 1,
        revision=taken.number,
        country=subject.country,
        effective_from=day,
        effective_basis=edition_data["effective_basis"],
        published_at=published_at,
        public_at=max(published_at, country.midnight(day)),
        significance=edition_data["significance"],
        note=edition_data.get("note", {}),
        review_every_days=data["entry"].get("review_every_days"),
        previous_hash=taken.head,
        **columns,
    )
    texts = []
    for language in LANGUAGES:
        full = document(data, language, names)
        texts.append(EditionText(language=language, document=dumps(full), summary=dumps(list_form(full))))
    return write(edition, texts, taken)


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write(edition: Edition, texts: list[EditionText], taken: revision.Revision) -> Edition:
    """Seal an edition with its hash and write it, what is derived from it, and the moved revision."""
    edition.hash = chain.edition_hash(edition, texts)
    edition.save()
    for text in texts:
        text.edition = edition
        text.save()
    derive.derive_edition(edition, texts)
    derive.rebuild_listing(edition.kind, edition.slug)
    change_log.rebuild_changes(edition.kind, edition.slug)
    revision.advance(taken, head=edition.hash)
    return edition


def refuse_unseen(last: Edition | None, seen: int | None) -> None:
    """Raises StaleVersion where an edition or a withdrawal was printed after the one that somebody saw."""
    if seen is None or seen == (last.number if last else 0):
        return
    about = {"who": last.published_by if last else "", "number": last.number if last else 0}
    if last is not None and last.tombstone:
        raise StaleVersion(_("%(who)s has withdrawn it meanwhile; nothing was done.") % about)
    raise StaleVersion(_("%(who)s has published edition %(number)s meanwhile; nothing was done.") % about)


def refuse_bad_texts(where: str, texts: Translations, now: datetime) -> None:
    """Hold a text that no snapshot has to the link policy too. Raises GateRefused."""
    official = LiveOperators(now).official
    found = [
        Problem(code, f"{where}.{language}".rstrip("."), message)
        for language, text in texts.items()
        for code, message in text_findings(text, official)
    ]
    if found:
        raise GateRefused(found)
