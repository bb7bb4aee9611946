"""Synonyms change what a search finds: an editor proposes, a reviewer who did not propose confirms."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from operators.models.printed import ContentRevision, SynonymGroup
from operators.publishing import (
    FourEyes,
    GateRefused,
    NotAllowed,
    StaleVersion,
    WrongState,
    confirm_synonyms,
    propose_synonyms,
)
from operators.roles import EDITOR, REVIEWER
from operators.search import search
from tests.factories import NOW, make_faq, make_user, publish_now, tr

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _entry(db: None, settings: Any) -> None:
    settings.KB_FOUR_EYES = True
    publish_now(make_faq(question=tr("The debt")))


def found(q: str) -> int:
    return len(search(q, language="en", now=NOW).ids)


def number() -> int:
    return ContentRevision.objects.get().number


def propose(words: list[str], *, by: User | None = None, version: int = 0, key: str = "debt") -> SynonymGroup:
    return propose_synonyms(key=key, words=words, version=version, by=by or make_user("ed1", EDITOR), now=NOW)


def test_a_proposal_changes_no_public_byte() -> None:
    before = number()
    group = propose(["debt", "欠费", "deuda"])
    assert (group.words, group.proposed, found("欠费"), number()) == ([], ["debt", "欠费", "deuda"], 0, before)


def test_a_reviewer_who_did_not_propose_confirms_and_the_revision_moves() -> None:
    before = number()
    group = confirm_synonyms(propose(["debt", "欠费"]), version=1, by=make_user("rev1", REVIEWER), now=NOW)
    assert (group.words, group.proposed, group.version) == (["debt", "欠费"], None, 2)
    assert (found("欠费"), number()) == (1, before + 1)


def test_nobody_confirms_a_proposal_of_their_own() -> None:
    reviewer = make_user("rev1", REVIEWER)
    group = propose(["debt", "欠费"], by=reviewer)
    with pytest.raises(FourEyes):
        confirm_synonyms(group, version=1, by=reviewer, now=NOW)
    with pytest.raises(NotAllowed):
        confirm_synonyms(group, version=1, by=make_user("ed2", EDITOR), now=NOW)
    assert found("欠费") == 0


def test_for_a_team_of_one_a_proposal_counts_at_once(settings: Any) -> None:
    settings.KB_FOUR_EYES = False
    before = number()
    propose(["debt", "欠费"])
    assert (found("欠费"), number()) == (1, before + 1)


def test_what_is_in_use_stays_until_the_next_proposal_is_confirmed() -> None:
    reviewer = make_user("rev1", REVIEWER)
    confirm_synonyms(propose(["debt", "欠费"]), version=1, by=reviewer, now=NOW)
    group = propose(["debt", "deuda"], version=2)
    assert (found("欠费"), found("deuda")) == (1, 0)
    confirm_synonyms(group, version=3, by=reviewer, now=NOW)
    assert (found("欠费"), found("deuda")) == (0, 1)


def test_no_words_take_a_group_away_and_the_same_words_discard_a_proposal() -> None:
    reviewer = make_user("rev1", REVIEWER)
    confirm_synonyms(propose(["debt", "欠费"]), version=1, by=reviewer, now=NOW)
    assert propose([], version=2).proposed == []
    assert propose(["debt", "欠费"], version=3).proposed is None
    confirm_synonyms(propose([], version=4), version=5, by=reviewer, now=NOW)
    assert found("欠费") == 0


def test_a_confirmation_is_of_what_was_seen() -> None:
    reviewer = make_user("rev1", REVIEWER)
    group = propose(["debt", "欠费"])
    propose(["debt", "evil"], version=1)
    with pytest.raises(StaleVersion):
        confirm_synonyms(group, version=1, by=reviewer, now=NOW)
    with pytest.raises(StaleVersion):
        propose(["debt", "mine"], version=1)
    confirm_synonyms(group, version=2, by=reviewer, now=NOW)
    with pytest.raises(WrongState):
        confirm_synonyms(group, version=3, by=reviewer, now=NOW)


@pytest.mark.parametrize(
    "words",
    [
        ["debt"],
        ["debt", "Débt"],
        ["debt", "!!!"],
        ["debt", "x" * 61],
        ["debt", "\u202eevil"],
        [f"word{number}" for number in range(31)],
    ],
)
def test_words_that_are_no_synonyms_are_refused(words: list[str]) -> None:
    with pytest.raises(GateRefused):
        propose(words)
    assert SynonymGroup.objects.count() == 0


def test_words_are_tidied() -> None:
    assert propose([" debt ", "dar  de\r\nbaja", "debt", ""]).proposed == ["debt", "dar de baja"]
