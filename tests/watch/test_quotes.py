"""Is a quote still on a page? The same words in another dress are the same; other words are not."""

import doctest
from time import process_time

import pytest

from operators.watch import network, page_text, quotes, says, visiting

QUOTE = "el plazo máximo es de 5 días hábiles"


@pytest.mark.parametrize("module", [quotes, network, visiting])
def test_the_examples_hold(module: object) -> None:
    assert doctest.testmod(module)[0] == 0  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "html",
    [
        "<p>El plazo máximo es de 5 días hábiles.</p>",
        "<p>el  plazo\n\tmáximo es&nbsp;de 5 d&iacute;as h&#225;biles</p>",
        "<p>el pla<b>zo</b> máximo <a href='/x'>es de</a> 5 <!-- diez --> días hábiles",
        "<p>el plazo ma\u0301ximo es de 5 días há\u00adbiles",
        "<script>if (a < b) {</script><p>EL PLAZO MÁXIMO ES DE 5 DÍAS HÁBILES",
        "a < b, el plazo máximo es de 5 días hábiles > c",
    ],
)
def test_the_quote_is_found_however_it_is_set(html: str) -> None:
    assert says(page_text(html), QUOTE)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>el plazo máximo es de 6 días hábiles</p>",
        "<p>el plazo máximo es de 5.5 días hábiles</p>",
        "<!-- el plazo máximo es de 5 días hábiles -->",
        "<script>el plazo máximo es de 5 días hábiles</script>",
        "<meta content='el plazo máximo es de 5 días hábiles'>",
        "<style>el plazo máximo es de 5 días hábiles",
    ],
)
def test_other_words_and_words_that_nobody_sees_are_not_the_quote(html: str) -> None:
    assert not says(page_text(html), QUOTE)


def test_quotes_dashes_and_what_is_left_out_do_not_matter() -> None:
    text = "Según la norma, «la línea» se da de baja – sin costo – en un día hábil y, además, por escrito."
    assert says(text, 'la línea" se da de baja - sin costo')
    assert says(text, "la línea […] por escrito")
    assert says(text, "Según la norma... un día hábil")
    assert not says(text, "por escrito … la línea")
    assert not says(text, "…")


def test_chinese_is_found_without_blanks() -> None:
    assert says(page_text("<p>预付费线路\n  在<b>第60天</b>停机。"), "预付费线路在第60天停机")


@pytest.mark.parametrize("part", ["<!--", "<script>", "<", "<a ", "&", "<style></style", "</", "<p a='>"])
def test_a_page_made_to_be_slow_is_not(part: str) -> None:
    html = part * (1_000_000 // len(part))
    start = process_time()
    says(page_text(html), QUOTE)
    assert process_time() - start < 5
