"""Tricks in the address itself."""

import pytest

from operators.links import LinkRefused, check_source_url


@pytest.mark.parametrize(
    "url",
    [
        "https://www.elcomercio.pe@evil.example/",
        "https://elcomercio.pe:8080/x",
        "https://203.0.113.7/x",
        "https://xn--elcomerci-x4a.pe/",
        "https://elcomercio.pe\u200b/x",
        "javascript:alert(1)",
        "//elcomercio.pe/x",
        "https://bit.ly/x",
        "https://elcomercio.pe/?url=https://evil.example",
    ],
)
def test_a_source_with_a_trick_in_its_address_is_refused(url: str) -> None:
    with pytest.raises(LinkRefused):
        check_source_url(url)
