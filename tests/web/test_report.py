"""Reporting a mistake: without an account and without scripts, and nothing is lost when something is wrong."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators import reports
from operators.models.printed import CorrectionReport
from operators.rendering.strings import BY_LANGUAGE
from operators.vocabulary import LANGUAGES
from operators.web import rate
from tests.factories import make_faq, make_operator, make_policy, publish_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
ABOUT = {"kind": "policy", "slug": "claro-cancellation-prepaid", "edition": "1"}
TYPED = {"text": "The number is wrong.", "source_url": "https://www.osiptel.gob.pe/x", "contact": "me@example.org"}


@pytest.fixture(autouse=True)
def _site(today: None) -> None:
    operator = make_operator("claro")
    publish_now(operator)
    publish_now(make_policy(operator=operator))
    publish_now(make_faq())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_leads_to_a_report_about_itself(client: Client, language: str) -> None:
    for kind, path in (
        ("policy", "policies/claro-cancellation-prepaid"),
        ("operator", "operators/claro"),
        ("faq", "faq/what-is-it"),
    ):
        html = unescape(client.get(f"/{language}/{path}/").content.decode())
        slug = path.rpartition("/")[2]
        link = f"/{language}/report/?kind={kind}&slug={slug}&edition=1"
        assert f'href="{link}"' in html
        form = client.get(link)
        assert form.status_code == 200
        assert f'name="slug" value="{slug}"' in form.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_is_kept_and_says_so(client: Client, language: str) -> None:
    answer = client.post(f"/{language}/report/", ABOUT | TYPED)
    assert (answer.status_code, answer["Location"]) == (303, f"/{language}/report/received/")
    assert answer.cookies == {}
    assert "no-store" in answer["Cache-Control"]
    [kept] = CorrectionReport.objects.values("kind", "slug", "edition", "language", "text", "source_url", "contact")
    assert kept == ABOUT | TYPED | {"edition": 1, "language": language}
    assert client.get(answer["Location"]).status_code == 200


def test_the_same_report_sent_twice_is_one(client: Client) -> None:
    for _ in range(2):
        assert client.post("/en/report/", ABOUT | TYPED).status_code == 303
    assert CorrectionReport.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "  "}, "Write what is wrong."),
        ({"text": "x" * 4001}, "The text is too long: 4,000 characters and 200 lines at most."),
        ({"text": "a\u202eb"}, "The text has hidden or control characters. Type it again as plain text."),
        (
            {"source_url": "javascript:alert(1)"},
            "The source must be a web address that begins with https:// or http://.",
        ),
        ({"source_url": "https://a.pe/" + "x" * 600}, "The source’s address is too long: 600 characters at most."),
        ({"contact": "x" * 201}, "The contact is too long: 200 characters at most."),
        ({"edition": "9"}, "There is no such edition of the page."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_given_back(
    client: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = client.post("/en/report/", ABOUT | TYPED | fields)
    assert answer.status_code == 422
    html = unescape(answer.content.decode())
    assert f'<p class="error" role="alert">{sentence}</p>' in html
    for name, value in (TYPED | fields).items():
        assert value in html, name
    assert not CorrectionReport.objects.exists()


def test_a_full_queue_says_when_to_come_back(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.KB_REPORTS_A_DAY = 1  # type: ignore[attr-defined]
    assert client.post("/en/report/", ABOUT | TYPED).status_code == 303
    answer = client.post("/en/report/", ABOUT | TYPED | {"text": "Another one."})
    assert answer.status_code == 503
    assert "Another one." in answer.content.decode()


@pytest.mark.parametrize(
    ("about", "status"),
    [({"kind": "user"}, 404), ({"slug": "nobody"}, 404), ({"slug": "x" * 500}, 404), ({"kind": ""}, 404)],
)
def test_nothing_can_be_reported_about_what_is_not_public(client: Client, about: dict[str, str], status: int) -> None:
    assert client.get("/en/report/", ABOUT | about).status_code == status
    assert client.post("/en/report/", ABOUT | TYPED | about).status_code == status
    assert not CorrectionReport.objects.exists()


def test_markup_is_given_back_as_text(client: Client) -> None:
    nasty = '"><script>alert(1)</script></textarea><img src=x onerror=alert(1)>'
    html = client.post("/en/report/", ABOUT | {"text": nasty, "source_url": nasty, "contact": nasty}).content.decode()
    assert "<script>alert" not in html
    assert "<img" not in html


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_refusal_has_a_sentence(language: str) -> None:
    """The fields and codes as ``receive`` raises them for a form that this page makes."""
    codes = [f"{field}_{code}" for field in ("source_url", "contact") for code in ("too_long", "unreadable")]
    codes += ["text_empty", "text_too_long", "text_unreadable", "source_url_not_an_address"]
    codes += ["slug_unknown", "edition_unknown", "queue_too_many"]
    assert [code for code in codes if f"report_{code}" not in BY_LANGUAGE[language]] == []
    assert reports.ReportRefused("text", "empty").field == "text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_client_that_reports_without_end_is_asked_to_wait_and_keeps_its_text(
    client: Client, language: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.KB_REPORT_RATE = 3
    monkeypatch.setattr(rate.time, "time", lambda: 3_000_000.0)

    def sent(number: int, address: str = "192.0.2.1") -> Any:
        text = {"text": f"The number {number} is wrong."}
        return client.post(f"/{language}/report/", ABOUT | text, REMOTE_ADDR=address)

    assert [sent(number).status_code for number in range(3)] == [303] * 3
    refused = sent(3)
    assert (refused.status_code, refused["Retry-After"]) == (429, "3900")
    html = unescape(refused.content.decode())
    assert BY_LANGUAGE[language]["report_client_too_many"].format(minutes=65) in html
    assert "The number 3 is wrong." in html
    assert CorrectionReport.objects.count() == 3
    # Somebody else is not held up, nor is reading; and after an hour the first may send again.
    assert sent(4, "192.0.2.2").status_code == 303
    assert client.get(f"/{language}/report/?kind=faq&slug=what-is-it").status_code == 200
    monkeypatch.setattr(rate.time, "time", lambda: 3_000_000.0 + 3900)
    assert sent(5).status_code == 303


def test_no_address_is_kept_for_counting(client: Client) -> None:
    client.post("/en/report/", ABOUT | TYPED, REMOTE_ADDR="192.0.2.77")
    counted = rate.machine._path.read_bytes()
    assert counted.strip(b"\0")
    assert b"192.0.2.77" not in counted
    assert bytes([192, 0, 2, 77]) not in counted
    assert bytes([77, 2, 0, 192]) not in counted


def test_the_limit_can_be_lifted(client: Client, settings: Any) -> None:
    settings.KB_REPORT_RATE = 0
    for number in range(12):
        assert client.post("/en/report/", ABOUT | {"text": f"The number {number}."}).status_code == 303
