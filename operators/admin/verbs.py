"""The verbs as buttons: for each, who sees it, the form that it needs, and the one call that it makes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from operators.admin.status import Status
from operators.admin.verb_forms import PublishForm, ReturnForm, RevertForm, SubmitForm, VerifyForm, WithdrawForm
from operators.admin.words import day
from operators.publishing import (
    Problem,
    StaleVersion,
    look,
    publish,
    return_to_editor,
    revert,
    submit,
    verify,
    withdraw,
)
from operators.publishing.printing import lock
from operators.vocabulary import COUNTRIES, SubjectKind

PUBLISH = "operators.publish_edition"
SUBMIT = "operators.add_submission"
VERIFY = "operators.add_verification"

Answers = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Verb:
    """``form(status, data)`` builds the form (``data`` None: as it stands on the page); ``act(status, answers, by)``
    makes the call and gives a sentence for the editor. ``fits(status)`` says whether there is anything to do.
    """

    name: str
    label: Any
    permission: str
    form: Callable[[Status, Any], forms.Form]
    act: Callable[[Status, Answers, Any], str]
    fits: Callable[[Status], bool]
    explains: Any = ""
    danger: bool = False


def seen(status: Status) -> dict[str, Any]:
    """What a form carries of what its reader saw."""
    return {
        "version": status.subject.version,
        "content_hash": status.content_hash,
        "edition": status.last.number if status.last else 0,
    }


def as_seen_now(status: Status, data: Any) -> Any:
    """Posted data, moved on to what is now shown: only after a refusal, when the page is drawn anew."""
    renewed = data.copy()
    for name, value in seen(status).items():
        renewed[name] = str(value)
    return renewed


def unchanged(status: Status, answers: Answers) -> None:
    """Raises StaleVersion unless the working copy, its questions and sources included, is as it was seen."""
    if answers.get("version") != lock(status.subject).version or answers.get("content_hash") != status.content_hash:
        raise StaleVersion(_("It has changed since you looked; here is how it stands now. Nothing was done."))


def _submit(status: Status, answers: Answers, by: Any) -> str:
    unchanged(status, answers)
    submit(status.subject, version=answers["version"], by=by, now=status.now, note=answers["note"])
    return _("Version %(version)s waits for review.") % {"version": answers["version"]}


def _return(status: Status, answers: Answers, by: Any) -> str:
    unchanged(status, answers)
    return_to_editor(status.subject, by=by, now=status.now, message=answers["message"])
    return _("It went back with your message.")


def _publish(status: Status, answers: Answers, by: Any) -> str:
    edition = publish(
        status.subject,
        version=answers["version"] or 0,
        content_hash=answers["content_hash"],
        by=by,
        now=status.now,
        reason=answers["reason"],
        cleared=answers["cleared"],
        after=answers["edition"],
    )
    return _("Edition %(number)s is printed and applies from %(day)s.") % {
        "number": edition.number,
        "day": edition.effective_from,
    }


def _withdraw(status: Status, answers: Answers, by: Any) -> str:
    tombstone = withdraw(
        kind=str(status.subject.KIND),
        slug=status.subject.slug,
        because=answers["because"],
        by=by,
        now=status.now,
        replaced_by=answers["replaced_by"],
        from_day=answers["from_day"],
        after=answers["edition"],
    )
    if tombstone.public_at > status.now:
        return _("The withdrawal is printed and waits for %(day)s; until then readers see what they see now.") % {
            "day": day(tombstone.effective_from)
        }
    return _("It is withdrawn; readers are told why.")


def _revert(status: Status, answers: Answers, by: Any) -> str:
    if lock(status.subject).version != answers["version"]:
        raise StaleVersion(_("Somebody saved it meanwhile; look at that version first. Nothing was done."))
    revert(status.subject, number=answers["number"], by=by, now=status.now)
    return _("The working copy is edition %(number)s again. It still has to be reviewed.") % {
        "number": answers["number"]
    }


def _verify(status: Status, answers: Answers, by: Any) -> str:
    found = verify(policy=status.subject.slug, by=by, now=status.now, **answers)
    if found.confirmed_at:
        return _("The check counts.")
    return _("The check is noted; a reviewer who did not make it confirms it.")


def _verify_form(status: Status, data: Any) -> forms.Form:
    today = COUNTRIES[status.subject.country].today(status.now)
    return VerifyForm(data, initial={"day": today}, auto_id="verify-%s")


def publish_form(status: Status, data: Any, problems: list[Problem] | None = None) -> PublishForm:
    """The form of the review page; its boxes are what the gate asks to be cleared."""
    if problems is None:
        problems = look(status.subject, now=status.now)[1]
    clears = list(dict.fromkeys(problem.clears for problem in problems if problem.clears and not problem.refuses))
    return PublishForm(data, initial=seen(status), auto_id="publish-%s", clears=clears)


VERBS = [
    Verb(
        "submit",
        gettext_lazy("Submit for review"),
        SUBMIT,
        lambda status, data: SubmitForm(data, initial=seen(status), auto_id="submit-%s"),
        _submit,
        lambda status: status.submission is None or status.moved,
        gettext_lazy("The saved version is handed in; what you have typed since the last save is not."),
    ),
    Verb(
        "verify",
        gettext_lazy("Note a check"),
        VERIFY,
        _verify_form,
        _verify,
        lambda status: status.subject.KIND == SubjectKind.POLICY and status.last is not None,
        gettext_lazy("Checking is not editing: it prints no edition."),
    ),
    Verb(
        "revert",
        gettext_lazy("Go back to an edition"),
        SUBMIT,
        lambda status, data: RevertForm(
            data, initial={"version": status.subject.version}, auto_id="revert-%s", editions=status.editions
        ),
        _revert,
        lambda status: any(not edition.tombstone for edition in status.editions),
        gettext_lazy("The working copy is replaced. Going back to the live edition discards the changes."),
        danger=True,
    ),
    Verb(
        "withdraw",
        gettext_lazy("Withdraw"),
        PUBLISH,
        lambda status, data: WithdrawForm(data, initial={"edition": seen(status)["edition"]}, auto_id="withdraw-%s"),
        _withdraw,
        lambda status: status.live is not None or any(not edition.tombstone for edition in status.waiting),
        gettext_lazy("Readers find why, and what to read instead. No older edition comes back."),
        danger=True,
    ),
    Verb(
        "return",
        gettext_lazy("Return to the editor"),
        PUBLISH,
        lambda status, data: ReturnForm(data, initial=seen(status), auto_id="return-%s"),
        _return,
        lambda status: status.submission is not None,
    ),
    Verb("publish", gettext_lazy("Publish"), PUBLISH, publish_form, _publish, lambda status: True),
]
BY_NAME = {verb.name: verb for verb in VERBS}
ON_PAGE = ("submit", "verify", "revert", "withdraw")
"""The verbs of the strip; ``publish`` and ``return`` stand on the review page, beside what they are about."""
