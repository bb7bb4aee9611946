"""What is not published changes no byte of any public answer: fifty rows of every state, and all public addresses."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from operators import clock
from operators.editions import (
    NotPublished,
    Withdrawn,
    check_documents,
    checks,
    content_revision,
    country_documents,
    facts,
    history,
    listings,
    official_channels,
    read,
    read_edition,
    read_many,
)
from operators.models.printed import CorrectionReport, Edition, Listing
from operators.models.working import FaqEntry, Operator, Policy, Question, Source
from operators.publishing import propose_synonyms, record_edit, return_to_editor, submit, verify
from operators.roles import REVIEWER
from operators.transfer import export_pack
from operators.vocabulary import LANGUAGES, VerificationOutcome
from tests.factories import NOW, TODAY, make_faq, make_operator, make_policy, make_user, publish_now, tr

CANARY = "canary-7391"
SECRET = tr(CANARY)
PUBLIC_DOORS = ("api/", "")
STAFF = ("admin/", "healthz", "readyz", "static/")


def read_side(now: Any) -> dict[str, Any]:
    """All that the read side gives, by name of the question."""
    answers: dict[str, Any] = {"export": export_pack(now=now), "official": repr(official_channels(now))}
    for language in LANGUAGES:
        for kind in ("operator", "policy", "faq"):
            rows = listings(kind, now=now)
            answers[f"{kind} {language}"] = read_many(rows, language=language, now=now)
            for slug in [*rows.values_list("slug", flat=True), *SECRET_SLUGS]:
                for name, answer in told(kind, slug, language, now):
                    answers[f"{kind} {slug} {language} {name}"] = answer
        answers[f"facts {language}"] = [row.document for row in facts(language=language, now=now)]
        one = check_documents(operator="claro", line_type="prepaid", language=language, now=now)
        answers[f"check {language}"] = repr(one)
        answers[f"country {language}"] = repr(
            country_documents(country="PE", line_type="prepaid", language=language, now=now)
        )
    return answers


def told(kind: str, slug: str, language: str, now: Any) -> Iterator[tuple[str, Any]]:
    """What is told of one subject, refusals included."""
    asked: dict[str, Callable[[], Any]] = {
        "now": lambda: read(kind, slug, language=language, now=now),
        "as of": lambda: read(kind, slug, language=language, now=now, as_of=TODAY),
        "history": lambda: history(kind, slug, language=language, now=now),
        "edition 2": lambda: read_edition(kind, slug, 2, language=language, now=now),
        "edition 3": lambda: read_edition(kind, slug, 3, language=language, now=now),
        "checks": lambda: checks(slug, now=now),
    }
    for name, call in asked.items():
        try:
            yield name, call()
        except (NotPublished, Withdrawn) as refusal:
            yield name, repr(refusal)


SECRET_SLUGS = [f"secret-{state}-{number}" for state in ("draft", "submitted", "returned") for number in range(5)]


def unpublished_rows() -> int:
    """Write rows of every state that is not public, each with the canary. Gives how many."""
    editor, reviewer = make_user("editor"), make_user("chief", REVIEWER)
    count = 0
    for number in range(5):
        for state in ("draft", "submitted", "returned"):
            entry = make_faq(f"secret-{state}-{number}", question=SECRET, answer=SECRET)
            record_edit(entry, by=editor, now=NOW)
            if state != "draft":
                submit(entry, version=entry.version, by=editor, now=NOW, note=CANARY)
            if state == "returned":
                return_to_editor(entry, by=reviewer, now=NOW, message=CANARY)
            count += 1
    # Operators and policies that nobody has published, and working copies newer than what is live.
    for number in range(3):
        operator = Operator.objects.create(slug=f"secret-op-{number}", name=CANARY, summary=SECRET)
        make_policy(f"secret-policy-{number}", operator=operator, title=SECRET, summary=SECRET)
        count += 2
    for model, column in ((Policy, "summary"), (FaqEntry, "answer"), (Operator, "summary")):
        for subject in model.objects.exclude(slug__startswith="secret"):
            setattr(subject, column, SECRET)
            subject.save()
            record_edit(subject, by=editor, now=NOW)
            count += 1
    for policy in Policy.objects.all():
        for rows in ("facts", "steps", "conditions", "routes"):
            changed: dict[str, dict[str, Any]] = {
                "facts": {"qualifier": SECRET, "value": 7391},
                "steps": {"body": SECRET},
                "conditions": {"remedy": SECRET},
                "routes": {"note": SECRET},
            }
            count += getattr(policy, rows).update(**changed[rows])
    Question.objects.update(text=SECRET)
    Source.objects.update(title=CANARY, quote=CANARY, url=f"https://{CANARY}.example/")
    count += Question.objects.count() + Source.objects.count()
    propose_synonyms(key="secret", words=["line", "secret", CANARY], version=0, by=editor, now=NOW)
    count += 1
    for number in range(5):
        CorrectionReport.objects.create(
            kind="faq", slug="what-is-it", edition=1, language="en", text=f"{CANARY} {number}", received_at=NOW
        )
        verify(
            policy="claro-cancellation-prepaid",
            day=TODAY - timedelta(days=number),
            outcome=VerificationOutcome.CONFIRMED,
            by=editor,
            now=NOW,
            note=CANARY,
        )
        count += 2
    return count


def waiting_editions() -> int:
    """Print editions whose day has not come: of subjects that are live, and of new ones."""
    count = 0
    for subject in (Policy.objects.get(slug="claro-cancellation-prepaid"), FaqEntry.objects.get(slug="what-is-it")):
        subject.effective_from = date(2027, 3, 1)
        subject.save()
        publish_now(subject, now=NOW)
        count += 1
    for number in range(5):
        publish_now(
            make_faq(f"secret-waiting-{number}", question=SECRET, answer=SECRET, effective_from=date(2027, 3, 1))
        )
        count += 1
    return count


def addresses() -> list[str]:
    """Every public address that takes GET: the patterns of the site's addresses, filled with what is published.

    A parameter that is not known here fails, so that no address is left out unseen.
    """
    return sorted(set(walk(get_resolver().url_patterns, "/")))


def walk(patterns: Any, prefix: str) -> Iterator[str]:
    for pattern in patterns:
        text = str(pattern.pattern)
        if prefix == "/" and text.startswith(STAFF):
            continue
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, prefix + text)
        elif isinstance(pattern, URLPattern):
            plain = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", text).removeprefix("^").rstrip("$")
            yield from filled(prefix + plain)


def filled(path: str) -> Iterator[str]:
    names = re.findall(r"<(?:\w+:)?(\w+)>", path)
    kind = "operator" if "operators/" in path else "faq" if "faq/" in path else "policy"
    slugs = sorted(set(Edition.objects.filter(kind=kind).values_list("slug", flat=True)) | set(SECRET_SLUGS[:2]))
    values: dict[str, list[str]] = {
        "language": list(LANGUAGES),
        "lang": list(LANGUAGES),
        "slug": slugs,
        "number": ["1", "2", "3"],
        "path": ["nothing"],
        "operation": ["readPolicy", "nothing"],
        "rest": ["nothing"],
    }
    unknown = [name for name in names if name not in values]
    assert not unknown, f"{path}: say what {unknown} stand for"
    paths = [path]
    for name in names:
        paths = [re.sub(rf"<(?:\w+:)?{name}>", value, one) for one in paths for value in values[name]]
    for one in paths:
        yield one
        if "search" in one:
            # The secret's words, one of them mistyped so that it could be suggested, begun, and beside a public word.
            yield from (f"{one}?q={q}" for q in ("canary", "canray", "7391", "cana", "line canary", "secret", "linea"))
        if one.endswith("diff/"):
            yield f"{one}?from=1&to=2"
        if "as_of" not in one and kind == "policy":
            yield f"{one}?as_of=2026-11-22"


def answers() -> dict[str, tuple[int, bytes, str]]:
    client = Client()
    found = {}
    for address in KNOWN:
        response = client.get(address, headers={"accept-language": "es"})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        found[address] = (response.status_code, body, response.headers.get("ETag", ""))
    return found


KNOWN: list[str] = []


@pytest.fixture
def site(db: None, today: None, settings: Any) -> None:
    settings.KB_API_RATE = 0
    operator = make_operator()
    publish_now(operator, now=NOW - timedelta(days=3))
    policy = make_policy(operator=operator)
    publish_now(policy, now=NOW - timedelta(days=2))
    policy.title = tr("Cancelling a line")
    policy.save()
    publish_now(policy, now=NOW - timedelta(days=1))
    publish_now(make_policy("pe-cancellation", effective_from=date(2025, 1, 1)))
    publish_now(make_faq())


def test_unpublished_rows_of_every_state_change_no_byte_of_the_read_side(site: None) -> None:
    now = clock.now()
    before = read_side(now)
    assert len(before) > 100
    number = content_revision()
    assert unpublished_rows() >= 50
    assert content_revision() == number, "nothing public has changed"
    assert read_side(now) == before
    Source.objects.update(url="https://news.example/x", title="A report", quote="")
    assert waiting_editions() == 7
    after = read_side(now)
    assert {name for name in before if before[name] != after[name]} == set()
    assert CANARY not in json.dumps(after, default=str)


def test_unpublished_rows_of_every_state_change_no_byte_of_any_public_answer(site: None) -> None:
    KNOWN[:] = addresses()
    before = answers()
    good = [address for address, (status, _body, _etag) in before.items() if status == 200]
    assert len(good) >= 20, before
    assert [address for address, (status, _body, _etag) in before.items() if status >= 500] == []
    assert unpublished_rows() >= 50
    after = answers()
    assert {address for address in before if before[address] != after[address]} == set()
    Source.objects.update(url="https://news.example/x", title="A report", quote="")
    waiting_editions()
    after = answers()
    # A waiting edition moves the revision, so that caches ask again; it changes no byte.
    assert {address for address in before if before[address] != after[address]} == set()
    assert [address for address, (_status, body, _etag) in after.items() if CANARY.encode() in body] == []


def test_a_published_canary_is_seen(site: None) -> None:
    """The control: the same words are found on both sides once they are published."""
    entry = make_faq("secret-draft-0", question=SECRET, answer=SECRET)
    KNOWN[:] = addresses()
    before, inside = answers(), read_side(clock.now())
    publish_now(entry)
    after = answers()
    assert [address for address, (_status, body, _etag) in after.items() if CANARY.encode() in body]
    assert before != after
    assert read_side(clock.now()) != inside


def test_a_waiting_edition_appears_everywhere_on_its_day_with_nothing_having_run(site: None) -> None:
    publish_now(make_faq("later", question=SECRET, answer=SECRET, effective_from=date(2027, 3, 1)))
    from datetime import UTC, datetime

    midnight = datetime(2027, 3, 1, 5, tzinfo=UTC)  # Lima is five hours behind
    rows = list(Listing.objects.order_by("pk").values())
    assert CANARY not in json.dumps(read_side(midnight - timedelta(seconds=1)), default=str)
    seen = read_side(midnight)
    assert CANARY in json.dumps(seen["faq en"])
    assert CANARY in json.dumps(seen["export"])
    assert read("faq", "later", language="en", now=midnight)["edition"]["number"] == 1
    assert list(Listing.objects.order_by("pk").values()) == rows
