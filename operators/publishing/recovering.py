"""``recover``: any earlier version of a working copy back, deleted ones included. It is an edit like any other."""

import json
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.models.working import Edit, Question, Source
from operators.models.working.subject import Subject
from operators.publishing import edits
from operators.publishing.errors import StaleVersion, WrongState
from operators.publishing.printing import MODELS, need
from operators.publishing.recording import record_verb
from operators.publishing.restore import BadContent, restore_question, restore_source, restore_subject
from operators.publishing.reviewing import SUBMIT, bring_back
from operators.publishing.snapshot import Data

NOUNS: dict[str, tuple[type[Any], str]] = {
    **{kind: (model, "slug") for kind, model in MODELS.items()},
    "question": (Question, "key"),
    "source": (Source, "key"),
}


def standing(edit: Edit) -> Any:
    """The thing that was edited, as it is now; None where it was deleted."""
    model, column = NOUNS[edit.noun]
    return model._default_manager.filter(**{column: edit.key}).first()


@transaction.atomic
def recover(edit: Edit, *, version: int, by: User, now: datetime) -> Subject | Question | Source:
    """Make the working copy what it was after ``edit``. ``version`` is the version that it replaces, 0 for none.

    What a subject cites or asks and what was deleted since comes back with it; what is there keeps its present wording.
    Raises StaleVersion, WrongState (nothing was kept of so old an edit, or what it belongs to is gone), NotAllowed.
    """
    need(by, SUBMIT)
    if not edit.content:
        raise WrongState(_("Nothing but who and when was kept of this edit."))
    model, column = NOUNS[edit.noun]
    current = model._default_manager.select_for_update().filter(**{column: edit.key}).first()
    if (current.version if current else 0) != version:
        raise StaleVersion(_("Somebody saved it meanwhile; look at that version first. Nothing was done."))
    try:
        restored = _restore(edit.noun, json.loads(edit.content), by, now)
    except BadContent as error:
        raise WrongState(str(error)) from error
    if current is None:  # a version is never given twice
        last = Edit.objects.filter(noun=edit.noun, key=edit.key).order_by("-version").values_list("version", flat=True)
        restored.version = (last.first() or 0) + 1
        model._default_manager.filter(pk=restored.pk).update(version=restored.version)
    edits.record_edit(restored, by=by, now=now, what=f"restored {edit.version}"[:20], bump=False, together=True)
    record_verb(
        "restore", noun=edit.noun, key=edit.key, by=by, now=now, version=restored.version, restored=edit.version
    )
    return restored


def _restore(noun: str, data: Data, by: User, now: datetime) -> Any:
    if noun == "source":
        return restore_source(data)
    if noun == "question":
        parent = (data.get("asked_when") or {}).get("question")
        if parent and not Question.objects.filter(key=parent).exists():
            raise WrongState(
                _("The question “%(parent)s”, which decides whether it is asked, is gone: restore it first.")
                % {"parent": parent}
            )
        return restore_question({**data, "position": _free_position(data)})
    bring_back(data, by=by, now=now)
    return restore_subject(noun, data["entry"], data["edition"])


def _free_position(data: Data) -> int:
    taken = set(Question.objects.exclude(key=data["key"]).values_list("position", flat=True))
    position: int = data["position"]
    while position in taken:
        position += 1
    return position
