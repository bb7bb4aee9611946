"""Cautions stand above the verdict, on pages and in their Markdown twins alike."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.rendering.strings import BY_LANGUAGE as STRINGS
from operators.vocabulary import LANGUAGES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]


def in_order(text: str, *marks: str) -> None:
    """Each mark stands in the text, once at least, and the first of each after the first of the one before."""
    places = [text.find(mark) for mark in marks]
    assert -1 not in places, dict(zip(marks, places, strict=True))
    assert places == sorted(places), dict(zip(marks, places, strict=True))


def said(client: Client, path: str, **fields: Any) -> str:
    response = client.post(path, fields) if fields else client.get(path)
    assert response.status_code == 200
    return unescape(response.content.decode())


@pytest.mark.parametrize("language", LANGUAGES)
# One that is always shown, and one that is shown with some answers alone.
@pytest.mark.parametrize("slug", ["entel-cancellation-prepaid", "bitel-cancellation-prepaid"])
def test_on_a_policy_and_its_twin(client: Client, language: str, slug: str) -> None:
    page = said(client, f"/{language}/policies/{slug}/")
    in_order(page, "<h1", '<div class="cautions"', 'class="verdicts big"', '<div class="lead"', 'id="routes"')
    # The country's own stand above what it says, in its own section.
    country = page.partition('<section id="country"')[2].partition("</section>")[0]
    in_order(country, "<h2", '<div class="cautions"', "<p>", '<table class="facts"')
    twin = said(client, f"/{language}/policies/{slug}.md").split("\n")
    first = {
        "caution": next(place for place, line in enumerate(twin) if line.startswith("- **")),
        "verdict": next(place for place, line in enumerate(twin) if line.startswith("**")),
    }
    assert 0 < first["caution"] < first["verdict"]
    assert twin[0].startswith("# ")


def test_a_caution_for_some_answers_says_so_in_the_twin(client: Client) -> None:
    twin = said(client, "/en/policies/bitel-cancellation-prepaid.md")
    line = next(line for line in twin.split("\n") if line.startswith("- **"))
    assert re.match(
        r"- \*\*You could lose the line\*\* \(Only if: Which document is the line registered with\? .* / ", line
    )
    always = said(client, "/en/policies/entel-cancellation-prepaid.md")
    assert "Only if" not in next(line for line in always.split("\n") if line.startswith("- **"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_result_and_its_twin(client: Client, language: str) -> None:
    answers = {"answer.line_holder": "other"}
    query = "?operator=claro&line_type=prepaid"
    page = said(client, f"/{language}/check/{query}", **answers).partition('<article id="result"')[2]
    in_order(page, '<div class="cautions" id="result-cautions"', '<h2 class="headline', 'id="unmet-title"')
    headline = STRINGS[language]["headline_blocked"]
    twin = said(client, f"/{language}/check.md{query}", **answers)
    in_order(twin, f"# {STRINGS[language]['result_title']}\n", "- **", f"## {headline}\n", "best: `")
    # As many as the page shows.
    assert twin.partition("\n## ")[0].count("- **") == page.partition("<h2")[0].count('<div class="caution ') > 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("slug", ["pe-cancellation", "bitel-keep-alive-prepaid"])
def test_what_is_folded_is_on_the_page_and_whole_in_the_twin(client: Client, language: str, slug: str) -> None:
    page = said(client, f"/{language}/policies/{slug}/")
    cautions = page.partition('<div class="cautions"')[2].partition("</header>")[0]
    folded = re.findall(
        r'<div class="caution [a-z_-]+"><strong>.*?</strong> (.*?)(?:<span class="advice">.*?</span>)?'
        r'(<sup class="notes">.*?</sup>)\s+<details><summary>.*?</summary>(.*?)</details>',
        cautions,
    )
    assert 1 <= len(folded) <= cautions.count('<div class="caution ')
    twin = said(client, f"/{language}/policies/{slug}.md")
    for lead, notes, rest in folded:
        # The marks of its sources stand by the sentence that is always in sight.
        assert notes.count("#source-") >= 1
        assert f"{lead}{'' if language == 'zh-hans' else ' '}{rest}" in twin


def test_one_for_some_answers_is_not_folded_twice(client: Client) -> None:
    page = said(client, "/en/policies/pe-cancellation/")
    some = page.partition("<summary>Only in some cases")[2].partition("</div></details>")[0]
    assert (some.count('<div class="caution '), some.count("<details>")) == (7, 0)
