"""The same answers to the page and to the API: the same outcome, findings, plan and days, whatever was answered.

What the page says is read from its HTML, with nothing of the code that made it but the words of the field.
"""

import json
import random
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators.rendering import plain_text
from operators.rendering.strings import say
from operators.rendering.values import day
from operators.rendering.words import word
from operators.vocabulary import LANGUAGES, UNKNOWN
from tests.factories import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]
OPERATORS = ("bitel", "claro", "entel", "movistar")
SETS = 52  # for each operator: 208 in all
TAG = re.compile(r"<[^>]+>")


@pytest.fixture(autouse=True)
def unlimited(settings: Any) -> None:
    settings.KB_API_RATE = 0


def bare(text: str) -> str:
    """Words alone: no tags, no blanks."""
    return re.sub(r"\s+", "", unescape(TAG.sub("", text)))


def words(text: str) -> str:
    return re.sub(r"\s+", "", plain_text(text))


def between(html: str, start: str, end: str) -> str:
    return html.partition(start)[2].partition(end)[0]


def items(html: str) -> list[str]:
    return re.findall(r"<li>(.*?)</li>", re.sub(r'<sup class="notes">.*?</sup>', "", html, flags=re.DOTALL), re.DOTALL)


def ask(client: Client, path: str, body: dict[str, Any]) -> Any:
    answer = client.post(path, json.dumps(body), content_type="application/json")
    assert answer.status_code == 200
    return answer.json()


def findings_on(html: str, title: str) -> list[tuple[str, str]]:
    """Outcome, and question with answer, of each finding under a heading."""
    found = between(html, f'id="{title}"', "</ul>").partition('<ul class="findings">')[2]
    rows = []
    for item in items(found):
        outcome = re.findall(r'<span class="verdict.*?</svg>\s*<span>(.*?)</span>', item, re.DOTALL)[0]
        rows.append((bare(outcome), bare(re.findall(r'<p class="when">(.*?)</p>', item, re.DOTALL)[0])))
    return sorted(rows)


def findings_of(assessment: Any, status: str, questions: Any, language: str) -> list[tuple[str, str]]:
    rows = []
    for finding in assessment["findings"]:
        if finding["status"] == status:
            question = questions[finding["question"]]
            labels = {option["code"]: option["label"] for option in question["options"]}
            answer = labels.get(finding["answer"], say(language, "dont_know"))
            outcome = word(language, "outcome", finding["outcome"] or "advice")
            rows.append((words(outcome), bare(f"{question['text']} {answer}")))
    return sorted(rows)


def plan_on(html: str) -> list[tuple[str, str]]:
    """What each item says, and its day."""
    rows = []
    for part in re.findall(r'<ol class="plan".*?</ol>', html, re.DOTALL):
        for item in items(part):
            told = re.findall(r'<span class="day">(.*?)</span>', item, re.DOTALL)
            rows.append((bare(item), bare(told[0]) if told else ""))
    return rows


@pytest.mark.parametrize("operator", OPERATORS)
def test_page_and_api_say_the_same_of_a_check(client: Client, operator: str) -> None:
    headlines = set()
    for seed in range(SETS):
        chance, language = random.Random(f"{operator} {seed}"), LANGUAGES[seed % 3]
        line = f"operator={operator}&line_type=prepaid"
        asked = client.get(f"/api/v1/readiness/questions/?{line}&lang={language}").json()["questions"]
        questions = {one["key"]: one for one in asked}
        # Some leave most of it open, some answer nearly all.
        share = chance.choice((0.15, 0.5, 0.9, 1.0))
        answers = {
            key: chance.choice([*(option["code"] for option in one["options"]), UNKNOWN])
            for key, one in questions.items()
            if chance.random() < share
        }
        body = {"operator": operator, "line_type": "prepaid", "answers": answers}
        told = ask(client, f"/api/v1/readiness/?lang={language}", body)
        fields = {f"answer.{key}": code for key, code in answers.items()}
        html = client.post(f"/{language}/check/?{line}", fields).content.decode()
        html = html.partition('<article id="result"')[2].partition("</article>")[0]
        where = f"{operator} {seed} {language}"

        headlines.add(told["headline"])
        assert bare(between(html, 'id="result-title"', "</h2>").partition(">")[2]) == words(told["headline"]), where
        summary = between(html, '<dl class="summary">', "</dl>")
        ends = [told["best"], told["worst"]] if not told["decided"] else []
        shown = between(summary, say(language, "between"), "</dd>") if ends else ""
        assert re.findall(r"</svg>\s*<span>(.*?)</span>", shown) == [word(language, "outcome", end) for end in ends], (
            where
        )
        for key in ("earliest_cancellation_on", "closed_by"):
            if told[key]:
                assert bare(day(told[key], language)) in bare(summary), where
        if told["closed_by"]:
            from_then = told["earliest_cancellation_on"] not in (None, told["as_of"])
            then = say(language, "closed_by_then", day=day(told["earliest_cancellation_on"], language))
            assert bare(then if from_then else say(language, "closed_by")) in bare(summary), where
        route = told["recommended_route"]
        best = (
            say(language, "best_route", route=word(language, "by_channel", route))
            if route
            else say(language, "no_route")
        )
        assert bare(between(html, '<p class="lead"><strong>', "</strong>")) == bare(best), where

        assert findings_on(html, "unmet-title") == findings_of(told, "unmet", questions, language), where
        assert findings_on(html, "open-title") == findings_of(told, "unknown", questions, language), where
        met = between(html, 'id="met"', "</details>").partition('<ul class="plain">')[2]
        held = {one["question"] for one in told["findings"] if one["status"] in ("unmet", "unknown")}
        clear = {
            bare(f"{question['text']} {option['label']}")
            for key, question in questions.items()
            for option in question["options"]
            if option["code"] == answers.get(key) and key not in held
            if any(one["question"] == key and one["status"] == "met" for one in told["findings"])
        }
        assert sorted(map(bare, items(met))) == sorted(clear), where

        plan = plan_on(html)
        assert len(plan) == len(told["plan"]), where
        for (text, when), item in zip(plan, told["plan"], strict=True):
            question = bare(questions[item["question"]]["text"]) if item["kind"] == "find_out" else ""
            assert text.startswith(question + words(item["text"])), where
            if item["kind"] == "remedy" and item["lead_time_days"] is None:
                assert when == bare(say(language, "lead_unknown")), where
            elif item["kind"] == "remedy" and item["earliest_on"]:
                assert (
                    when.endswith(bare(day(item["earliest_on"], language)))
                    or bare(day(item["earliest_on"], language)) in when
                ), where
            elif when and item["earliest_on"]:
                assert bare(day(item["earliest_on"], language)) in when, where
        first = next((place for place, item in enumerate(told["plan"]) if item["kind"] == "step"), None)
        if first is not None and told["earliest_cancellation_on"]:
            assert bare(day(told["earliest_cancellation_on"], language)) in plan[first][1], where
        assert len(items(between(html, 'id="limits-title"', "</section>"))) == len(told["not_checked"]), where
        assert [int(number) for number in re.findall(r'<li id="source-(\d+)">', html)] == [
            source["number"] for source in told["sources"]
        ], where
    # The sets are no sets of one kind.
    assert len(headlines) > 8


@pytest.mark.parametrize("operator", OPERATORS)
def test_page_and_api_say_the_same_of_keeping(client: Client, operator: str) -> None:
    lost = set()
    for seed in range(SETS):
        chance, language = random.Random(f"keep {operator} {seed}"), LANGUAGES[seed % 3]
        given = {
            "operator": operator,
            "last_top_up": (TODAY - timedelta(days=chance.randrange(500))).isoformat(),
            "balance": chance.choice(("with", "without", "unknown")),
        }
        told = ask(client, f"/api/v1/keep-plan/?lang={language}", given)
        html = client.post(f"/{language}/keep/", given).content.decode()
        html = html.partition('<article id="plan"')[2].partition("</article>")[0]
        where = f"{operator} {seed} {given}"

        assert re.findall(r'<time datetime="([^"]+)">', html) == [event["on"] for event in told["events"]], where
        shown = re.findall(r"<time [^>]+>(.*?)</time>", html)
        assert shown == [day(event["on"], language) for event in told["events"]], where
        timeline = between(html, '<ol class="timeline">', "</ol>\n")
        assert timeline.count('<li class="past">') == sum(event["past"] for event in told["events"]), where
        for event in told["events"]:
            assert bare(word(language, "event", event["event"])) in bare(timeline), where
            for one in event["disagreement"]:
                assert bare(day(one["on"], language)) in bare(timeline), where
        headline = bare(between(html, 'class="headline', "</h2>").partition(">")[2])
        loss, before = told["number_lost_on"], told["advise_top_up_before"]
        if loss and date.fromisoformat(loss) <= date.fromisoformat(told["as_of"]):
            assert headline == bare(say(language, "lost_already")), where
        elif before:
            assert headline == bare(say(language, "top_up_by", day=day(before, language))), where
        else:
            assert headline == bare(say(language, "keep_unknown")), where
        summary = bare(between(html, '<dl class="summary">', "</dl>"))
        for key in ("service_cut_on", "number_lost_on"):
            assert not told[key] or bare(day(told[key], language)) in summary, where
        lost.add(headline)
    assert len(lost) > 5
