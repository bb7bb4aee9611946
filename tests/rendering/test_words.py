"""Everything has a word in every language."""

import re
from pathlib import Path

import pytest

from operators import vocabulary
from operators.rendering.strings import BY_LANGUAGE as STRINGS
from operators.rendering.strings import say
from operators.rendering.verdicts import OUTCOME, headline
from operators.rendering.words import BY_LANGUAGE as WORDS
from operators.vocabulary import FACTS, ID_DOCUMENTS, LANGUAGES, OUTCOME_SCALE

ROOT = Path(__file__).parents[2]
# Each closed vocabulary of the field, and the table that says it.
TABLES: dict[str, type] = {
    "operator_kind": vocabulary.OperatorKind,
    "channel": vocabulary.Channel,
    "by_channel": vocabulary.Channel,
    "topic": vocabulary.Topic,
    "line_type": vocabulary.LineType,
    "support": vocabulary.Support,
    "online_support": vocabulary.OnlineSupport,
    "store_visit": vocabulary.StoreVisit,
    "reach": vocabulary.Reach,
    "standing": vocabulary.Standing,
    "in_force": vocabulary.InForce,
    "clock": vocabulary.Clock,
    "balance": vocabulary.Balance,
    "event": vocabulary.MilestoneEvent,
    "caution": vocabulary.CautionKind,
    "question_group": vocabulary.QuestionGroup,
    "source_kind": vocabulary.SourceKind,
    "freshness": vocabulary.Freshness,
    "basis": vocabulary.EffectiveBasis,
    "significance": vocabulary.Significance,
    "faq_kind": vocabulary.FaqKind,
    "category": vocabulary.FaqCategory,
}


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_languages_are_those_of_the_vocabulary() -> None:
    assert tuple(STRINGS) == tuple(WORDS) == LANGUAGES


def test_no_interface_string_is_missing_in_any_language() -> None:
    keys = {language: set(texts) for language, texts in STRINGS.items()}
    assert keys["zh-hans"] == keys["es"] == keys["en"]
    assert [
        (language, key) for language, texts in STRINGS.items() for key, text in texts.items() if not text.strip()
    ] == []


def test_strings_have_the_same_places_in_every_language() -> None:
    for key in STRINGS["en"]:
        assert places(STRINGS["en"][key]) == places(STRINGS["es"][key]) == places(STRINGS["zh-hans"][key]), key


def test_no_language_repeats_another() -> None:
    same = {key for key, text in STRINGS["en"].items() if STRINGS["es"][key] == text or STRINGS["zh-hans"][key] == text}
    # Punctuation alone may be shared.
    assert {key for key in same if re.search(r"[a-z]{3}", re.sub(r"\{\w+\}", "", STRINGS["en"][key]))} == set()


def test_words_have_the_same_codes_in_every_language() -> None:
    codes = {
        language: {(table, code) for table, words in tables.items() for code in words}
        for language, tables in WORDS.items()
    }
    assert codes["zh-hans"] == codes["es"] == codes["en"]


@pytest.mark.parametrize("table", TABLES)
def test_every_code_of_the_vocabulary_has_a_word(table: str) -> None:
    assert set(WORDS["en"][table]) == set(map(str, TABLES[table]))  # type: ignore[call-overload]


def test_every_fact_document_and_country_has_a_word() -> None:
    assert set(WORDS["en"]["fact"]) == set(FACTS)
    assert set(WORDS["en"]["id_document"]) == set(ID_DOCUMENTS)
    assert set(WORDS["en"]["country"]) == set(vocabulary.COUNTRIES)
    assert set(WORDS["en"]["outcome"]) == set(OUTCOME)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_interval_has_a_headline_of_its_own(language: str) -> None:
    said = [
        headline(best, worst, language)["word"]
        for index, worst in enumerate(OUTCOME_SCALE)
        for best in OUTCOME_SCALE[index:]
    ]
    assert len(said) == len(set(said)) == 15
    assert headline("no_data", "no_data", language)["word"] == say(language, "headline_no_data")


def test_a_wide_interval_is_never_shown_as_ready() -> None:
    for worst in ("not_possible", "blocked", "prepare_first"):
        assert headline("ready", worst, "en")["tone"] != "good"


def test_templates_name_only_strings_that_exist() -> None:
    named = {
        key
        for template in (ROOT / "templates").glob("*.html")
        for key in re.findall(r"\bs\.([a-z_]+)", template.read_text(encoding="utf-8"))
    }
    assert named - set(STRINGS["en"]) == set()
