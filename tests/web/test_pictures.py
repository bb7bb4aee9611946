"""The picture beside a shared link: it is there, it has the size that is said, and it says what the page says."""

import json
import re
import struct
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from operators import editions
from operators.vocabulary import LANGUAGES, SubjectKind
from operators.web.pictures import HEIGHT, WIDTH, pictures, words
from tests.factories import NOW

FOLDER = Path(settings.ROOT) / "kb" / "static" / "og"


def shown(client: Client, path: str) -> dict[str, str]:
    html = client.get(path).content.decode()
    found = re.findall(r'<meta property="og:(image[^"]*)" content="([^"]*)">', html)
    assert len(found) == len(dict(found)) == 4
    return {name: unescape(content) for name, content in found}


def test_every_picture_is_drawn_and_says_what_it_should() -> None:
    """`make pictures` draws them again when words have changed."""
    assert {path.name for path in FOLDER.glob("*.png")} == set(pictures())
    said = json.loads((FOLDER / "words.json").read_text("utf-8"))
    assert said == {name: words(*what) for name, what in pictures().items()}


@pytest.mark.parametrize("name", pictures())
def test_a_picture_has_the_size_that_is_said_and_is_light(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)
    assert 5_000 < len(data) < 100_000


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_policy_shows_its_verdict_and_every_other_page_the_site(client: Client, language: str) -> None:
    for row in editions.listings(SubjectKind.POLICY, now=NOW):
        verdict = f"-{row.online_support}" if row.online_support else ""
        found = shown(client, f"/{language}/policies/{row.slug}/")
        assert found["image"] == f"http://127.0.0.1:8000/static/og/{language}{verdict}.png"
        assert finders.find(f"og/{language}{verdict}.png")
        assert (found["image:width"], found["image:height"]) == ("1200", "630")
        assert found["image:alt"] == " · ".join(words(language, row.online_support)[1:])
    for path in ("", "faq/", "operators/claro/", "check/", "nothing-here/"):
        assert shown(client, f"/{language}/{path}")["image"].endswith(f"/og/{language}.png")
