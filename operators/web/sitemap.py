"""The addresses of all pages that search engines may find, with the day of their last publication."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from operators import editions
from operators.rendering.strings import say
from operators.vocabulary import DEFAULT_LANGUAGE, LANGUAGES, SubjectKind
from operators.web.languages import TAGS

ROOMS = {SubjectKind.OPERATOR: "operator-detail", SubjectKind.POLICY: "policy-detail", SubjectKind.FAQ: "faq-detail"}
STANDING = {
    "home": "home",
    "check-answer": "check_title",
    "keep-plan": "keep_title",
    "compare-operators": "side_by_side",
    "change-index": "changes",
    "faq-list": "faq_title",
    "method": "method",
}
"""Pages that are always there, with their titles. Search results, differences and old editions are ``noindex`` and not
listed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page in one language, and its addresses in all of them: ``[("es", "https://…"), …]``."""

    url: str
    alternates: list[tuple[str, str]]
    modified: datetime | None


def entries(now: datetime) -> Iterator[Entry]:
    """Every published page in every language. One query for each kind of subject."""
    rows = [
        (ROOMS[kind], {"slug": slug}, public_at)
        for kind in SubjectKind
        for slug, public_at in editions.listings(kind, now=now).order_by("slug").values_list("slug", "public_at")
    ]
    newest = max((public_at for _name, _kwargs, public_at in rows), default=None)
    pages: list[tuple[str, dict[str, str], datetime | None]] = [(name, {}, newest) for name in STANDING]
    for name, kwargs, modified in [*pages, *rows]:
        urls = {language: address(name, language, **kwargs) for language in LANGUAGES}
        alternates = [(TAGS[language], url) for language, url in urls.items()]
        alternates.append(("x-default", urls[DEFAULT_LANGUAGE]))
        for url in urls.values():
            yield Entry(url, alternates, modified)


def standing(language: str) -> list[tuple[str, str]]:
    """Titles and addresses of the pages that are always there, but for the home page itself."""
    return [(say(language, key), address(name, language)) for name, key in STANDING.items() if name != "home"]


def address(name: str, language: str, **kwargs: str) -> str:
    """The whole address of a page: from the site's own, since a ``Host`` header is nothing to repeat."""
    return f"{settings.KB_SITE_URL}{reverse(name, kwargs={'language': language, **kwargs})}"
