"""Who must do what next, in one sentence, and which verb that is. Decided from the status and who is looking."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from operators.admin.status import Status
from operators.admin.words import day


@dataclass(frozen=True, slots=True)
class NextStep:
    """``tone`` is ``done``, ``wait`` (for somebody else), ``act`` (for whoever reads this) or ``stop``.

    ``verb`` names the button that comes first: ``submit``, ``review``, ``verify``, or none.
    """

    text: str
    tone: str
    verb: str = ""
    message: str = ""


def next_step(status: Status, *, user: int, may_publish: bool, four_eyes: bool) -> NextStep:
    """``user`` is the key of whoever looks at the page."""
    own = four_eyes and user in status.authors
    if status.submission is not None:
        return _submitted(status, may_publish, own)
    if status.returned is not None:
        return NextStep(
            _("Returned by %(who)s. Mend it, then submit it again.")
            % {"who": status.returned.decided_by.get_username() if status.returned.decided_by else ""},
            "act",
            "submit",
            status.returned.message,
        )
    if status.withdrawn:
        return NextStep(_("Withdrawn: readers are told why. To publish it again, edit it and submit it."), "stop", "")
    if status.last is None:
        return NextStep(
            _("Never published. Fill it in, look at the preview, then submit it for review."), "act", "submit"
        )
    if status.changes:
        if may_publish and not four_eyes:
            return NextStep(
                _("It differs from what readers see. Look at the differences, then publish it."), "act", "review"
            )
        text = _("It differs from what readers see. When it is ready, submit it for review.")
        return NextStep(text, "act", "submit")
    return _published(status, may_publish)


def _submitted(status: Status, may_publish: bool, own: bool) -> NextStep:
    assert status.submission is not None  # noqa: S101 - the caller has looked
    who, version = status.submission.submitted_by.get_username(), status.submission.version
    if status.moved:
        return NextStep(
            _("It has changed since version %(version)s was submitted, so nobody can approve it: submit it again.")
            % {"version": version},
            "act",
            "submit",
        )
    if may_publish and not own:
        return NextStep(
            _("Waits for your review: version %(version)s, submitted by %(who)s.") % {"version": version, "who": who},
            "act",
            "review",
        )
    if may_publish:
        return NextStep(_("Waits for a reviewer who has not edited it. You have, so somebody else reviews it."), "wait")
    return NextStep(_("Waits for a reviewer who has not edited it."), "wait")


def _published(status: Status, may_publish: bool) -> NextStep:
    if status.proposals and may_publish:
        return NextStep(_("A check waits to be confirmed by a reviewer who did not make it."), "act")
    if status.live is None:
        waiting = status.waiting[-1]
        return NextStep(
            _("Edition %(number)s is printed and waits for %(day)s; until then readers see nothing.")
            % {"number": waiting.number, "day": day(waiting.effective_from)},
            "wait",
        )
    fresh = status.freshness
    if fresh is not None and fresh["state"] != "fresh":
        text = (
            _("Nobody has checked yet whether it holds. Look at its sources, then note what you found.")
            if fresh["state"] == "never"
            else _("A check was due on %(day)s. Look at its sources, then note what you found.")
            % {"day": day(fresh["review_due_on"])}
        )
        return NextStep(text, "act", "verify")
    ends = next((edition for edition in status.waiting if edition.tombstone), None)
    if ends is not None:
        text = _("Readers see edition %(number)s until it ends on %(day)s; from then on they are told why.")
        return NextStep(text % {"number": status.live.number, "day": day(ends.effective_from)}, "wait")
    return NextStep(
        _("Published as edition %(number)s. To change it, edit it here and submit the next one.")
        % {"number": status.live.number},
        "done",
    )
