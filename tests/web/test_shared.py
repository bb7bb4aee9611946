"""A link to a result: made when asked for, holding codes alone, and honest about what changed since."""

import re
import time
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.models.working import Condition, Policy
from operators.publishing import withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from operators.web.problems import BadRequest
from operators.web.shared_links import LONGEST, SharedLink
from tests.factories import NOW, make_operator, make_policy, make_question, make_user, publish_now
from tests.trust.hostile import VALUES

LINE = "operator=claro&line_type=prepaid"
GIVEN = {"answer.debt": "yes", "answer.line_holder": "mine", "answer.in_peru": "unknown"}
EXAMPLE = SharedLink("claro", "prepaid", {"pe-cancellation": 2, "claro-cancellation": 1}, {"b": "yes", "a": "no_2"})


def make(client: Client, language: str = "en", given: dict[str, str] | None = None) -> str:
    html = client.post(f"/{language}/check/?{LINE}", {**(GIVEN if given is None else given), "share": "yes"})
    return unescape(re.findall(r'id="share-link" readonly value="([^"]+)"', html.content.decode())[0])


def follow(client: Client, link: str, language: str = "en") -> Any:
    answer = client.post(f"/{language}/check/shared/", {"link": link})
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.content.decode()
    assert answer.cookies == {}
    return answer


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode().partition("<main")[2]))


def test_a_link_is_the_line_the_editions_and_the_codes_in_one_order() -> None:
    text = EXAMPLE.text()
    assert text.startswith("claro/prepaid/claro-cancellation=1&pe-cancellation=2/a=no_2&b=yes/")
    turned = SharedLink("claro", "prepaid", {"claro-cancellation": 1, "pe-cancellation": 2}, {"a": "no_2", "b": "yes"})
    assert turned.text() == text
    assert SharedLink("claro", "prepaid", EXAMPLE.editions, {**EXAMPLE.answers, "c": "unknown"}).text() == text


@pytest.mark.parametrize(
    "around",
    ["{}", "#{}", "https://kb.example/en/check/shared/#{}", "https://kb.example/en/check/shared/?fbclid=x#{}",
     "  https://kb.example/#{}\n", "https://kb.example/#{}.", "看 https://kb.example/#{} 这个。", "https://kb.example/#{}»"],
)  # fmt: skip
def test_a_link_is_read_however_it_was_copied(around: str) -> None:
    assert SharedLink.read(around.format(EXAMPLE.text())) == EXAMPLE


def test_a_link_that_was_encoded_or_broken_over_lines_is_read() -> None:
    text = EXAMPLE.text()
    assert SharedLink.read(text.replace("=", "%3D").replace("&", "%26").replace("/", "%2F")) == EXAMPLE
    assert SharedLink.read(f"{text[:30]}\r\n{text[30:60]}\n{text[60:]}") == EXAMPLE


def test_every_link_that_was_cut_or_changed_is_told() -> None:
    text = EXAMPLE.text()
    faults = {}
    for place in range(len(text)):
        for changed in (text[:place], text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]):
            with pytest.raises(BadRequest) as told:
                SharedLink.read(changed)
            faults[str(told.value)] = changed
    assert set(faults) == {"link_empty", "link_none", "link_cut"}


@pytest.mark.parametrize(
    ("pasted", "fault"),
    [("", "link_empty"), (" \n", "link_empty"), ("https://example.org/", "link_none"), ("hello", "link_none"),
     ("x" * (LONGEST + 1), "link_none"), ("\0/a/b=1//00000000", "link_none"), ("%ff%fe", "link_none"),
     ("a/b/c=0//00000000", "link_cut"), ("a/b/" + "c=1&" * 500 + "/x=y/00000000", "link_cut"),
     ("a/b/c=1/d=e&d=e/00000000", "link_cut"), ("<script>alert(1)</script>", "link_none")],
)  # fmt: skip
def test_what_is_no_link_is_told(pasted: str, fault: str) -> None:
    with pytest.raises(BadRequest, match=f"^{fault}$"):
        SharedLink.read(pasted)


@pytest.mark.django_db
@pytest.mark.usefixtures("peru")
class TestPeru:
    def test_no_link_is_made_unless_asked_for(self, client: Client) -> None:
        for answer in (client.get(f"/en/check/?{LINE}"), client.post(f"/en/check/?{LINE}", GIVEN)):
            assert "share-link" not in answer.content.decode()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_link_gives_the_same_result_in_each_language(self, client: Client, language: str) -> None:
        link = make(client, language)
        address, _, codes = link.partition("#")
        assert address == f"http://127.0.0.1:8000/{language}/check/shared/"
        # What was left open is not in it, and nothing but codes.
        assert re.fullmatch(
            r"claro/prepaid/claro-cancellation-prepaid=\d+&pe-cancellation=\d+/debt=yes&line_holder=mine/[0-9a-f]{8}",
            codes,
        )
        answer = follow(client, link, language)
        assert answer.status_code == 200
        html = answer.content.decode()
        direct = client.post(f"/{language}/check/?{LINE}", GIVEN).content.decode()
        assert html.partition('<div id="outcome">')[2] == direct.partition('<div id="outcome">')[2]
        assert 'value="mine" checked' in html
        assert 'class="banner"' not in html
        assert f'href="http://127.0.0.1:8000/{language}/check/shared/">' in html

    def test_the_page_of_a_link_is_kept_by_nobody(self, client: Client) -> None:
        answer = client.get("/es/check/shared/")
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
        assert '<meta name="robots" content="noindex">' in answer.content.decode()
        # Every other page says what it said before.
        assert client.get("/es/check/")["Referrer-Policy"] == "same-origin"

    def test_a_link_is_not_logged_and_not_read_from_an_address(
        self, client: Client, caplog: pytest.LogCaptureFixture
    ) -> None:
        link = make(client, given={"answer.line_holder": "other_with_letter"})
        with caplog.at_level("DEBUG"):
            follow(client, link)
            follow(client, link[:-1])
        assert "other_with_letter" not in caplog.text
        asked = client.get("/en/check/shared/", {"link": link})
        assert asked.content == client.get("/en/check/shared/").content

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_bad_link_gets_a_page_with_a_way_on(self, client: Client, language: str) -> None:
        link = make(client)
        for bad in ("", "x", link[:-1], link.replace("debt=yes", "debt=no"), "<script>canary</script>"):
            answer = follow(client, bad, language)
            assert answer.status_code == 400
            html = answer.content.decode()
            assert "canary" not in html
            assert f'<a class="button" href="/{language}/check/">' in html

    def test_no_hostile_text_in_any_place_of_a_link_is_more_than_a_bad_link(self, client: Client) -> None:
        real = SharedLink.read(make(client))
        texts = [text for text in VALUES.values() if text.isprintable() or text.isascii()]
        assert len(texts) > 30
        for text in texts:
            for link in (
                text,
                SharedLink(text, "prepaid", real.editions, {}).text(),
                SharedLink("claro", text, real.editions, {}).text(),
                SharedLink("claro", "prepaid", {text: 1}, {}).text(),
                SharedLink("claro", "prepaid", real.editions, {text: "yes"}).text(),
                SharedLink("claro", "prepaid", real.editions, {"debt": text}).text(),
            ):
                began = time.perf_counter()
                answer = client.post("/en/check/shared/", {"link": link})
                assert answer.status_code in (400, 404, 413), text[:80]
                assert time.perf_counter() - began < 2, text[:80]

    def test_a_made_up_link_is_refused_with_what_is_wrong(self, client: Client) -> None:
        real = SharedLink.read(make(client))
        whole = {"claro-cancellation-prepaid": 1, "pe-cancellation": real.editions["pe-cancellation"]}
        cases = [
            (SharedLink("claro", "any", whole, {}), 400, "no link to a result"),
            (SharedLink("claro", "gold", whole, {}), 400, "no link to a result"),
            (SharedLink("nobody", "prepaid", whole, {}), 404, "Nothing is published here any more"),
            (SharedLink("claro", "prepaid", {**whole, "pe-cancellation": 99}, {}), 400, "never published"),
            (SharedLink("claro", "prepaid", {"no-such-policy": 1}, {}), 400, "never published"),
            (SharedLink("claro", "prepaid", whole, {"debt": "perhaps"}), 400, "do not belong"),
            (SharedLink("claro", "prepaid", whole, {"shoe_size": "big"}), 400, "do not belong"),
        ]
        for link, status, words in cases:
            answer = follow(client, link.text())
            assert (answer.status_code, words in said(answer)) == (status, True), link


@pytest.mark.django_db
@pytest.mark.usefixtures("today")
class TestChanges:
    """Two rules, and a link made under them."""

    @pytest.fixture
    def link(self, client: Client) -> str:
        operator = make_operator()
        publish_now(operator)
        publish_now(make_policy("pe-cancellation", line_type="any"))
        publish_now(make_policy(operator=operator))
        return make(client, given={"answer.debt": "yes"})

    def test_unchanged_rules_are_said_to_be_so(self, client: Client, link: str) -> None:
        assert "The rules are still those of the day on which the link was made" in said(follow(client, link))

    def test_a_newer_edition_is_said_with_its_difference_and_computed_with(self, client: Client, link: str) -> None:
        before = follow(client, link).content.decode()
        Condition.objects.filter(policy__slug="claro-cancellation-prepaid").update(outcome="blocked")
        publish_now(Policy.objects.get(slug="claro-cancellation-prepaid"), now=NOW + timedelta(minutes=1))
        answer = follow(client, link)
        assert answer.status_code == 200
        assert "The rules have changed since the link was made" in said(answer)
        assert "Cancelling (en): edition 1 then, edition 2 today." in said(answer)
        difference = "/en/policies/claro-cancellation-prepaid/diff/?from=1&amp;to=2"
        assert f'<a href="{difference}">' in answer.content.decode()
        assert client.get(unescape(difference)).status_code == 200
        assert "Blocked for now" in said(answer)
        assert "Blocked for now" not in before

    def test_an_answer_that_is_no_longer_asked_for_is_left_out_and_said(self, client: Client, link: str) -> None:
        Condition.objects.update(question=make_question("moved", ("no", "yes")))
        for slug in ("claro-cancellation-prepaid", "pe-cancellation"):
            publish_now(Policy.objects.get(slug=slug), now=NOW + timedelta(minutes=1))
        answer = follow(client, link)
        assert answer.status_code == 200
        assert "were left out: 1." in said(answer)

    def test_a_rule_that_was_withdrawn_or_came_since_is_said(self, client: Client, link: str) -> None:
        boss = make_user("boss", REVIEWER)
        withdraw(kind="policy", slug="claro-cancellation-prepaid", because={"en": "x"}, by=boss, now=NOW)
        answer = follow(client, link)
        assert answer.status_code == 200
        assert "One of the rules of then no longer applies." in said(answer)
        assert "No data" in said(answer)
        operator = Policy.objects.get(slug="claro-cancellation-prepaid").operator
        publish_now(
            make_policy("claro-cancellation-2026", operator=operator, line_type="any"), now=NOW + timedelta(minutes=1)
        )
        assert "it did not count then, and does today" in said(follow(client, link))

    def test_an_edition_that_waits_for_its_day_is_not_known(self, client: Client, link: str) -> None:
        later = (NOW + timedelta(days=90)).date()
        Policy.objects.filter(slug="pe-cancellation").update(effective_from=later)
        publish_now(Policy.objects.get(slug="pe-cancellation"), now=NOW + timedelta(minutes=1))
        known = SharedLink.read(link)
        ahead = SharedLink("claro", "prepaid", {**known.editions, "pe-cancellation": 2}, known.answers)
        never = SharedLink("claro", "prepaid", {**known.editions, "pe-cancellation": 3}, known.answers)
        assert said(follow(client, ahead.text())) == said(follow(client, never.text()))
        assert "The rules are still those" in said(follow(client, link))
