"""The languages of the pages: how they are written in an address, and which one a newcomer is sent to."""

from django.utils.translation.trans_real import parse_accept_lang_header

from operators.vocabulary import DEFAULT_LANGUAGE, LANGUAGES

NAMES = {"zh-hans": "中文", "es": "Español", "en": "English"}
# As HTML's `lang` and `hreflang` want them (BCP 47).
TAGS = {"zh-hans": "zh-Hans", "es": "es", "en": "en"}


class LanguageConverter:
    """Only the languages that the site has: ``/fr/`` is no address."""

    regex = "|".join(LANGUAGES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def preferred(accept_language: str) -> str:
    """The first of a browser's languages that the site has, told by its main part.

    >>> preferred("fr,es-PE;q=0.8,en;q=0.5"), preferred("zh-TW"), preferred(""), preferred("de")
    ('es', 'zh-hans', 'zh-hans', 'zh-hans')
    """
    by_main_part = {language.split("-")[0]: language for language in LANGUAGES}
    for tag, quality in parse_accept_lang_header(accept_language.lower()[:500]):
        found = by_main_part.get(tag.split("-")[0])
        if found and quality > 0:
            return found
    return DEFAULT_LANGUAGE
