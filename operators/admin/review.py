"""The review page: who wrote it, what a fraud would change first, what stops it, what it does, and every difference."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext as _

from operators.admin.comparing import placed
from operators.admin.effects import said_effect
from operators.admin.status import Status
from operators.admin.verbs import BY_NAME, PUBLISH, publish_form
from operators.admin.words import day, door_language, said, text_of
from operators.models.forms import LANGUAGE_NAMES
from operators.vocabulary import LANGUAGES

Data = dict[str, Any]

VERBS = ("publish", "return")
"""The verbs whose forms stand on this page."""


def context(room: Any, request: HttpRequest, status: Status, refusals: Any = (), **posted: Any) -> Data:
    """What the page shows. ``posted`` maps a verb to the data of its refused form, so that nothing typed is lost."""
    language = chosen_language(request)
    problems = status.problems_in(language)
    found = placed(problems, status.documents[language])
    may = request.user.has_perm(PUBLISH)
    own = settings.KB_FOUR_EYES and request.user.pk in status.authors
    unsubmitted = settings.KB_FOUR_EYES and (status.submission is None or status.moved)
    difference = status.compared(language)
    return room.about(request, status, _("Review")) | {
        "status": status,
        "refused": [one for one in found if one.problem.refuses],
        "warnings": [
            one
            for one in found
            if not one.problem.refuses and not one.problem.clears and one.problem.code != "turns_outcomes"
        ],
        "to_clear": [one for one in found if not one.problem.refuses and one.problem.clears],
        "needs_reason": any(not problem.refuses and not problem.clears for problem in problems),
        "refusals": refusals,
        "may_publish": may,
        "own_work": may and own,
        "unsubmitted": unsubmitted,
        "people": people(status),
        "reach": status.reach_in(language),
        "difference": difference,
        "tabs": tabs(difference.counts, language),
        "effect": said_effect(status, language),
        "next": next_edition(status),
        "withdrawal": withdrawal(status),
        "publish": publish_form(status, posted.get("publish"), problems) if may else None,
        "publish_url": room.url("publish", status.subject),
        "return": BY_NAME["return"].form(status, posted.get("return")) if may and status.submission else None,
        "return_url": room.url("return", status.subject),
        "previews": [
            {"name": name, "url": room.url("preview", status.subject, code)} for code, name in LANGUAGE_NAMES.items()
        ],
        "ready": may and not own and not unsubmitted and not any(problem.refuses for problem in problems),
    }


def chosen_language(request: HttpRequest) -> str:
    """``?in=es``, else the language of the door."""
    asked = request.GET.get("in", "")
    return asked if asked in LANGUAGES else door_language()


def tabs(counts: Any, language: str) -> list[Data]:
    """A tab for each language, with how much differs in it."""
    return [
        {"code": code, "name": LANGUAGE_NAMES[code], "count": counts.get(code, 0), "chosen": code == language}
        for code in LANGUAGES
    ]


def next_edition(status: Status) -> Data:
    """The columns of the next edition, which stand in no document but in what the reviewer approves."""
    subject = status.subject
    return {
        "day": day(subject.effective_from),
        "basis": said("basis", subject.effective_basis),
        "significance": said("significance", subject.significance),
        "note": text_of(subject.change_note),
        "notes": [
            {"language": code, "name": LANGUAGE_NAMES[code], "text": (subject.change_note or {}).get(code, "")}
            for code in LANGUAGES
        ],
    }


def withdrawal(status: Status) -> Data | None:
    """Who took away, when and why, what this would bring back; None while something is live or nothing ever was."""
    if not status.withdrawn:
        return None
    grave = next(edition for edition in status.editions if edition.tombstone)
    return {"who": grave.published_by, "day": day(grave.effective_from), "because": text_of(grave.withdrawn_because)}


def people(status: Status) -> Data:
    """Who wrote or submitted it, and who may therefore be asked to approve it."""
    authors = User.objects.filter(pk__in=status.authors).order_by("username")
    reviewers = User.objects.with_perm(PUBLISH, backend="django.contrib.auth.backends.ModelBackend")
    return {
        "authors": [user.get_username() for user in authors],
        "reviewers": [
            user.get_username() for user in reviewers.exclude(pk__in=status.authors).order_by("username").distinct()
        ],
    }
