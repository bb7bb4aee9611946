"""Which language an answer is in: `?lang=`, else `Accept-Language`, else the default. Pure."""

import re

from django.utils.translation.trans_real import parse_accept_lang_header

from operators.vocabulary import DEFAULT_LANGUAGE, LANGUAGES

TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}")
BY_PRIMARY = {language.split("-")[0]: language for language in LANGUAGES}


def published_language(tag: str) -> str | None:
    """The language that is published and meant by a tag, or None.

    Whoever reads any Chinese gets the one that there is, and a region changes nothing.

    >>> [published_language(tag) for tag in ("zh", "zh-CN", "zh_Hant_TW", "es-PE", "fr", "zh'")]
    ['zh-hans', 'zh-hans', 'zh-hans', 'es', None, None]
    """
    plain = tag.lower().replace("_", "-")
    return BY_PRIMARY.get(plain.split("-")[0]) if TAG.fullmatch(plain) else None


def negotiated(accept_language: str) -> str:
    """The best published language of an `Accept-Language` header; one that is broken or matches nothing is ignored.

    >>> negotiated("fr, es-PE;q=0.8, en;q=0.9"), negotiated("!!"), negotiated("")
    ('en', 'zh-hans', 'zh-hans')
    """
    for tag, quality in parse_accept_lang_header(accept_language):
        language = published_language(tag)
        if language and quality > 0:
            return language
    return DEFAULT_LANGUAGE
