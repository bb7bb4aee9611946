"""What a policy costs a phone: a browser counts the requests and the bytes that come over the wire."""

import re
from typing import Any
from urllib.parse import urlsplit

import pytest

from operators import editions
from operators.vocabulary import LANGUAGES, SubjectKind
from tests.factories import NOW

MOST_BYTES = 60_000
MOST_REQUESTS = 4


def heaviest(language: str) -> str:
    """The slug of the policy with the longest document, of those that bring their country's rules along."""
    rows = editions.listings(SubjectKind.POLICY, now=NOW)
    documents = editions.read_whole(rows, language=language, now=NOW)
    return str(max(documents, key=lambda one: (bool(one["operator"]), len(str(one))))["slug"])


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_heaviest_policy_is_light(site: str, chromium: Any, language: str, scripts: bool) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=scripts)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    asked: dict[str, str] = {}
    came: dict[str, float] = {}
    wire.on("Network.requestWillBeSent", lambda event: asked.update({event["requestId"]: event["request"]["url"]}))
    wire.on("Network.loadingFinished", lambda event: came.update({event["requestId"]: event["encodedDataLength"]}))

    answer = page.goto(f"{site}/{language}/policies/{heaviest(language)}/", wait_until="networkidle")

    assert answer.status == 200
    assert len(asked) <= MOST_REQUESTS, asked
    assert set(came) == set(asked)
    assert {urlsplit(url).netloc for url in asked.values()} == {urlsplit(site).netloc}
    # The page itself is packed; the test's server sends the stylesheet as it is, so this is more than readers get.
    assert answer.headers["content-encoding"] == "gzip"
    assert 10_000 < sum(came.values()) <= MOST_BYTES, came
    assert context.cookies() == []
    if scripts:
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert re.findall(r"unsafe-[a-z-]+|\*|https?:|data:", policy) == []
    context.close()
