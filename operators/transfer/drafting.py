"""Files of editors into working copies: what would change, and then exactly that, in one transaction. Never an edition.

A dry run does everything and takes it back. What it would change and the versions it saw have a fingerprint; the import
itself goes through only with the same fingerprint, so an edit made in between is never overwritten unseen.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from operators.publishing import NotAllowed, record_verb
from operators.transfer.uploads import FileRefused

MOST_NAMED = 100
"""Things that a line of the log names; their number is always there, and each has its own edit."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field of one thing: ``Row 3``, ``fact claro-…/fee``, ``value``, ``30`` -> ``60``."""

    where: str
    thing: str
    column: str
    old: str
    new: str


@dataclass
class Draft:
    """What a file changes. ``versions`` are those of what it touches, before: ``{"policy claro-…": 7}``; new is 0."""

    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    versions: dict[str, int] = field(default_factory=dict)
    unchanged: int = 0

    @property
    def fingerprint(self) -> str:
        changes = [{**asdict(change), "where": ""} for change in self.changes]  # it is said in a language
        said = [changes, self.added, self.versions]
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    def moved(self, versions: dict[str, int]) -> list[str]:
        """What has another version than it had in ``versions``, those of an earlier dry run."""
        names = dict.fromkeys([*versions, *self.versions])
        return [name for name in names if versions.get(name) != self.versions.get(name)]


class EditedMeanwhile(FileRefused):
    """The import would do something else than the dry run said: ``draft`` is what it would do now."""

    def __init__(self, draft: Draft, versions: dict[str, int]) -> None:
        moved = draft.moved(versions)
        said = [_("%(name)s was edited meanwhile.") % {"name": name} for name in moved]
        super().__init__(said or [_("What it would change has changed.")])
        self.draft = draft


Load = Callable[[User, datetime, Draft], None]
"""Changes working copies and says so in the draft. Raises FileRefused or PackError with every problem."""


class _DryRun(Exception):
    """Takes back what a dry run did."""


def dry_run(load: Load, *, by: User, now: datetime) -> Draft:
    """What ``load`` would change; nothing is changed. Raises NotAllowed and what ``load`` raises."""
    draft = Draft()
    try:
        with transaction.atomic():
            _run(load, by, now, draft)
            raise _DryRun
    except _DryRun:
        return draft


def import_draft(
    load: Load, *, name: str, by: User, now: datetime, fingerprint: str, versions: dict[str, int]
) -> Draft:
    """Change working copies as the dry run said; the log keeps the file's ``name`` and what it touched.

    Raises EditedMeanwhile when it would be anything else; then, and with every other refusal, nothing has changed.
    """
    draft = Draft()
    with transaction.atomic():
        _run(load, by, now, draft)
        if draft.fingerprint != fingerprint:
            raise EditedMeanwhile(draft, versions)
        if draft.changes:
            things = sorted(draft.versions)
            counts: dict[str, Any] = {"changes": len(draft.changes), "added": len(draft.added), "touched": len(things)}
            record_verb(
                "import", noun="file", key=name[:80], by=by, now=now, **counts, things=things[:MOST_NAMED],
                fingerprint=fingerprint,
            )  # fmt: skip
    return draft


def _run(load: Load, by: User, now: datetime, draft: Draft) -> None:
    try:
        # Inside a savepoint: PostgreSQL lets nothing more be asked after a refusal of its own.
        with transaction.atomic():
            load(by, now, draft)
    except IntegrityError as error:
        raise FileRefused(
            [_("The database refuses the whole: %(error)s") % {"error": str(error).splitlines()[0][:300]}]
        ) from error


def need_all(by: User, permissions: list[str]) -> None:
    """Raises NotAllowed for somebody who may not edit all that a file would."""
    missing = [permission for permission in permissions if not by.has_perm(permission)]
    if missing:
        raise NotAllowed(
            _("%(who)s lacks the permission “%(missing)s”.") % {"who": by.get_username(), "missing": missing[0]}
        )
