"""The self-check on a page: the same outcome as the engine and the API give, and nothing kept of the answers."""

import gzip
import json
import random
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators import editions
from operators.readiness import Assessment, assess, questionnaire
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.rendering.verdicts import headline
from operators.vocabulary import LANGUAGES, UNKNOWN
from tests.factories import NOW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]
OPERATORS = ("bitel", "claro", "entel", "movistar")


def documents(operator: str, language: str) -> editions.CheckDocuments:
    return editions.check_documents(operator=operator, line_type="prepaid", language=language, now=NOW)


def engine(found: editions.CheckDocuments, answers: dict[str, str]) -> Assessment:
    return assess(found.policy, found.country, answers, found.on, keep_alive=found.keep_alive)


def post(client: Client, operator: str, language: str, answers: dict[str, str], suffix: str = "/") -> Any:
    fields = {f"answer.{key}": code for key, code in answers.items()}
    return client.post(f"/{language}/check{suffix}?operator={operator}&line_type=prepaid", fields)


def drawn(found: editions.CheckDocuments, seed: int) -> dict[str, str]:
    """A set of answers, some of them left open."""
    chance = random.Random(seed)
    questions = questionnaire(found.policy, found.country)
    return {
        question["key"]: chance.choice([*(option["code"] for option in question["options"]), UNKNOWN])
        for question in questions
        if chance.random() < 0.8
    }


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("operator", OPERATORS)
def test_page_twin_and_api_agree_with_the_engine(client: Client, operator: str, seed: int) -> None:
    language = LANGUAGES[seed % 3]
    found = documents(operator, language)
    answers = drawn(found, seed)
    expected = engine(found, answers).to_dict()
    html = unescape(post(client, operator, language, answers).content.decode())
    said = headline(expected["best"], expected["worst"], language)["word"]
    assert re.search(r'<h2 class="headline.*?<span>(.*?)</span>', html, re.DOTALL).group(1) == said  # type: ignore[union-attr]
    unmet = sum(finding["status"] == "unmet" for finding in expected["findings"])
    assert len(re.findall(r'<ul class="findings">.*?</ul>', html, re.DOTALL)) == (unmet > 0) + any(
        finding["status"] == "unknown" for finding in expected["findings"]
    )
    assert len(re.findall(r'<ol class="plan".*?</ol>', html, re.DOTALL)) == len(
        {item["kind"] for item in expected["plan"]}
    )

    twin = post(client, operator, language, answers, ".md").content.decode()
    assert f"best: `{expected['best']}`" in twin
    assert f"worst: `{expected['worst']}`" in twin
    earliest = expected["earliest_cancellation_on"]
    waits = earliest not in (None, expected["as_of"])
    asked = say(language, "closed_by_then", day=day(earliest, language)) if waits else say(language, "closed_by")
    assert f"{asked}: {day(expected['closed_by'], language)}" in twin

    body = {"operator": operator, "line_type": "prepaid", "answers": answers}
    told = client.post(f"/api/v1/readiness/?lang={language}", json.dumps(body), content_type="application/json")
    document = told.json()
    assert document.pop("headline") == said
    assert isinstance(document.pop("explanation"), list)
    assert document == json.loads(json.dumps(expected))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_questions_are_on_one_page_and_start_at_i_dont_know(client: Client, language: str) -> None:
    html = client.get(f"/{language}/check/?operator=claro").content.decode()
    found = documents("claro", language)
    keys = [question["key"] for question in questionnaire(found.policy, found.country)]
    assert re.findall(r'<fieldset id="q-(\w+)"', html) == keys
    checked = re.findall(r'value="(\w+)" checked', html)
    assert checked == [UNKNOWN] * len(keys)
    # The child of a question comes after it and says when it counts.
    assert keys.index("sim_in_hand") == keys.index("sms_reachable") + 1
    assert 'id="q-sim_in_hand" class="child"' in html


HEADINGS = {
    "zh-hans": ["机主和证件", "你在哪里，手边有什么", "号码的欠费、合约和服务", "还有什么在用这个号码",
                "你的个人信息和时间"],
    "es": ["Titular y documentos", "Dónde estás y qué tienes a mano", "Deuda, contrato y servicios de la línea",
           "Qué depende del número", "Tus datos y tu tiempo"],
    "en": ["Holder and documents", "Where you are and what you have at hand", "Debt, contract and services of the line",
           "What hangs on the number", "Your data and your time"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_questions_stand_in_groups_under_their_headings(client: Client, language: str) -> None:
    html = client.get(f"/{language}/check/?operator=entel").content.decode()
    sections = re.findall(
        r'<section class="group" aria-labelledby="(.*?)">\s*<h2 id="(.*?)">(.*?)</h2>(.*?)</section>', html, re.DOTALL
    )
    assert [title for _by, _id, title, _inner in sections] == HEADINGS[language]
    assert all(by == name for by, name, _title, _inner in sections)
    assert [re.findall(r'<fieldset id="q-(\w+)"', inner) for *_names, inner in sections] == [
        ["line_holder", "data_match", "id_document"],
        ["in_peru", "sms_reachable", "sim_in_hand"],
        ["debt", "device_contract", "cross_border_service", "subscriptions"],
        ["bank_linked", "wallet_linked", "whatsapp_linked", "wechat_linked", "other_logins", "unfinished_matters"],
        ["accept_privacy_risk", "accept_effort"],
    ]
    assert html.count("<fieldset") == 18


def test_result_is_never_stored_by_anybody(client: Client) -> None:
    response = post(client, "claro", "es", {"debt": "yes"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    assert not response.has_header("ETag")


def test_result_is_packed_for_whoever_takes_it_so(client: Client) -> None:
    fields = {"answer.debt": "yes"}
    plain = client.post("/es/check/?operator=claro", fields)
    packed = client.post("/es/check/?operator=claro", fields, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert "no-store" in packed["Cache-Control"]
    assert not packed.has_header("ETag")
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3


def test_only_what_stands_in_no_way_is_said_not_to_stand_in_it(client: Client) -> None:
    def clear(answers: dict[str, str]) -> list[str]:
        html = unescape(post(client, "claro", "en", answers).content.decode())
        part = html.partition('id="met"')[2].partition("</details>")[0]
        return [one.strip() for one in re.findall(r"<li>(.*?)</li>", part)]

    # Five conditions ask whose name the line is in; of them it is said once.
    assert clear({"line_holder": "mine"}) == ["Whose name is the line in? Mine"]
    # A letter clears some of the five and not the others.
    assert clear({"line_holder": "other_with_letter"}) == []


def test_result_names_whom_to_ask_and_what_to_say_right_after_the_plan(client: Client) -> None:
    html = unescape(post(client, "claro", "zh-hans", {"line_holder": "mine", "debt": "no"}).content.decode())
    parts = ("plan-title", "contacts", "messages", "answers", "open", "limits", "sources")
    places = [html.index(f'id="{part}"') for part in parts]
    assert places == sorted(places)
    policy = documents("claro", "zh-hans").policy
    assert policy is not None
    quoted = re.findall(r'<blockquote lang="es">(.*?)</blockquote><p class="translation">(.*?)</p>', html)
    assert quoted == [(one["text"], one["translation"]) for one in policy["messages"]]
    assert len(quoted) == 3
    answers = html.partition('id="answers"')[2].partition("</section>")[0]
    assert re.findall(r"<li>(.*?)</li>", answers) == [
        "这个号码登记在谁名下？ <strong>我本人</strong>",
        "这个号码有欠费吗？ <strong>没有</strong>",
    ]
    # "I don't know" is no answer, and where there is none there is no list of them.
    assert 'id="answers"' not in post(client, "claro", "en", {"debt": UNKNOWN}).content.decode()


def test_result_so_far_says_what_the_result_says(client: Client) -> None:
    for operator in OPERATORS:
        found = documents(operator, "en")
        for seed in range(5):
            html = post(client, operator, "en", drawn(found, seed)).content.decode()
            beside = re.findall(r'<p class="headline (tone-\w+)">.*?<span>(.*?)</span>', html, re.DOTALL)
            assert beside == re.findall(r'<h2 class="headline (tone-\w+)".*?<span>(.*?)</span>', html, re.DOTALL)
            assert len(beside) == 1
            for anchor in re.findall(r'<a href="#([a-z-]+-title|result)">', html):
                assert html.count(f'id="{anchor}"') == 1


def test_answers_are_in_no_link_of_the_result(client: Client) -> None:
    html = post(client, "claro", "es", {"line_holder": "other_with_letter"}).content.decode()
    assert not re.search(r'href="[^"]*other_with_letter', html)
    assert 'value="other_with_letter" checked' in html


def test_answers_are_not_logged(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        post(client, "claro", "es", {"line_holder": "other_with_letter"})
        post(client, "claro", "es", {"line_holder": "canary-in-an-answer"})
    assert "other_with_letter" not in caplog.text
    assert "canary-in-an-answer" not in caplog.text


def test_answers_in_the_address_are_not_read(client: Client) -> None:
    plain = client.get("/es/check/?operator=claro")
    assert client.get("/es/check/?operator=claro&answer.debt=yes").content == plain.content


@pytest.mark.parametrize("answers", [{"debt": "perhaps"}, {"shoe_size": "big"}, {"debt": "<script>"}])
def test_an_answer_that_is_none_is_a_400(client: Client, answers: dict[str, str]) -> None:
    response = post(client, "claro", "en", answers)
    assert response.status_code == 400
    assert "<script>" not in response.content.decode()


def test_no_data_is_said_and_nothing_is_guessed(client: Client) -> None:
    html = unescape(client.get("/en/check/?operator=claro&line_type=postpaid").content.decode())
    assert "No data: we have no published policy to check this against" in html
    assert "<fieldset" not in html


def test_nothing_known_is_never_ready(client: Client) -> None:
    for operator in OPERATORS:
        html = post(client, operator, "en", {}).content.decode()
        assert 'class="headline tone-good"' not in html


def test_result_names_what_is_always_shown(client: Client) -> None:
    html = unescape(post(client, "claro", "en", {"line_holder": "mine", "in_peru": "yes"}).content.decode())
    for title in ("What this check cannot know", "Official channels", "If you do nothing", "Sources"):
        assert title in html
    assert "27 November 2026" in html


def test_a_form_from_elsewhere_needs_no_token(peru: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert post(strict, "claro", "es", {"debt": "no"}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_helps_alone_is_not_said_to_help_the_same_together(client: Client, language: str) -> None:
    answers = {"line_holder": "other", "in_peru": "no", "debt": "yes", "bank_linked": "yes"}
    html = unescape(post(client, "claro", language, answers).content.decode())
    helps = html.partition('<section class="helps"')[2].partition("</section>")[0]
    assert say(language, "helps_single") in helps
    assert say(language, "helps_more") in helps
    assert say(language, "helps_together") not in helps


@pytest.mark.parametrize("language", LANGUAGES)
def test_twin_of_the_questions_says_each_with_its_answers(client: Client, language: str) -> None:
    query = "?operator=claro&line_type=prepaid"
    text = client.get(f"/{language}/check.md{query}").content.decode()
    html = unescape(client.get(f"/{language}/check/{query}").content.decode())
    assert re.findall(r"^### (.+)$", text, re.MULTILINE) == re.findall(r"<legend>(.*?)</legend>", html)
    fields = re.findall(r'name="answer\.(\w+)" value="(\w+)"', html)
    said = [
        (key, code)
        for key, block in re.findall(r"^`answer\.(\w+)`\n(.*?)(?=^`answer\.|\Z)", text, re.MULTILINE | re.DOTALL)
        for code in re.findall(r"^- `(\w+)`: ", block, re.MULTILINE)
    ]
    assert said == fields
    assert text.count(f"\n{say(language, 'how_to_find_out')}") == html.count("<summary>")


def test_twin_of_the_choice_leads_to_the_questions_of_every_line(client: Client) -> None:
    text = client.get("/en/check.md").content.decode()
    links = re.findall(r"\]\(http://[^/]+([^)]+)\)", text)
    pages = re.findall(r'<li><a href="([^"]+)"', unescape(client.get("/en/check/").content.decode()))
    assert links == [page.replace("/check/?", "/check.md?") for page in pages]
    for link in links:
        assert client.get(link).status_code == 200


def test_twin_of_a_line_without_rules_says_so(client: Client) -> None:
    text = client.get("/en/check.md?operator=claro&line_type=postpaid").content.decode()
    assert "No data: we have no published policy" in text
    assert client.get("/en/check.md?operator=nobody&line_type=prepaid").status_code == 404
    assert client.get("/en/check.ics?operator=claro&line_type=prepaid").status_code == 405
