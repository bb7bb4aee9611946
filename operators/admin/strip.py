"""The status strip on top of a subject's page: how things stand, who must do what next, and the verbs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from operators.admin import sharing
from operators.admin.next_step import next_step
from operators.admin.sections import changed_rows, counted
from operators.admin.status import Status
from operators.admin.titled import title_of
from operators.admin.verbs import BY_NAME, ON_PAGE, PUBLISH
from operators.admin.words import day, door_language, said
from operators.models.forms import LANGUAGE_NAMES

Data = dict[str, Any]


def strip(room: Any, request: HttpRequest, status: Status) -> Data:
    """What the strip shows, and the verbs that this person has; those one may not use are absent."""
    may_review = request.user.has_perm(PUBLISH)
    step = next_step(
        status, user=int(request.user.pk or 0), may_publish=may_review, four_eyes=bool(settings.KB_FOUR_EYES)
    )
    offered = [BY_NAME[name] for name in ON_PAGE if request.user.has_perm(BY_NAME[name].permission)]
    subject = status.subject
    return {
        "status": status,
        "next": step,
        "said_title": title_of(subject),
        "live_since": day(status.live.effective_from) if status.live else "",
        "live_basis": _basis(status),
        "waiting": [
            {"number": one.number, "day": day(one.effective_from), "tombstone": one.tombstone} for one in status.waiting
        ],
        "differing": counted(status.changes),
        "changed_rows": changed_rows(status.changes),
        "fresh": _fresh(status),
        "proposals": [_proposal(check, may_review) for check in status.proposals],
        "verbs": [
            {
                "verb": verb,
                "form": verb.form(status, None),
                "url": room.url(verb.name, subject),
                "primary": verb.name == step.verb,
            }
            for verb in offered
            if verb.fits(status)
        ],
        "may_review": may_review,
        "review_url": room.url("review", subject),
        "share": _share(room, request, status),
        "previews": [
            {"name": name, "language": language, "url": room.url("preview", subject, language)}
            for language, name in LANGUAGE_NAMES.items()
        ],
    }


def _share(room: Any, request: HttpRequest, status: Status) -> Data:
    """The links to drafts that still work, for whoever may make one; nothing where the site makes none."""
    subject = status.subject
    if not settings.KB_DRAFT_LINK_DAYS or not room.has_change_permission(request, subject):
        return {}
    return {
        "url": room.url("share", subject),
        "days": settings.KB_DRAFT_LINK_DAYS,
        "links": [
            {
                "address": settings.KB_SITE_URL + reverse("staff-draft", args=[sharing.token(link), door_language()]),
                "version": link.version,
                "by": link.created_by.get_username(),
                "until": day(link.expires_at.date()),
                "revoke_url": room.url("revoke", subject, link.pk),
            }
            for link in sharing.open_links(subject, now=status.now)
        ],
    }


def _basis(status: Status) -> str:
    """How the day is known from which the live edition applies; nothing where the source states it."""
    if status.live is None or status.live.effective_basis == "stated":
        return ""
    return said("basis", status.live.effective_basis)


def _fresh(status: Status) -> Data:
    fresh = status.freshness
    if not fresh:
        return {}
    return {
        "word": said("freshness", fresh["state"]),
        "on": day(fresh["verified_on"]),
        "due": day(fresh["review_due_on"]),
    }


def _proposal(check: Any, may_review: bool) -> Data:
    return {
        "day": day(check.day),
        "outcome": check.get_outcome_display(),
        "by": check.by.get_username(),
        "confirm_url": reverse("admin:operators_verification_confirm", args=[check.pk]) if may_review else "",
    }
