"""A slug that was public stays an address: it leads to what took its place, and tells of nothing that is not public.

A slug cannot be changed once it was published; what follows it is named when it is withdrawn.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from operators.models.working import Operator
from operators.publishing import WrongState, withdraw
from operators.roles import REVIEWER
from operators.vocabulary import LANGUAGES
from tests.factories import NOW, make_faq, make_operator, make_policy, make_user, publish_now, tr

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
OLD, NEW = "claro-cancellation-prepaid", "claro-cancellation"


@pytest.fixture
def operator() -> Operator:
    operator = make_operator()
    publish_now(operator)
    return operator


def replace(old: str, new: str, *, kind: str = "policy", now: datetime = NOW, **columns: Any) -> None:
    by = make_user(f"r-{old}", REVIEWER)
    withdraw(kind=kind, slug=old, because=tr("It has another name."), by=by, now=now, replaced_by=new, **columns)


def rename_policy(operator: Operator) -> None:
    publish_now(make_policy(OLD, operator=operator))
    publish_now(make_policy(NEW, operator=operator, line_type="any"))
    replace(OLD, NEW)


def leads_to(client: Client, path: str) -> str:
    answer = client.get(path)
    assert (path, answer.status_code) == (path, 301)
    # It may be taken back, so nobody keeps it for long.
    assert answer["Cache-Control"] == "public, max-age=0, s-maxage=5"
    assert client.get(answer["Location"]).status_code == 200
    return str(answer["Location"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_renamed_policy_is_found_at_its_old_address(client: Client, operator: Operator, language: str) -> None:
    rename_policy(operator)
    pages = f"/{language}/policies"
    assert leads_to(client, f"{pages}/{OLD}/") == f"{pages}/{NEW}/"
    assert leads_to(client, f"{pages}/{OLD}/?utm_source=wechat") == f"{pages}/{NEW}/"
    assert leads_to(client, f"{pages}/{OLD}.md") == f"{pages}/{NEW}.md"
    call = "/api/v1/policies"
    asked = f"?lang={language}&fields=slug%2Ctitle"
    assert leads_to(client, f"{call}/{OLD}/{asked}") == f"{call}/{NEW}/{asked}"
    assert leads_to(client, f"{call}/{OLD}/editions/") == f"{call}/{NEW}/editions/"


def test_an_edition_and_a_day_are_told_to_be_gone_with_the_way_on(client: Client, operator: Operator) -> None:
    rename_policy(operator)
    for path in ("editions/1/", "diff/?from=1&to=1", "?as_of=2026-11-22"):
        answer = client.get(f"/en/policies/{OLD}/{path}")
        assert (path, answer.status_code) == (path, 410)
        assert f"/en/policies/{NEW}/" in answer.content.decode()


def test_a_renamed_operator_is_found_at_its_old_address_and_asked_about(client: Client) -> None:
    old, new = make_operator("alfa"), make_operator("beta")
    publish_now(old)
    publish_now(new)
    policies = [make_policy("one", operator=old), make_policy("two", operator=old, topic="keep_alive")]
    for policy in policies:
        publish_now(policy)
    for policy in policies:
        policy.operator = new
        policy.save()
        publish_now(policy, now=NOW + timedelta(minutes=1))
    later = NOW + timedelta(minutes=2)
    with time_machine.travel(later, tick=False):
        replace("alfa", "beta", kind="operator", now=later)
        assert leads_to(client, "/es/operators/alfa/") == "/es/operators/beta/"
        assert leads_to(client, "/es/operators/alfa.md") == "/es/operators/beta.md"
        assert leads_to(client, "/api/v1/operators/alfa/") == "/api/v1/operators/beta/"
        check = "/es/check/?operator=beta&line_type=prepaid"
        assert leads_to(client, "/es/check/?operator=alfa&line_type=prepaid&from=singlemessage") == check
        # Answers are never sent on to somewhere else.
        assert client.post("/es/check/?operator=alfa&line_type=prepaid", {}).status_code == 404


def test_a_renamed_entry_of_the_faq_is_found_at_its_old_address(client: Client) -> None:
    publish_now(make_faq("old-name"))
    publish_now(make_faq("new-name"))
    replace("old-name", "new-name", kind="faq")
    assert leads_to(client, "/zh-hans/faq/old-name/") == "/zh-hans/faq/new-name/"
    assert leads_to(client, "/zh-hans/faq/old-name.md") == "/zh-hans/faq/new-name.md"
    assert leads_to(client, "/api/v1/faq/old-name/") == "/api/v1/faq/new-name/"


def test_twice_renamed_is_one_step(client: Client) -> None:
    for slug in ("one", "two", "three"):
        publish_now(make_faq(slug))
    replace("one", "two", kind="faq")
    replace("two", "three", kind="faq")
    assert leads_to(client, "/en/faq/one/") == "/en/faq/three/"
    assert leads_to(client, "/en/faq/two/") == "/en/faq/three/"


def test_two_that_name_each_other_are_gone_and_no_endless_way(client: Client) -> None:
    publish_now(make_faq("one"))
    publish_now(make_faq("two"))
    replace("one", "two", kind="faq", from_day=(NOW + timedelta(days=1)).date())
    replace("two", "one", kind="faq")
    assert leads_to(client, "/en/faq/two/") == "/en/faq/one/"
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert [client.get(f"/en/faq/{slug}/").status_code for slug in ("one", "two")] == [410, 410]
        assert [client.get(f"/api/v1/faq/{slug}/").status_code for slug in ("one", "two")] == [410, 410]


def test_a_slug_that_comes_back_is_itself_again(client: Client) -> None:
    entry = make_faq("one")
    publish_now(entry)
    publish_now(make_faq("two"))
    replace("one", "two", kind="faq")
    publish_now(entry, now=NOW + timedelta(minutes=1))
    assert client.get("/en/faq/one/").status_code == 200
    assert client.get("/api/v1/faq/one/").status_code == 200


def test_a_successor_that_is_no_longer_public_is_told_nowhere(client: Client) -> None:
    publish_now(make_faq("one"))
    publish_now(make_faq("two"))
    replace("one", "two", kind="faq")
    by = make_user("r-two", REVIEWER)
    withdraw(kind="faq", slug="two", because=tr("It was wrong."), by=by, now=NOW)
    for path in ("/en/faq/one/", "/en/faq/one.md", "/api/v1/faq/one/"):
        answer = client.get(path)
        assert (path, answer.status_code, "two" in answer.content.decode()) == (path, 410, False)


def test_what_follows_is_published_and_of_the_same_kind(operator: Operator) -> None:
    publish_now(make_policy(OLD, operator=operator))
    make_policy("a-draft", operator=operator, topic="refund")
    publish_now(make_faq("an-entry"))
    for wrong in ("nowhere", "a-draft", "an-entry", OLD):
        with pytest.raises(WrongState, match="is not published"):
            replace(OLD, wrong)
