"""Who edited what, and since when: what the rule of four eyes is decided by."""

import json
from collections.abc import Collection, Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F, Q

from operators.models.printed import Edition, EditionSource, EditionText
from operators.models.working import Edit, Question, Source
from operators.models.working.subject import Subject
from operators.publishing import gaps
from operators.publishing.snapshot import Data, question_data, snapshot, source_data


def record_edit(
    thing: Subject | Question | Source,
    *,
    by: User,
    now: datetime,
    what: str = "edited",
    bump: bool = True,
    in_step: bool = False,
    together: bool = False,
    still_right: Collection[tuple[str, str]] = (),
) -> None:
    """Note that ``by`` changed a working copy, and move its version so that older forms are told.

    Call it in the transaction of the change itself. ``bump`` is False where the change moved the version already.
    It also notes which translations the change left behind: none where all languages came together (``in_step``), none
    but those that were behind where an earlier version comes back (``together``), nor those that the editor says are
    ``still_right``, as pairs of place and language.
    """
    if bump:
        type(thing)._default_manager.filter(pk=thing.pk).update(version=F("version") + 1)
        thing.refresh_from_db(fields=["version"])
    Edit.objects.create(
        noun=_noun(thing), key=_key(thing), version=thing.version, by=by, at=now, what=what, content=content_of(thing)
    )
    if what == "deleted":
        gaps.forget(_noun(thing), _key(thing))
    elif not isinstance(thing, Source):
        known = {"in_step": in_step, "together": together}
        gaps.keep(thing, _noun(thing), _key(thing), now=now, still_right=still_right, **known)


def content_of(thing: Subject | Question | Source) -> str:
    """A working copy as it is stored now, as canonical JSON: equal contents are equal texts."""
    stored = type(thing)._default_manager.get(pk=thing.pk)
    if isinstance(stored, Question):
        data = question_data(stored)
    else:
        data = source_data(stored) if isinstance(stored, Source) else snapshot(stored)
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _noun(thing: Subject | Question | Source) -> str:
    if isinstance(thing, Subject):
        return str(thing.KIND)
    return "question" if isinstance(thing, Question) else "source"


def _key(thing: Subject | Question | Source) -> str:
    return thing.slug if isinstance(thing, Subject) else thing.key


def editors_of(snapshot: Data, last: Edition | None) -> set[int]:
    """The users who edited the subject, or a question or source that it embeds, since its last edition with a text.

    A withdrawal reviewed nothing, so what was written before it still waits for somebody else. A question or source
    that the last edition did not embed counts with its whole past, since no reviewer of this subject has seen it.
    """
    if last is not None and last.tombstone:
        printed = Edition.objects.filter(kind=last.kind, slug=last.slug, tombstone=False)
        last = printed.order_by("-number").first()
    edits = Edit.objects.filter(noun=snapshot["kind"], key=snapshot["entry"]["slug"])
    people = _people(edits, last.published_at if last else None)
    seen = _embedded_before(last)
    for noun, data in (("question", snapshot["questions"]), ("source", snapshot["sources"])):
        old = [one["key"] for one in data if one["key"] in seen[noun]]
        new = [one["key"] for one in data if one["key"] not in seen[noun]]
        people |= _people(Edit.objects.filter(noun=noun, key__in=old), last.published_at if last else None)
        people |= _people(Edit.objects.filter(noun=noun, key__in=new), None)
    return people


def _people(edits: "Iterable[Edit]", since: datetime | None) -> set[int]:
    if since is not None:
        edits = edits.filter(Q(at__gt=since))  # type: ignore[attr-defined]
    return set(edits.values_list("by_id", flat=True))  # type: ignore[attr-defined]


def _embedded_before(last: Edition | None) -> dict[str, set[str]]:
    if last is None:
        return {"question": set(), "source": set()}
    text = EditionText.objects.filter(edition=last).first()
    questions = json.loads(text.document).get("questions", []) if text else []
    sources = EditionSource.objects.filter(edition=last).values_list("key", flat=True)
    return {"question": {question["key"] for question in questions}, "source": set(sources)}
