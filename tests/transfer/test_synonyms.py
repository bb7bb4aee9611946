"""Synonyms of a content pack."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from operators.management.commands.import_content import pack_account
from operators.models.printed import ContentRevision, SynonymGroup
from operators.publishing import propose_synonyms
from operators.transfer import EditedSince, PackError, export_pack, import_pack, read_pack
from operators.transfer.exporting import write_pack
from tests.factories import NOW, make_faq, make_user, publish_now

pytestmark = pytest.mark.django_db
GOOD = "synonyms:\n  - key: cancel\n    words:\n      - 销户\n      - dar de baja\n      - cancel\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    publish_now(make_faq(position=1))
    write_pack(export_pack(now=NOW), tmp_path)
    (tmp_path / "synonyms.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def load(folder: Path, **options: bool) -> list[str]:
    return import_pack(read_pack(folder), by=pack_account(), now=NOW, **{"overwrite": True, **options}).synonyms


def test_they_count_at_once_and_come_out_as_they_went_in(folder: Path) -> None:
    assert load(folder) == ["cancel"]
    assert SynonymGroup.objects.get().words == ["销户", "dar de baja", "cancel"]
    assert export_pack(now=NOW)["synonyms.yaml"] == GOOD


def test_loading_twice_changes_nothing(folder: Path) -> None:
    load(folder)
    before = (ContentRevision.objects.values().get(), SynonymGroup.objects.values().get())
    assert load(folder) == []
    assert (ContentRevision.objects.values().get(), SynonymGroup.objects.values().get()) == before


def test_what_was_edited_since_is_refused_unless_told_to_overwrite(folder: Path) -> None:
    load(folder)
    later = NOW + timedelta(hours=1)
    propose_synonyms(key="cancel", words=["a", "b"], version=1, by=make_user("ed1"), now=later)
    with pytest.raises(EditedSince, match="synonyms “cancel” were edited"):
        load(folder, overwrite=False)
    assert load(folder) == ["cancel"]
    assert SynonymGroup.objects.get().proposed is None


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text + "      - ''\n", ["synonyms.yaml:7", "synonyms[cancel].words"]),
        (lambda text: text.replace("key: cancel", "key: Cancel!"), ["synonyms.yaml:2", "key"]),
        (lambda text: text.replace("words", "word"), ["synonyms.yaml:", "unknown key word"]),
        (lambda text: text + text.removeprefix("synonyms:\n"), ["synonyms.yaml:", "“cancel” stands twice"]),
        (lambda text: text + "      - '!!!'\n", ["synonyms.yaml:2", "cancel.words", "no letter"]),
        (lambda text: text + f"      - {'x' * 99}\n", ["synonyms.yaml:2", "cancel.words", "too long"]),
    ],
)
def test_bad_ones_are_refused_whole_and_say_where(folder: Path, change: Callable[[str], str], said: list[str]) -> None:
    (folder / "synonyms.yaml").write_text(change(GOOD), encoding="utf-8")
    with pytest.raises(PackError) as refused:
        load(folder)
    assert [one for one in said if one not in str(refused.value)] == [], str(refused.value)
    assert SynonymGroup.objects.count() == 0
