"""Plans as calendar files, opened with a calendar library."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from operators.rendering.calendars import Entry, calendar_file
from operators.vocabulary import LANGUAGES
from tests.factories import NOW

peru = pytest.mark.usefixtures("peru")
ASKED = {"operator": "bitel", "last_top_up": "2026-10-03", "balance": "without"}
CHECK = "check.ics?operator=claro&line_type=prepaid"


def opened(response: Any) -> list[Any]:
    """The events of an answer."""
    assert (response.status_code, response["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in response["Cache-Control"]
    assert response.cookies == {}
    calendar: Any = Calendar.from_ical(response.content)
    assert calendar.errors == []
    return list(calendar.walk("VEVENT"))


def days(events: list[Any]) -> list[date]:
    return [event.decoded("dtstart") for event in events]


@peru
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_keeping_says_the_days_that_the_api_says(client: Client, language: str) -> None:
    response = client.post(f"/{language}/keep.ics", ASKED)
    assert response["Content-Disposition"] == 'attachment; filename="keep.ics"'
    events = opened(response)
    plan = client.post(f"/api/v1/keep-plan/?lang={language}", ASKED, content_type="application/json").json()
    wanted = [plan["advise_top_up_before"], *(one["on"] for one in plan["events"] if not one["past"])]
    assert days(events) == [date.fromisoformat(day) for day in wanted]
    assert all(event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1) for event in events)
    reminders = [alarm.decoded("trigger") for alarm in events[0].walk("VALARM")]
    assert reminders == [timedelta(days=-14), timedelta(days=-3)]
    assert all(str(event["summary"]).startswith("Bitel") for event in events)


@peru
@pytest.mark.django_db
def test_a_disagreement_stands_in_the_event(client: Client) -> None:
    lost = [e for e in opened(client.post("/en/keep.ics", ASKED)) if date(2027, 5, 31) == e.decoded("dtstart")]
    assert lost
    assert "Sources differ; the plan takes the earliest: 31 May 2027, 15 June 2027" in str(lost[-1]["description"])


@peru
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_of_a_check_says_the_days_that_the_api_says(client: Client, language: str) -> None:
    answers = {"debt": "no", "sms_reachable": "yes", "holder": "mine"}
    asked = client.get("/api/v1/readiness/questions/?operator=claro&line_type=prepaid").json()["questions"]
    codes = {one["key"]: one["options"][0]["code"] for one in asked}
    answers = codes | {key: code for key, code in answers.items() if key in codes}
    body = {"operator": "claro", "line_type": "prepaid", "answers": answers}
    assessment = client.post(f"/api/v1/readiness/?lang={language}", body, content_type="application/json").json()
    events = opened(client.post(f"/{language}/{CHECK}", {f"answer.{key}": code for key, code in answers.items()}))
    remedies = [one["earliest_on"] for one in assessment["plan"] if one["kind"] == "remedy" and one["earliest_on"]]
    earliest = assessment["earliest_cancellation_on"]
    assert earliest
    open_ones = [assessment["as_of"]] if any(one["kind"] == "find_out" for one in assessment["plan"]) else []
    closed = [assessment["closed_by"]]
    assert days(events) == [date.fromisoformat(day) for day in [*open_ones, *remedies, earliest, *closed]]


@peru
@pytest.mark.django_db
def test_where_there_is_no_day_the_page_says_why(client: Client) -> None:
    wrong = client.post("/en/keep.ics", ASKED | {"operator": "nobody"})
    assert wrong.status_code == 422
    assert "Choose an operator." in wrong.content.decode()
    assert client.post("/en/check.ics?operator=nobody&line_type=prepaid").status_code == 404
    assert client.post("/en/check.ics?operator=claro&line_type=prepaid", {"answer.x": "y"}).status_code == 400
    assert (client.get("/en/keep.ics").status_code, client.get(f"/en/{CHECK}").status_code) == (405, 405)


@peru
@pytest.mark.django_db
def test_pages_offer_the_file_with_the_answers_that_were_given(client: Client) -> None:
    keep = client.post("/es/keep/", ASKED).content.decode()
    assert 'form="planner" formaction="/es/keep.ics"' in keep
    check = client.post("/es/check/?operator=claro&line_type=prepaid", {}).content.decode()
    assert 'form="questions" formaction="/es/check.ics?operator=claro&amp;line_type=prepaid"' in check
    assert "formaction" not in client.get("/es/keep/").content.decode()


def test_the_same_plan_has_the_same_ids_and_hostile_text_stays_text() -> None:
    entry = Entry(date(2027, 5, 31), "x\r\nATTACH:https://evil.example/\r\nEND:VEVENT", "a;b,c\\n\nd", remind=True)
    first, second = (
        calendar_file([entry], name="n", url="https://kb.example/en/", language="en", now=NOW + timedelta(hours=hour))
        for hour in (0, 1)
    )
    events = [Calendar.from_ical(file).walk("VEVENT") for file in (first, second)]
    assert [len(one) for one in events] == [1, 1]
    assert events[0][0]["uid"] == events[1][0]["uid"]
    assert "attach" not in events[0][0]
    assert str(events[0][0]["description"]) == "a;b,c\\n\nd\nhttps://kb.example/en/"
    assert all(len(line) <= 75 for line in first.split(b"\r\n"))
