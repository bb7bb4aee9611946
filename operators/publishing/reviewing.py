"""``submit``, ``return_to_editor`` and ``revert``: what happens between writing and printing."""

import json
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.models.printed import Edition, EditionText
from operators.models.working import Question, Source, Submission
from operators.models.working.subject import Subject
from operators.publishing import chain, edits, gaps
from operators.publishing.errors import StaleVersion, WrongState
from operators.publishing.merge import entry_of
from operators.publishing.printing import PUBLISH, lock, need
from operators.publishing.recording import record_verb
from operators.publishing.restore import BadContent, restore_question, restore_source, restore_subject
from operators.publishing.snapshot import question_data, snapshot, source_data

SUBMIT = "operators.add_submission"


@transaction.atomic
def submit(subject: Subject, *, version: int, by: User, now: datetime, note: str = "") -> Submission:
    """Hand in exactly this version for review. An earlier open submission of the same subject is superseded.

    Raises StaleVersion when the working copy has moved on since ``version``.
    """
    need(by, SUBMIT)
    subject = lock(subject)
    if subject.version != version:
        raise StaleVersion(_("Somebody saved a newer version meanwhile; look at it before you submit."))
    Submission.objects.filter(kind=subject.KIND, slug=subject.slug, state="open").update(state="superseded")
    submission = Submission.objects.create(
        kind=subject.KIND,
        slug=subject.slug,
        version=version,
        content_hash=chain.content_hash(snapshot(subject)),
        note=note,
        submitted_by=by,
        submitted_at=now,
    )
    _record("submit", submission, by=by, now=now, message=note)
    return submission


@transaction.atomic
def return_to_editor(subject: Subject, *, by: User, now: datetime, message: str) -> Submission:
    """Give an open submission back with a message. Raises WrongState when none is open or the message is empty."""
    need(by, PUBLISH)
    if not message.strip():
        raise WrongState(_("Say what should be changed."))
    lock(subject)
    mine = Submission.objects.filter(kind=subject.KIND, slug=subject.slug)
    found = mine.select_for_update().filter(state="open").first()
    if found is None:
        raise WrongState(_decided(mine.select_related("decided_by").first()))
    found.state, found.decided_by, found.decided_at, found.message = "returned", by, now, message
    found.save()
    _record("return", found, by=by, now=now, message=message)
    return found


def _record(verb: str, submission: Submission, *, by: User, now: datetime, message: str) -> None:
    record_verb(
        verb,
        noun=str(submission.kind),
        key=submission.slug,
        by=by,
        now=now,
        version=submission.version,
        content_hash=submission.content_hash,
        message=message,
    )


def _decided(last: Submission | None) -> str:
    if last is None or last.decided_by is None:
        return _("Nothing is waiting for review here.")
    about = {"who": last.decided_by.get_username(), "version": last.version}
    if last.state == "published":
        return _("Nothing is waiting for review here: %(who)s has published version %(version)s.") % about
    return _("Nothing is waiting for review here: %(who)s has returned version %(version)s.") % about


def edition_data(edition: Edition) -> dict[str, Any]:
    """An edition as a snapshot again: ``{"kind", "entry", "edition", "questions", "sources"}``."""
    documents = {text.language: json.loads(text.document) for text in EditionText.objects.filter(edition=edition)}
    return entry_of(documents, edition)


@transaction.atomic
def revert(subject: Subject, *, number: int, by: User, now: datetime) -> Subject:
    """Load edition ``number`` back into the working copy. It is an edit, reviewed like any other.

    Reverting to the live edition discards the changes. Questions and sources are shared: those that exist keep their
    present wording, those that were deleted come back. Raises WrongState for a number that is no edition with a text,
    and where the edition names an answer that its question no longer has.
    """
    need(by, SUBMIT)
    subject = lock(subject)
    edition = Edition.objects.filter(kind=subject.KIND, slug=subject.slug, number=number, tombstone=False).first()
    if edition is None:
        raise WrongState(_("There is no edition %(number)s to go back to.") % {"number": number})
    gaps.remember(subject, str(subject.KIND), subject.slug)
    data = edition_data(edition)
    bring_back(data, by=by, now=now)
    try:
        restored = restore_subject(subject.KIND, data["entry"], data["edition"])
    except BadContent as error:
        raise WrongState(str(error)) from error
    edits.record_edit(restored, by=by, now=now, what=f"reverted to {number}"[:20], bump=False, together=True)
    record_verb(
        "revert", noun=str(subject.KIND), key=subject.slug, by=by, now=now, version=restored.version, edition=number
    )
    return restored


def bring_back(data: dict[str, Any], *, by: User, now: datetime) -> None:
    """The sources and questions of a snapshot that were deleted since; those that exist keep their present wording."""
    for source in data["sources"]:
        if not Source.objects.filter(key=source["key"]).exists():
            edits.record_edit(restore_source(source), by=by, now=now, what="brought back", bump=False)
    _missing_questions(data["questions"], by, now)


def _missing_questions(questions: list[dict[str, Any]], by: User, now: datetime) -> None:
    for data in questions:  # parents stand before their children
        existing = Question.objects.filter(key=data["key"]).first()
        if existing is None:
            taken = set(Question.objects.values_list("position", flat=True))
            position = data["position"]
            while position in taken:
                position += 1
            made = restore_question({**data, "position": position})
            edits.record_edit(made, by=by, now=now, what="brought back", bump=False)


__all__ = ["edition_data", "question_data", "return_to_editor", "revert", "source_data", "submit"]
