"""Synonyms in the admin: proposed on the group's page, confirmed there by another reviewer."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from operators.models.printed import ContentRevision, SynonymGroup
from operators.search import search
from tests.admin.conftest import page_of
from tests.factories import NOW, make_faq, publish_now, tr

Door = Callable[[str], Client]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("people", "today")]
ADD = "/admin/operators/synonymgroup/add/"


@pytest.fixture(autouse=True)
def _four_eyes(settings: Any) -> None:
    settings.KB_FOUR_EYES = True


def found(q: str) -> int:
    return len(search(q, language="en", now=NOW).ids)


def propose(door: Door, words: str = "debt\r\n欠费", who: str = "ed1") -> SynonymGroup:
    assert door(who).post(ADD, {"key": "debt", "new_words": words}).status_code == 302
    return SynonymGroup.objects.get()


def confirm(door: Door, who: str, group: SynonymGroup, version: int) -> str:
    answer = door(who).post(page_of(group, "confirm"), {"version": version}, follow=True)
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_an_editor_proposes_and_a_reviewer_confirms(door: Door) -> None:
    publish_now(make_faq(question=tr("The debt")))
    before = ContentRevision.objects.get().number
    group = propose(door)
    assert (group.words, group.proposed, found("欠费")) == ([], ["debt", "欠费"], 0)
    assert ContentRevision.objects.get().number == before
    assert "Confirm this proposal" not in door("ed2").get(page_of(group)).content.decode()
    assert "Confirm this proposal" in door("rev1").get(page_of(group)).content.decode()
    assert "Search uses these words now." in confirm(door, "rev1", group, group.version)
    assert (found("欠费"), ContentRevision.objects.get().number) == (1, before + 1)


def test_an_editor_confirms_nothing_and_a_reviewer_nothing_of_their_own(door: Door) -> None:
    group = propose(door, who="rev1")
    assert confirm(door, "ed1", group, 1) == "403"
    assert "ask another reviewer" in confirm(door, "rev1", group, 1)
    assert SynonymGroup.objects.get().words == []


def test_a_proposal_that_changed_since_it_was_seen_is_not_confirmed(door: Door) -> None:
    group = propose(door)
    data = {"version": 1, "new_words": "debt\nevil"}
    assert door("ed1").post(page_of(group), data).status_code == 302
    assert "look at it again" in confirm(door, "rev1", group, 1)
    for wrong in ("", "x", "9" * 30):
        door("rev1").post(page_of(group, "confirm"), {"version": wrong})
    assert SynonymGroup.objects.get().words == []


def test_the_second_of_two_to_save_is_told_and_keeps_the_text(door: Door) -> None:
    group = propose(door)
    assert door("ed1").post(page_of(group), {"version": 1, "new_words": "debt\nmine"}).status_code == 302
    late = door("ed2").post(page_of(group), {"version": 1, "new_words": "debt\ntheirs"})
    assert late.status_code == 200
    assert "Nothing was overwritten" in late.content.decode()
    assert "theirs" in late.content.decode()
    assert SynonymGroup.objects.get().proposed == ["debt", "mine"]


@pytest.mark.parametrize(("words", "said"), [("debt", "two words"), ("", "two words"), ("debt\n!!!", "no letter")])
def test_what_cannot_be_a_group_is_said_beside_the_words(door: Door, words: str, said: str) -> None:
    answer = door("ed1").post(ADD, {"key": "debt", "new_words": words})
    assert (answer.status_code, said in answer.content.decode()) == (200, True)
    assert SynonymGroup.objects.count() == 0


def test_a_key_stands_once_and_nobody_deletes(door: Door) -> None:
    group = propose(door)
    assert door("ed1").post(ADD, {"key": "debt", "new_words": "a\nb"}).status_code == 200
    assert door("adm").post(page_of(group, "delete"), {"post": "yes"}).status_code == 403
    assert SynonymGroup.objects.count() == 1


def test_stored_words_stay_text(door: Door) -> None:
    group = propose(door)
    SynonymGroup.objects.update(proposed=["<script>alert(1)</script>", "debt"])
    for path in (page_of(group), reverse("admin:operators_synonymgroup_changelist")):
        assert "<script>alert(1)" not in door("rev1").get(path).content.decode()
