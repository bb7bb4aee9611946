"""Every text of the editors' door is there in every language, and says the same things."""

import re

import pytest

from operators import vocabulary
from operators.models.labels import FACT_LABELS, LABELS
from tests.kb.messages import ROOT, compiled, marked, of_code, of_template, written

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
CATALOGS = {"zh-hans": ROOT / "kb/locale/zh_Hans/LC_MESSAGES", "es": ROOT / "kb/locale/es/LC_MESSAGES"}


@pytest.mark.parametrize("language", CATALOGS)
def test_every_marked_text_is_translated_and_nothing_else(language: str) -> None:
    wanted, there = marked(), written(CATALOGS[language] / "django.po")
    missing = {message: place for message, place in wanted.items() if not all(there.get(message, [""]))}
    assert missing == {}
    assert set(there) - set(wanted) == set()


@pytest.mark.parametrize("language", CATALOGS)
def test_placeholders_survive_the_translation(language: str) -> None:
    wrong = []
    for (_context, text, plural), forms in written(CATALOGS[language] / "django.po").items():
        for form in forms:
            if sorted(PLACEHOLDER.findall(form)) not in (sorted(PLACEHOLDER.findall(one)) for one in (text, plural)):
                wrong.append((text, form))
    assert wrong == []


@pytest.mark.parametrize("language", CATALOGS)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    source = written(CATALOGS[language] / "django.po")
    assert compiled(CATALOGS[language] / "django.mo") == {
        (context, text): forms for (context, text, _plural), forms in source.items()
    }


def test_every_word_of_the_vocabulary_has_a_label() -> None:
    assert {words: set(labels) for words, labels in LABELS.items()} == {words: set(words) for words in LABELS}
    assert set(FACT_LABELS) == set(vocabulary.FACTS)


def test_marked_texts_are_found_wherever_they_are() -> None:
    """The control: the readers of code and of templates see each way of marking."""
    assert list(of_code('_("a"); pgettext_lazy("Topic", "b"); translation.ngettext("%d c", "%d d", n)')) == [
        ("", "a", ""),
        ("Topic", "b", ""),
        ("", "%d c", "%d d"),
    ]
    template = (
        '{% load i18n %}{% translate "a (b)" %} text {{ _("c") }}'
        "{% blocktranslate with x=y %}d {{ x }}{% endblocktranslate %}"
        "{% blocktranslate count n=m %}{{ n }} e{% plural %}{{ n }} f{% endblocktranslate %}"
    )
    assert set(of_template(template)) >= {("", "a (b)", ""), ("", "d %(x)s", ""), ("", "%(n)s e", "%(n)s f")}
