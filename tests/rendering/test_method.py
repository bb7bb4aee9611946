"""The page on the method says what the code does, the same in each language."""

import pytest

from operators.editions import FRESHNESS_GRACE
from operators.rendering.method import TEXTS, method_page, method_twin
from operators.vocabulary import LANGUAGES


def test_each_language_says_the_same_number_of_things() -> None:
    shapes = {language: [len(texts) for _title, texts in TEXTS[language]] for language in LANGUAGES}
    assert set(map(tuple, shapes.values())) == {(2, 2, 2, 2, 2)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_are_those_of_the_registry(language: str) -> None:
    text = " ".join(text for _title, texts in method_page(language, FRESHNESS_GRACE.days) for text in texts)
    assert str(FRESHNESS_GRACE.days) in text
    assert "{" not in text
    assert text.split()[0] in method_twin(language, FRESHNESS_GRACE.days)
