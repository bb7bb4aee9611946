"""Fifty unpublished rows of every state change no byte of any public answer.

The public addresses are found by walking every link from the doors' own lists, and the routes of the site that no
link reached are named, so that a new door cannot go unwatched.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from operators import clock
from operators.models.printed import CorrectionReport
from operators.models.working import FaqEntry, Operator, Policy, Question, Source
from operators.publishing import record_edit, return_to_editor, submit, verify, withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES, VerificationOutcome
from operators.web.shared_links import SharedLink
from tests.api.every_call import addresses, needed, operations
from tests.factories import NOW, make_faq, make_operator, make_policy, make_source, make_user, publish_now, tr

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

CANARY = "CANARY"
MANY = 50
SEEDS = [
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-1.xml",
    "/llms.txt",
    "/.well-known/security.txt",
    *(f"/{language}/report/received/" for language in LANGUAGES),
    "/api/v1/search/?q=claro",
    f"/api/v1/search/?q={CANARY}",
    "/",
    *(
        f"/{language}/{path}"
        for language in LANGUAGES
        for path in ("", "faq/", "check/", "keep/", "compare/", "changes/", "method/")
    ),
    *(f"/{language}/check/?operator=claro" for language in LANGUAGES),
    *(f"/{language}/check/shared/" for language in LANGUAGES),
    *(f"/api/v1/{path}" for path in ("operators/", "policies/", "faq/", "facts/", "sources/", "changes/")),
    "/api/v1/changes/atom/",
    "/api/v1/export/",
    "/api/v1/export/?page_size=2",
    "/api/v1/search/?q=cancelling",
    "/api/docs/try/listPolicies/",
    *(f"/{language}/{twin}" for language in LANGUAGES for twin in ("changes.md", "search.md?q=claro")),
    "/api/v1/schema/",
    "/api/docs/",
    "/api/v1/policies/?operator=claro",
    "/api/v1/policies/?topic=cancellation&channel=app&online_support=full",
    "/api/v1/policies/?as_of=2026-11-21",
    "/api/v1/policies/?updated_since=2020-01-01T00:00:00Z&page_size=1",
    "/api/v1/policies/?freshness=never",
    "/api/v1/policies/?operator=nobody",
    "/api/v1/facts/?key=termination_deadline&country=PE",
    "/api/v1/facts/?key=nonsense",
    "/api/v1/faq/?topic=cancellation",
    "/api/v1/faq/what-is-it/",
    "/api/nowhere/",
    "/api/v1/readiness/questions/?operator=claro&line_type=prepaid",
    "/api/v1/policies/claro-cancellation-prepaid/editions/",
    "/api/v1/policies/claro-cancellation-prepaid/editions/1/",
    "/api/v1/policies/claro-cancellation-prepaid/diff/?from=1&to=1",
    "/es/policies/claro-cancellation-prepaid/?as_of=2026-11-21",
    "/es/policies/claro-cancellation-prepaid/editions/1/",
    "/es/policies/claro-cancellation-prepaid/diff/?from=1&to=1",
    "/es/policies/claro-cancellation-prepaid.md",
    "/es/faq/what-is-it.md",
    "/es/policies/claro-cancellation-prepaid.md?as_of=2026-11-21",
    "/es/nothing.md",
    # What only an unpublished row could answer.
    "/en/policies/draft-0/",
    "/en/operators/draft-0/",
    "/en/faq/draft-0/",
    "/api/v1/policies/draft-0/",
    "/api/v1/policies/waiting-0/",
    "/api/v1/policies/claro-cancellation-prepaid/editions/2/",
    "/api/v1/readiness/questions/?operator=draft-0&line_type=prepaid",
    "/healthz",
    "/readyz",
]
POSTS = [
    ("/api/v1/readiness/", {"operator": "claro", "line_type": "prepaid", "answers": {"debt": "yes"}}),
    ("/api/v1/readiness/", {"operator": "draft-0", "line_type": "prepaid", "answers": {}}),
    ("/api/v1/readiness/", {"operator": "claro", "line_type": "prepaid", "answers": {"debt": "draft"}}),
    ("/api/v1/readiness/compare/", {"country": "PE", "line_type": "prepaid", "answers": {"debt": "yes"}}),
    ("/api/v1/keep-plan/", {"operator": "claro", "last_top_up": "2026-10-03", "balance": "without"}),
]
# Answered by POST alone, or for everything that is nowhere; /admin/ is no public door.
CALENDARS = (
    ("check.ics", "/en/check.ics?operator=claro&line_type=prepaid", {"answer.debt": "yes"}),
    ("keep.ics", "/en/keep.ics", {"operator": "claro", "last_top_up": "2026-10-03", "balance": "without"}),
)
# A link to a result, and one that names an edition which only waits for its day, if it exists at all.
SHARED = SharedLink("claro", "prepaid", {"claro-cancellation-prepaid": 1, "pe-cancellation": 1}, {"debt": "yes"})
AHEAD = SharedLink("claro", "prepaid", {"claro-cancellation-prepaid": 2, "pe-cancellation": 1}, {"debt": "yes"})
NOT_WALKED = {
    "api/v1/readiness/",
    "api/v1/readiness/compare/",
    "api/v1/keep-plan/",
    "api/^(?P<rest>.*)$",
    "<language:language>/check.ics",
    "<language:language>/keep.ics",
    "<language:language>/<path:rest>/",
}


@pytest.fixture(autouse=True)
def unlimited(settings: Any) -> None:
    settings.KB_API_RATE = 0


def publish_a_small_site() -> None:
    operator = make_operator()
    publish_now(operator)
    publish_now(make_policy("pe-cancellation", line_type="any"))
    publish_now(make_policy(operator=operator))
    publish_now(make_policy("claro-keep", operator=operator, topic="keep_alive"))
    entry = make_faq()
    entry.policies.add(Policy.objects.get(slug="claro-keep"))
    publish_now(entry)


def links(body: str) -> Iterator[str]:
    for found in re.findall(r'(?:href|"url"|"next")\s*[=:]\s*"([^"#]+)', body):
        address = found.replace("&amp;", "&").removeprefix(settings.KB_SITE_URL).removeprefix("http://testserver")
        if address.startswith("/") and not address.startswith(("/admin", "/static")):
            yield address


def walk(client: Client) -> dict[str, tuple[int, bytes, str | None]]:
    """Every public address that can be reached, with its status, its bytes and its ETag."""
    waiting, found = list(SEEDS), {}
    while waiting:
        address = waiting.pop()
        if address in found:
            continue
        answer = client.get(address)
        body = answer.getvalue()
        found[address] = (answer.status_code, body, answer.headers.get("ETag"))
        if answer.status_code == 200:
            waiting += links(body.decode())
    for address, body in POSTS:
        answer = client.post(address, json.dumps(body), content_type="application/json")
        found[f"{address} {body}"] = (answer.status_code, answer.content, None)
    page = client.post("/en/check/?operator=claro&line_type=prepaid", {"answer.debt": "yes"})
    found["check"] = (page.status_code, page.content, None)
    opened = client.post("/en/check/shared/", {"link": SHARED.text()})
    found["shared"] = (opened.status_code, opened.content, None)
    ahead = client.post("/en/check/shared/", {"link": AHEAD.text()})
    found["shared ahead"] = (ahead.status_code, ahead.content, None)
    twin = client.post("/en/check.md?operator=claro&line_type=prepaid", {"answer.debt": "yes"})
    found["check.md"] = (twin.status_code, twin.content, None)
    days = {"operator": "claro", "last_top_up": "2026-10-03", "balance": "without"}
    kept = client.post("/en/keep.md", days)
    found["keep.md"] = (kept.status_code, kept.content, None)
    # Every event says when its file was made.
    for name, address, body in CALENDARS:
        file = client.post(address, body)
        found[name] = (file.status_code, re.sub(rb"DTSTAMP:\w+", b"", file.content), None)
    return found


def seen(answer: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """An answer, but for the name of the request, which answers that nobody stores have."""
    return answer.status_code, sorted(one for one in answer.items() if one[0] != "X-Request-ID"), answer.getvalue()


def calls(client: Client) -> dict[str, Any]:
    """Every call that the API's own description allows, by every method, with every header but the day's."""
    found: dict[str, Any] = {}
    for address in addresses(now=clock.now()):
        answer = client.get(address)
        found[f"GET {address}"] = seen(answer)
    bodies = dict(POSTS)
    for name, (_method, path, operation, call) in operations(now=clock.now()).items():
        address = f"{path}?{urlencode(needed(operation, call))}"
        for method in ("head", "options"):
            answer = getattr(client, method)(address)
            found[f"{method} {name}"] = seen(answer)
        answer = client.post(address, json.dumps(bodies.get(path, {})), content_type="application/json")
        found[f"POST {name}"] = seen(answer)
    return found


def routes(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and not route.startswith("admin/"):
            yield route


def route_of(client: Client, address: str) -> str:
    match = client.get(address).resolver_match
    return str(match.route) if match else ""


def drafts() -> None:
    """Fifty of each noun that were never submitted, fifty handed in, fifty returned."""
    ed, rev = make_user("ed"), make_user("rev", REVIEWER)
    for number in range(MANY):
        operator = make_operator(f"draft-{number}", name=CANARY, summary=tr(CANARY), number="0800 77777")
        policy = make_policy(f"draft-{number}", operator=operator, title=tr(CANARY))
        handed_in = make_policy(f"handed-in-{number}", operator=operator, topic="refund", title=tr(CANARY))
        returned = make_policy(f"returned-{number}", operator=operator, topic="top_up", title=tr(CANARY))
        make_faq(f"draft-{number}", question=tr(CANARY)).policies.add(policy)
        submit(handed_in, version=1, by=ed, now=NOW, note=CANARY)
        submit(returned, version=1, by=ed, now=NOW)
        return_to_editor(returned, by=rev, now=NOW, message=CANARY)


def newer_working_copies() -> None:
    """The live things are being worked on: every text, rows added and taken away, shared questions and sources."""
    everything = tr(CANARY)
    Operator.objects.filter(slug="claro").update(name=CANARY, summary=everything, homepage="https://evil.example/")
    Policy.objects.exclude(slug__startswith="draft").update(title=everything, summary=everything, scope=everything)
    FaqEntry.objects.update(question=everything, answer=everything)
    Question.objects.update(text=everything)
    Source.objects.update(title=CANARY, quote=CANARY)
    live = Policy.objects.get(slug="claro-cancellation-prepaid")
    live.routes.all().delete()
    for number in range(MANY):
        live.messages.create(key=f"m-{number}", position=number, channel="chat", language="es", text=CANARY)
        live.not_checked.create(key=f"n-{number}", position=number, text=everything)
        Operator.objects.get(slug="claro").contact_points.create(
            key=f"c-{number}", position=100 + number, channel="phone", label=everything, value=f"0800 1{number:04}"
        )


def waiting_editions() -> None:
    """Printed ahead: the next edition of what is live, and fifty policies for whose first day nobody waits yet."""
    from operators.models.working import ContactPoint

    ContactPoint.objects.filter(operator__slug="claro", position__gte=100).delete()
    later = date(2027, 3, 1)
    Policy.objects.exclude(slug__startswith="draft").update(effective_from=later)
    topics = ("suspension", "portability", "unlinking", "identity", "complaint")
    lines = ("prepaid", "postpaid", "control", "any")
    made = 0
    claro = Operator.objects.get(slug="claro")
    for topic in topics:
        for line in lines:
            for owner in (claro, None):
                policy = make_policy(
                    f"waiting-{made}",
                    operator=owner,
                    topic=topic,
                    line_type=line,
                    title=tr(CANARY),
                    effective_from=later,
                )
                publish_now(policy, now=NOW + timedelta(minutes=1))
                made += 1
    for number in range(MANY - made):
        publish_now(make_faq(f"waiting-{number}", question=tr(CANARY), effective_from=later))
    live = Policy.objects.get(slug="claro-cancellation-prepaid")
    live.messages.all().delete()
    publish_now(live, now=NOW + timedelta(minutes=2))


def traces() -> None:
    """Reports, checks that nobody confirmed, withdrawals of what was never public, edits."""
    ed, rev = make_user("ed"), make_user("rev", REVIEWER)
    for number in range(MANY):
        CorrectionReport.objects.create(
            kind="policy", slug="claro-keep", edition=1, language="es", text=CANARY, contact=CANARY, received_at=NOW
        )
        verify(
            policy="claro-keep",
            day=date(2026, 11, 20),
            outcome=VerificationOutcome.CONFIRMED,
            note=CANARY,
            by=ed,
            now=NOW,
        )
        record_edit(make_source(), by=ed, now=NOW, what=CANARY)
        if number < 40:
            withdraw(kind="policy", slug=f"waiting-{number}", because={"en": CANARY}, by=rev, now=NOW + timedelta(1))


def test_no_unpublished_row_changes_a_public_byte(client: Client) -> None:
    publish_a_small_site()
    before = walk(client)
    walked = {route_of(client, address) for address in before if address.startswith("/") and " " not in address}
    walked |= {str(resolve(address.partition("?")[0]).route) for address in addresses(now=clock.now())}
    assert set(routes(get_resolver().url_patterns)) - walked <= NOT_WALKED
    assert len(before) > 90
    assert (before["shared"][0], before["shared ahead"][0]) == (200, 400)
    for add in (drafts, newer_working_copies, waiting_editions, traces):
        add()
        after = walk(client)
        assert set(after) == set(before), add.__name__
        changed = [address for address in before if after[address] != before[address]]
        assert changed == [], (add.__name__, changed[:5])
        assert not any(CANARY.encode() in body for _status, body, _etag in after.values())


@pytest.mark.slow
def test_no_unpublished_row_changes_an_answer_to_any_call(client: Client) -> None:
    """Each operation by each method, each parameter with each of its values: body and headers."""
    publish_a_small_site()
    called = calls(client)
    for add in (drafts, newer_working_copies, waiting_editions, traces):
        add()
    again = calls(client)
    assert [call for call in called if again[call] != called[call]] == []
    assert len(called) == len(again) > 400


def test_the_walk_would_see_a_leak(client: Client) -> None:
    """The control: the same rows published do change what is seen."""
    publish_a_small_site()
    before = walk(client)
    Policy.objects.filter(slug="claro-keep").update(title=tr(CANARY))
    publish_now(Policy.objects.get(slug="claro-keep"), now=NOW + timedelta(minutes=1))
    after = walk(client)
    assert any(CANARY.encode() in body for _status, body, _etag in after.values())
    assert [address for address in before if after.get(address) != before[address]]


@pytest.mark.slow
def test_the_calls_would_see_a_leak(client: Client) -> None:
    """The control for the calls."""
    publish_a_small_site()
    called = calls(client)
    Policy.objects.filter(slug="claro-keep").update(title=tr(CANARY))
    publish_now(Policy.objects.get(slug="claro-keep"), now=NOW + timedelta(minutes=1))
    again = calls(client)
    changed = {call.partition("?")[0] for call in called if again.get(call) != called[call]}
    assert {"GET /api/v1/policies/", "GET /api/v1/changes/", "GET /api/v1/export/", "head listPolicies"} <= changed
