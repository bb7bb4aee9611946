"""Synonyms change what a search finds, so they go through verbs: proposed by an editor, confirmed by a reviewer."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from operators.links import text_problems
from operators.models.fields import normal_text
from operators.models.printed import SynonymGroup
from operators.publishing import revision
from operators.publishing.errors import FourEyes, GateRefused, StaleVersion, WrongState
from operators.publishing.gate import Problem
from operators.publishing.printing import PUBLISH, need
from operators.publishing.recording import record_verb
from operators.search.query import Synonyms

CHANGE = "operators.change_synonymgroup"
MOST_WORDS = 30
LONGEST_WORD = 60


def tidy(words: Sequence[str]) -> list[str]:
    """The words without blanks around and without repetition, in their order."""
    return [word for word in dict.fromkeys(" ".join(normal_text(word).split()) for word in words) if word]


def word_problems(words: Sequence[str]) -> list[str]:
    """Why these words cannot be a group; empty for those that can, and for no words at all."""
    found = [
        _("“%(word)s…” is too long.") % {"word": word[:LONGEST_WORD]} for word in words if len(word) > LONGEST_WORD
    ]
    found += [problem.said(_) for word in words for problem in text_problems(word, None)]
    unsearchable = [word for word in words if not Synonyms([[word]]).ways[0]]
    found += [_("“%(word)s” has no letter to search for.") % {"word": word} for word in unsearchable]
    if len(words) > MOST_WORDS:
        found.append(_("At most %(number)s words.") % {"number": MOST_WORDS})
    if words and len(Synonyms([words]).ways[0]) < 2:
        found.append(_("A group has at least two words."))
    return found


@transaction.atomic
def propose_synonyms(
    *, key: str, words: Sequence[str], version: int, by: User, now: datetime, origin: str = ""
) -> SynonymGroup:
    """Propose the words of a group, or none to take it away. What is in use already discards a proposal.

    ``version`` is the one that the editor saw, 0 for a new group. It counts at once where four eyes are off or it came
    with a content pack (``origin``); else it waits for ``confirm_synonyms`` and no public byte changes.

    Raises NotAllowed, StaleVersion, GateRefused.
    """
    need(by, CHANGE)
    taken = revision.take()
    words = tidy(words)
    problems = word_problems(words)
    if problems:
        raise GateRefused([Problem("synonyms", f"{key}.words", problem) for problem in problems])
    group = SynonymGroup.objects.select_for_update().filter(key=key).first() or SynonymGroup(key=key)
    if group.version != version:
        raise StaleVersion(_("Somebody changed these synonyms meanwhile; look at them again."))
    group.version += 1
    if words == group.words and group.confirmed_at is not None:
        group.proposed, group.proposed_by, group.proposed_at = None, None, None
        group.save()
        _record("drop", group, by, now)
        return group
    group.proposed, group.proposed_by, group.proposed_at = words, by, now
    if not settings.KB_FOUR_EYES or origin:
        return _count(group, by, now, taken, origin)
    group.save()
    _record("propose", group, by, now, words=words)
    return group


@transaction.atomic
def confirm_synonyms(group: SynonymGroup, *, version: int, by: User, now: datetime) -> SynonymGroup:
    """A Reviewer who did not propose it confirms: from now on it counts.

    Raises NotAllowed, StaleVersion, FourEyes, WrongState.
    """
    need(by, PUBLISH)
    taken = revision.take()
    fresh = SynonymGroup.objects.select_for_update().filter(pk=group.pk).first()
    if fresh is None or fresh.proposed is None:
        raise WrongState(_("Nothing is proposed."))
    if fresh.version != version:
        raise StaleVersion(_("The proposal has changed since you looked; look at it again."))
    if settings.KB_FOUR_EYES and fresh.proposed_by_id == by.pk:
        raise FourEyes(_("Whoever proposed synonyms cannot confirm them; ask another reviewer."))
    fresh.version += 1
    return _count(fresh, by, now, taken)


def _count(group: SynonymGroup, by: User, now: datetime, taken: revision.Revision, origin: str = "") -> SynonymGroup:
    """Put the proposal in use, and move the revision."""
    before = group.words
    group.words = group.proposed
    group.confirmed_by, group.confirmed_at = by, now
    group.proposed, group.proposed_by, group.proposed_at = None, None, None
    group.save()
    revision.advance(taken)
    _record("adopt", group, by, now, words=group.words, before=before, origin=origin)
    return group


def _record(verb: str, group: SynonymGroup, by: User, now: datetime, **details: Any) -> None:
    record_verb(verb, noun="synonyms", key=group.key, by=by, now=now, version=group.version, **details)
