"""No page of one language says a word of the interface in another, whatever stands on it."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client

from operators.models.printed import Listing
from operators.rendering.strings import BY_LANGUAGE as STRINGS
from operators.rendering.words import BY_LANGUAGE as WORDS
from operators.vocabulary import LANGUAGES
from tests.peru import peru_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
STANDING = ("", "changes/", "check/", "check/?operator=bitel&line_type=prepaid", "compare/", "faq/", "keep/", "method/")
VIEWS = {"policy": "policies", "operator": "operators", "faq": "faq"}
HAN = re.compile(r"[\u4e00-\u9fff]")


class Seen(HTMLParser):
    """The text of a page in the page's own language: what is marked as another language is left out."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.texts += [values[name] or "" for name in ("aria-label", "title", "placeholder", "alt") if name in values]
        if tag not in VOID:
            foreign = tag in ("script", "style") or (tag != "html" and "lang" in values)
            self.open.append((tag, foreign or bool(self.open and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not (self.open and self.open[-1][1]):
            self.texts.append(data.strip())


def seen(html: str) -> list[str]:
    parser = Seen()
    parser.feed(html)
    return parser.texts


def interface(language: str) -> set[str]:
    """What a language of the interface says, where no other language says the same."""
    said = {
        name: {*STRINGS[name].values(), *(word for table in WORDS[name].values() for word in table.values())}
        for name in LANGUAGES
    }
    others = set().union(*(said[name] for name in LANGUAGES if name != language))
    return {text for text in said[language] if re.search(r"\w{2}", text)} - others


def foreign(html: str, strangers: set[str]) -> set[str]:
    """Parts of a page's texts that are, whole, something that another language of the interface says."""
    parts = {part.strip().rstrip(":：") for text in seen(html) for part in text.split(" · ")}
    return parts & strangers


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_a_word_of_the_interface_in_another_language(client: Client, language: str) -> None:
    rows = Listing.objects.order_by("kind", "slug").values_list("kind", "slug").distinct()
    paths = [*STANDING, *(f"{VIEWS[kind]}/{slug}/" for kind, slug in rows)]
    assert len(paths) > 70
    strangers = set().union(*(interface(other) for other in LANGUAGES if other != language)) - interface(language)
    # What operators' staff say stands in Spanish on purpose, as a glossary's title too.
    strangers -= {"Titular", "Recarga", "Código de pedido", "Dar de baja"}
    found = {}
    for path in paths:
        response = client.get(f"/{language}/{path}")
        assert response.status_code == 200, path
        words = foreign(response.content.decode(), strangers)
        if words:
            found[path] = words
    assert found == {}


@pytest.mark.parametrize("language", ["es", "en"])
def test_chinese_stands_only_where_it_is_marked_or_is_a_name(client: Client, language: str) -> None:
    names = ["保号卡", *(one["publisher"] for one in peru_pack().sources if HAN.search(one.get("publisher", "")))]
    for path in STANDING:
        left = {text for text in seen(client.get(f"/{language}/{path}").content.decode()) if HAN.search(text)}
        assert [text for text in left if not any(name in text for name in names)] == [], path


@pytest.mark.parametrize(
    ("spoiled", "found"),
    [
        ("<h2>{steps}</h2>", True),
        ("<p>Bitel · {steps} · 2026</p>", True),
        ("<button aria-label='{steps}'></button>", True),
        ("<p lang='en'>{steps}</p>", False),
        ("<p>{steps} is what the page says</p>", False),
    ],
)
def test_a_word_of_the_interface_in_another_language_is_found(client: Client, spoiled: str, found: bool) -> None:
    page = client.get("/es/method/").content.decode()
    assert foreign(page, interface("en")) == set()
    steps = STRINGS["en"]["steps"]
    spoiled_page = page.replace("<h1", f"{spoiled.format(steps=steps)}<h1", 1)
    assert spoiled_page != page
    assert foreign(spoiled_page, interface("en")) == ({steps} if found else set())
