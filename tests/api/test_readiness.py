"""The self-check and the planner: what they answer, and what they refuse."""

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tests.api.test_problems import problem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]
Post = Callable[..., Any]
CHECK = {"operator": "claro", "line_type": "prepaid", "answers": {}}


def test_the_assessment_is_the_one_of_the_engine(post: Post) -> None:
    from operators.editions import check_documents
    from operators.readiness import assess
    from tests.factories import NOW

    answers = {"line_holder": "mine", "debt": "yes", "in_peru": "unknown"}
    told = post("readiness/", CHECK | {"answers": answers}).json()
    found = check_documents(operator="claro", line_type="prepaid", language="en", now=NOW)
    expected = assess(found.policy, found.country, answers, found.on, keep_alive=found.keep_alive)
    sentences = {name: told.pop(name) for name in ("headline", "explanation")}
    assert told == expected.to_dict()
    assert all(sentences.values())
    assert (told["operator"], told["as_of"], told["language"]) == ("claro", "2026-11-22", "en")


def test_as_of_asks_about_a_past_day(post: Post) -> None:
    told = post("readiness/", CHECK | {"as_of": "2026-06-01"}).json()
    assert told["as_of"] == "2026-06-01"
    assert told["best"] != "no_data"


def test_before_the_first_edition_there_is_no_data(post: Post, get: Post) -> None:
    told = post("readiness/", CHECK | {"as_of": "2020-01-01"}).json()
    assert (told["best"], told["worst"], told["language"], told["policies"]) == ("no_data", "no_data", "en", [])
    asked = get("readiness/questions/", operator="claro", line_type="prepaid", as_of="2020-01-01").json()
    assert (asked["questions"], asked["policies"]) == ([], [])


def test_a_line_type_without_a_policy_is_no_data(post: Post) -> None:
    told = post("readiness/", CHECK | {"line_type": "postpaid"}).json()
    assert (told["best"], told["line_type"]) == ("no_data", "postpaid")


def test_no_answers_at_all_are_the_same_as_none_given(post: Post) -> None:
    without = {name: value for name, value in CHECK.items() if name != "answers"}
    told = post("readiness/", without)
    assert (told.status_code, told.json()) == (200, post("readiness/", CHECK).json())
    country = {"country": "PE", "line_type": "prepaid"}
    compared = post("readiness/compare/", country)
    assert (compared.status_code, compared.json()) == (
        200,
        post("readiness/compare/", country | {"answers": {}}).json(),
    )


def test_an_unknown_operator_is_a_404(post: Post, get: Post) -> None:
    assert problem(post("readiness/", CHECK | {"operator": "nobody"}))["slug"] == "not-found"
    assert problem(post("keep-plan/", {"operator": "nobody", "last_top_up": "2026-10-03"}))["slug"] == "not-found"
    assert problem(get("readiness/questions/", operator="nobody", line_type="prepaid"))["slug"] == "not-found"


def test_an_operator_without_a_keep_alive_policy_is_a_404(post: Post) -> None:
    assert problem(post("keep-plan/", {"operator": "osiptel", "last_top_up": "2026-10-03"}))["slug"] == "not-found"


def test_an_unknown_question_or_option_is_named(post: Post) -> None:
    told = problem(post("readiness/", CHECK | {"answers": {"shoe_size": "yes"}}))
    assert (told["slug"], told["question"]) == ("unknown-question", "shoe_size")
    assert "debt" in told["allowed"]
    told = problem(post("readiness/", CHECK | {"answers": {"debt": "maybe"}}))
    assert (told["slug"], told["question"]) == ("unknown-option", "debt")
    assert told["allowed"] == ["no", "yes", "unknown"]
    body = {"country": "PE", "line_type": "prepaid", "answers": {"shoe_size": "yes"}}
    assert problem(post("readiness/compare/", body))["question"] == "shoe_size"
    assert problem(post("readiness/compare/", body | {"answers": {"debt": "?"}}))["slug"] == "unknown-option"


def test_a_day_to_come_is_refused(post: Post) -> None:
    assert problem(post("readiness/", CHECK | {"as_of": "2026-11-23"}))["slug"] == "future-day"
    body = {"country": "PE", "line_type": "prepaid", "answers": {}, "as_of": "2026-11-23"}
    assert problem(post("readiness/compare/", body))["slug"] == "future-day"
    told = problem(post("keep-plan/", {"operator": "bitel", "last_top_up": "2026-11-23"}))
    assert told["errors"][0]["pointer"] == "/last_top_up"


def test_comparing_gives_what_each_check_gives(post: Post) -> None:
    answers = {"line_holder": "mine", "debt": "yes", "in_peru": "no"}
    told = post("readiness/compare/", {"country": "PE", "line_type": "prepaid", "answers": answers}).json()
    assert [one["operator"]["slug"] for one in told["results"]] == ["bitel", "claro", "entel", "movistar"]
    for one in told["results"]:
        alone = post("readiness/", CHECK | {"operator": one["operator"]["slug"], "answers": answers}).json()
        assert one["assessment"] == alone


def test_comparing_before_the_first_edition(post: Post) -> None:
    body = {"country": "PE", "line_type": "prepaid", "answers": {"debt": "yes"}, "as_of": "2020-01-01"}
    told = post("readiness/compare/", body).json()
    assert {one["assessment"]["best"] for one in told["results"]} == {"no_data"}


def test_the_plan_of_somebody_who_keeps_a_number(post: Post) -> None:
    told = post("keep-plan/", {"operator": "bitel", "last_top_up": "2026-10-03", "balance": "without"}).json()
    assert (told["days_since_top_up"], told["line_type"]) == (50, "prepaid")
    assert (told["service_cut_on"], told["number_lost_on"]) == ("2027-01-01", "2027-05-31")


def test_what_is_posted_is_kept_by_nobody(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    body = CHECK | {"answers": {"canary_question": "canary_option"}}
    answer = client.post("/api/v1/readiness/?lang=en", body, content_type="application/json")
    assert answer["Cache-Control"] == "no-store, private"
    assert not answer.cookies
    assert "canary" not in caplog.text
    assert "canary" not in "".join(str(vars(record)) for record in caplog.records if record.name != "kb.access")


HOSTILE: list[tuple[bytes | str, str]] = [
    (b"", "not JSON"),
    (b"{", "not JSON"),
    (b"[]", "a list"),
    (b'"x"', "a text"),
    (b"null", "null"),
    (b"1e999", "a number"),
    (b"\xff\xfe{}", "UTF-16 mark"),
    ('{"operator": "claro"}'.encode("utf-16"), "UTF-16"),
    (b'{"operator": "cl\xe9"}', "Latin-1"),
    (b"[" * 30000, "deep lists"),
    (b'{"a":' * 10000 + b"1" + b"}" * 10000, "deep objects"),
    (b'{"operator": NaN}', "NaN"),
    (b'{"operator": -Infinity}', "Infinity"),
    (b'{"operator": ' + b"9" * 6000 + b"}", "a long number"),
    (b'{"operator": "claro", "operator": "entel", "line_type": "prepaid", "answers": {}}', "a name twice"),
    (b'{"operator": "cl\\u0000aro", "line_type": "prepaid", "answers": {}}', "NUL"),
    (b'{"operator": "\\ud800", "line_type": "prepaid", "answers": {}}', "half a character"),
    (b'{"\\udfff": 1}', "half a character in a name"),
    (b'{"operator": "claro", "line_type": "prepaid", "answers": {"debt": "\\ud83d"}}', "half an answer"),
    (json.dumps({}), "nothing"),
    (json.dumps(CHECK | {"extra": 1}), "an unknown key"),
    (json.dumps(CHECK | {"operator": 1}), "a number for an operator"),
    (json.dumps(CHECK | {"operator": True}), "true for an operator"),
    (json.dumps(CHECK | {"operator": None}), "null for an operator"),
    (json.dumps(CHECK | {"operator": ["claro"]}), "a list for an operator"),
    (json.dumps(CHECK | {"operator": ""}), "an empty operator"),
    (json.dumps(CHECK | {"operator": "x" * 60000}), "a huge operator"),
    (json.dumps(CHECK | {"line_type": "Prepaid"}), "a wrong case"),
    (json.dumps(CHECK | {"line_type": {}}), "an object for a line type"),
    (json.dumps(CHECK | {"answers": []}), "a list of answers"),
    (json.dumps(CHECK | {"answers": None}), "null for answers"),
    (json.dumps(CHECK | {"answers": "debt=yes"}), "a text for answers"),
    (json.dumps(CHECK | {"answers": {"debt": True}}), "true for an answer"),
    (json.dumps(CHECK | {"answers": {"debt": 1}}), "a number for an answer"),
    (json.dumps(CHECK | {"answers": {"debt": None}}), "null for an answer"),
    (json.dumps(CHECK | {"answers": {"debt": ["yes"]}}), "a list for an answer"),
    (json.dumps(CHECK | {"answers": {"debt": "x" * 9000}}), "a huge answer"),
    (json.dumps(CHECK | {"answers": {"": "yes"}}), "an empty question"),
    (json.dumps(CHECK | {"answers": {"q" * 9000: "yes"}}), "a huge question"),
    (json.dumps(CHECK | {"answers": {f"q{n}": "x" for n in range(2000)}}), "many answers"),
    (json.dumps(CHECK | {"answers": {"__proto__": "yes"}}), "a strange name"),
    (json.dumps(CHECK | {"as_of": ""}), "an empty day"),
    (json.dumps(CHECK | {"as_of": 20260101}), "a number for a day"),
    (json.dumps(CHECK | {"as_of": "2026-02-30"}), "no such day"),
    (json.dumps(CHECK | {"as_of": "2026-01-01T00:00:00"}), "a moment for a day"),
    (json.dumps(CHECK | {"as_of": "9999-12-31"}), "the last day"),
]


@pytest.mark.parametrize("path", ["readiness/", "readiness/compare/", "keep-plan/"])
def test_a_hostile_body_is_a_400(post: Post, path: str) -> None:
    for body, name in HOSTILE:
        answer = post(path, body)
        told = problem(answer)
        assert (name, told["status"]) == (name, 400)
        assert answer["Cache-Control"] == "no-store, private"
        assert len(answer.content) < 8000, name


def test_every_fault_of_a_body_is_told_at_once(post: Post) -> None:
    told = problem(post("readiness/", {"line_type": "x", "answers": {"a/b": 1}, "c~d": 1}))
    assert [one["pointer"] for one in told["errors"]] == ["/c~0d", "/operator", "/line_type", "/answers/a~1b"]


def test_a_body_over_64_kb_is_a_413(post: Post) -> None:
    assert problem(post("readiness/", json.dumps(CHECK | {"x": "x" * 66000})))["slug"] == "too-large"


def test_what_is_not_json_is_a_415(post: Post) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", "application/xml", "application/jsonx", ""):
        answer = post("readiness/", b"operator=claro", content_type=kind)
        assert problem(answer)["slug"] == "unsupported-media-type", kind


def test_json_is_utf_8_whatever_its_type_says(client: Client) -> None:
    for charset in ("utf-8", "utf-7", "rot13", "utf-16", "x"):
        kind = f"application/json; charset={charset}"
        answer = client.generic("POST", "/api/v1/readiness/", json.dumps(CHECK).encode(), content_type=kind)
        assert answer.status_code == 200, charset


@pytest.mark.usefixtures("peru")
def test_a_question_that_nobody_asks_is_unknown_even_where_nothing_is_asked(post: Post) -> None:
    for path, line in (
        ("readiness/", {"operator": "claro", "line_type": "postpaid"}),
        ("readiness/", {"operator": "osiptel", "line_type": "prepaid"}),
        ("readiness/compare/", {"country": "PE", "line_type": "postpaid"}),
    ):
        assert post(path, {**line, "answers": {"debt": "yes"}}).status_code == 200
        assert post(path, {**line, "answers": {"colour": "red"}}).json()["question"] == "colour"
        assert post(path, {**line, "answers": {"debt": "perhaps"}}).json()["allowed"] == ["no", "yes", "unknown"]


@pytest.mark.usefixtures("peru")
def test_the_description_lists_the_questions_and_the_operators_that_there_are(client: Any, get: Post) -> None:
    asked = get("readiness/questions/", operator="claro", line_type="prepaid").json()["questions"]
    shapes = client.get("/api/v1/schema/").json()["components"]["schemas"]
    for name in ("CheckBody", "CompareBody"):
        answers = shapes[name]["properties"]["answers"]
        assert answers["additionalProperties"] is False
        assert {key: one["enum"] for key, one in answers["properties"].items()} == {
            one["key"]: [*(option["code"] for option in one["options"]), "unknown"] for one in asked
        }
    assert shapes["KeepPlanBody"]["properties"]["operator"]["enum"] == [
        "bitel",
        "claro",
        "entel",
        "movistar",
        "osiptel",
    ]


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize("language", ["zh-hans", "es", "en"])
def test_an_assessment_says_itself_in_sentences_that_the_page_says_too(
    client: Any, post: Callable[..., Any], language: str
) -> None:
    body = {"operator": "claro", "line_type": "prepaid", "answers": {}}
    found = post("readiness/", body, lang=language).json()
    page = client.post(f"/{language}/check/?operator=claro&line_type=prepaid", {}).content.decode()
    asked = client.get(
        "/api/v1/readiness/questions/", {"operator": "claro", "line_type": "prepaid", "lang": language}
    ).json()
    words = {one["key"]: one["text"] for one in asked["questions"]}
    assert escape(found["headline"]) in page
    assert found["explanation"]
    assert [words[key] in found["explanation"][0] for key in found["questions_left"][:3]] == [True, True, True]
    comparison = post("readiness/compare/", {"country": "PE", "line_type": "prepaid", "answers": {}}, lang=language)
    of_claro = next(one for one in comparison.json()["results"] if one["operator"]["slug"] == "claro")
    assert of_claro["assessment"]["headline"] == found["headline"]
    assert of_claro["assessment"]["explanation"] == found["explanation"]


@pytest.mark.usefixtures("peru")
def test_where_there_is_no_data_the_headline_says_so(post: Callable[..., Any]) -> None:
    body = {"operator": "claro", "line_type": "prepaid", "answers": {}, "as_of": "2000-01-01"}
    found = post("readiness/", body).json()
    assert (found["best"], found["explanation"]) == ("no_data", [])
    assert found["headline"]


def test_questions_come_group_by_group(get: Post) -> None:
    asked = get("readiness/questions/", operator="bitel", line_type="prepaid").json()["questions"]
    groups = list(dict.fromkeys(one["group"] for one in asked))
    assert groups == ["holder", "at_hand", "line", "linked", "willing"]
    assert [one["group"] for one in asked] == sorted((one["group"] for one in asked), key=groups.index)
