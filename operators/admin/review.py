"""The review page: what a fraud would change first, then the gate's problems, then every difference."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from operators.admin.status import Status
from operators.admin.verbs import BY_NAME, PUBLISH, publish_form
from operators.publishing import look

VERBS = ("publish", "return")
"""The verbs whose forms stand on this page."""


def context(room: Any, request: HttpRequest, status: Status, refusals: Any = (), **posted: Any) -> dict[str, Any]:
    """What the page shows. ``posted`` maps a verb to the data of its refused form, so that nothing typed is lost."""
    problems = look(status.subject, now=status.now)[1]
    may = request.user.has_perm(PUBLISH)
    own = settings.KB_FOUR_EYES and request.user.pk in status.authors
    unsubmitted = settings.KB_FOUR_EYES and (status.submission is None or status.moved)
    return room.about(request, status, f"{status.subject.slug}: {BY_NAME['publish'].label}") | {
        "status": status,
        "refused": [problem for problem in problems if problem.refuses],
        "warnings": [problem for problem in problems if not problem.refuses and not problem.clears],
        "to_clear": [problem for problem in problems if not problem.refuses and problem.clears],
        "refusals": refusals,
        "may_publish": may,
        "own_work": may and own,
        "unsubmitted": unsubmitted,
        "publish": publish_form(status, posted.get("publish"), problems) if may else None,
        "publish_url": room.url("publish", status.subject),
        "return": BY_NAME["return"].form(status, posted.get("return")) if may and status.submission else None,
        "return_url": room.url("return", status.subject),
        "previews": [{"name": name, "url": room.url("preview", status.subject, code)} for code, name in _languages()],
        "ready": may and not own and not unsubmitted and not any(problem.refuses for problem in problems),
    }


def _languages() -> list[tuple[str, str]]:
    from operators.models.forms import LANGUAGE_NAMES

    return list(LANGUAGE_NAMES.items())
