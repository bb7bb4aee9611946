"""The picture that a messenger shows beside a shared link: drawn beforehand, for each language and each verdict.

It shows a word, a shape and a colour, as the page does; the title stands beside it, from ``og:title``. Nothing in it
changes without a publication. `make pictures` draws them; ``words`` is what they say.
"""

from django.conf import settings
from django.templatetags.static import static

from operators.rendering.strings import say
from operators.rendering.verdicts import ONLINE, online
from operators.vocabulary import LANGUAGES

WIDTH, HEIGHT = 1200, 630


def name(language: str, verdict: str = "") -> str:
    """``name("es", "partial")`` -> ``"es-partial.png"``; the language's own picture where there is no verdict."""
    return f"{language}-{verdict}.png" if verdict else f"{language}.png"


def pictures() -> dict[str, tuple[str, str]]:
    """All that there are: file names with language and verdict."""
    return {name(language, verdict): (language, verdict) for language in LANGUAGES for verdict in ("", *ONLINE)}


def words(language: str, verdict: str) -> list[str]:
    """What a picture says, from top to bottom."""
    if verdict:
        return [say(language, "site_name"), say(language, "picture_question"), online(verdict, language)["word"]]
    return [say(language, "site_name"), say(language, "home_title"), say(language, "home_lead")]


def picture(language: str, verdict: str = "") -> dict[str, str | int]:
    """A picture's address, its size, and what it says for whoever does not see it."""
    return {
        "url": f"{settings.KB_SITE_URL}{static(f'og/{name(language, verdict)}')}",
        "width": WIDTH,
        "height": HEIGHT,
        "alt": " · ".join(words(language, verdict)[1:]),
    }
