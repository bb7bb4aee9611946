"""What becomes of a reader's report: accepted into a draft, or rejected with a reason. Readers see neither."""

from datetime import timedelta
from typing import Any

import pytest

from operators.models.printed import ContentRevision, CorrectionReport, Edition, EditionText
from operators.models.working import Edit, Policy, Source
from operators.publishing import FourEyes, NotAllowed, WrongState, accept_report, publish, reject_report, submit
from operators.publishing.chain import content_hash
from operators.publishing.printing import look
from operators.reports import receive
from operators.roles import REVIEWER
from tests.factories import NOW, TODAY, make_operator, make_policy, make_source, make_user, publish_now

LATER = NOW + timedelta(hours=1)
URL = "https://www.gob.pe/norma"


@pytest.fixture
def policy(db: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    publish_now(policy)
    return policy


def report(policy: Policy, **columns: Any) -> CorrectionReport:
    values = {"kind": "policy", "slug": policy.slug, "edition": 1, "language": "zh-hans", "text": "Wrong.", "now": NOW}
    return receive(**(values | {"source_url": URL} | columns))


def public() -> Any:
    return [list(model._base_manager.order_by("pk").values()) for model in (Edition, EditionText, ContentRevision)]


def test_an_accepted_report_brings_its_source_as_a_working_copy(policy: Policy) -> None:
    editor, before = make_user("ed1"), public()
    found = report(policy)
    source = accept_report(found, by=editor, now=LATER, note=" I will cite it. ")
    found.refresh_from_db()
    assert (found.state, found.answer, found.answered_by, found.answered_at, found.source_key) == (
        "accepted",
        "I will cite it.",
        editor,
        LATER,
        f"report-{found.pk}",
    )
    assert source == Source.objects.get(url=URL)
    assert (source.title, source.kind, source.language, source.retrieved_on) == ("www.gob.pe", "secondary", "es", TODAY)
    edit = Edit.objects.get(noun="source", key=source.key)
    assert (edit.by, edit.what) == (editor, "from a report")
    assert public() == before


def test_whoever_accepted_a_report_cannot_publish_what_cites_its_source(policy: Policy) -> None:
    reviewer, other = make_user("rev1", REVIEWER), make_user("rev2", REVIEWER)
    source = accept_report(report(policy), by=reviewer, now=LATER)
    assert source is not None
    policy.steps.get(key="ask").sources.add(source)
    data, problems = look(policy, now=LATER)
    # The title is its host until somebody fills it in, and the gate lets no such title pass.
    assert [problem.field for problem in problems if problem.refuses] == [f"sources[{source.key}].title"]
    Source.objects.filter(pk=source.pk).update(title="The rule")
    policy.refresh_from_db()
    submit(policy, version=policy.version, by=make_user("ed1"), now=LATER)
    data, problems = look(policy, now=LATER)
    seen: dict[str, Any] = {"version": policy.version, "content_hash": content_hash(data), "reason": "Fine."}
    seen["cleared"] = [problem.clears for problem in problems if problem.clears]
    with pytest.raises(FourEyes):
        publish(policy, by=reviewer, now=LATER, **seen)
    assert publish(policy, by=other, now=LATER, **seen).number == 2


def test_a_source_that_is_there_is_given_as_it_is(policy: Policy) -> None:
    known = make_source("known", url=URL, title="The rule")
    found = report(policy)
    assert accept_report(found, by=make_user("ed1"), now=LATER) == known
    assert Source.objects.get(key="known").title == "The rule"
    assert Source.objects.filter(url=URL).count() == 1
    assert not Edit.objects.filter(noun="source").exists()


@pytest.mark.parametrize("url", ["", "https://bit.ly/x", "https://1.2.3.4/x", "https://xn--clro-1na.pe/"])
def test_a_report_without_an_address_that_may_be_cited_makes_no_source(policy: Policy, url: str) -> None:
    found, count = report(policy, source_url=url), Source.objects.count()
    assert accept_report(found, by=make_user("ed1"), now=LATER) is None
    found.refresh_from_db()
    assert (found.state, found.source_url, found.source_key) == ("accepted", url, "")
    assert Source.objects.count() == count


def test_a_rejection_needs_a_reason(policy: Policy) -> None:
    editor, before = make_user("ed1"), public()
    found = report(policy)
    with pytest.raises(WrongState):
        reject_report(found, by=editor, now=LATER, reason=" \n")
    rejected = reject_report(found, by=editor, now=LATER, reason="The rule is of 2019.")
    assert (rejected.state, rejected.answer, rejected.answered_by) == ("rejected", "The rule is of 2019.", editor)
    assert not Source.objects.filter(url=URL).exists()
    assert public() == before


def test_an_answer_is_given_once(policy: Policy) -> None:
    editor, found = make_user("ed1"), report(policy)
    reject_report(found, by=editor, now=LATER, reason="No.")
    with pytest.raises(WrongState):
        accept_report(found, by=editor, now=LATER)
    with pytest.raises(WrongState):
        reject_report(found, by=editor, now=LATER, reason="Again.")
    assert CorrectionReport.objects.get().answer == "No."


def test_a_report_about_nothing_that_is_worked_on_is_not_accepted(policy: Policy) -> None:
    found = report(policy)
    CorrectionReport.objects.update(slug="deleted-since")
    with pytest.raises(WrongState):
        accept_report(found, by=make_user("ed1"), now=LATER)


def test_only_editors_answer(policy: Policy) -> None:
    from django.contrib.auth.models import User

    stranger, found = User.objects.create_user("view1", is_staff=True), report(policy)
    with pytest.raises(NotAllowed):
        accept_report(found, by=stranger, now=LATER)
    with pytest.raises(NotAllowed):
        reject_report(found, by=stranger, now=LATER, reason="No.")
    assert CorrectionReport.objects.get().state == "open"
