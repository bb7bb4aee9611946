"""What differs, in the words of whoever edits it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from operators.admin.comparing import Difference
from operators.admin.status import Status
from operators.models.working import (
    Condition,
    Fact,
    Message,
    NotChecked,
    Operator,
    Option,
    Policy,
    Question,
    Route,
    Source,
    Step,
)
from tests.factories import NOW, make_operator, make_policy, make_source, publish_now, tr

SHORT = {"same": "{}", "old": "[-{}-]", "new": "[+{}+]"}


@pytest.fixture
def policy(db: None, today: None) -> Policy:
    operator = make_operator()
    publish_now(operator)
    policy = make_policy(operator=operator)
    for position, key in enumerate(("wait", "confirm", "keep"), start=1):
        Step.objects.create(policy=policy, key=key, position=position, title=tr(key.title()), our_advice=True)
    NotChecked.objects.create(policy=policy, key="n", position=0, text=tr("Your debts"))
    publish_now(policy)
    return policy


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


def of(subject: Any, language: str = "en") -> Difference:
    return Status(type(subject).objects.get(pk=subject.pk), NOW + timedelta(hours=1)).compared(language)


def lines(difference: Difference) -> list[str]:
    """``Steps | Ask (en) | changed | Title: [-Ask-][+Demand+] (en)``, a field a line."""
    found = []
    for section in difference.sections:
        for row in section.rows:
            head = [section.label, row.title, row.moved or row.how]
            found += [
                " | ".join(
                    [*head, f"{field.label}: {''.join(SHORT[one.how].format(one.text) for one in field.pieces)}"]
                )
                for field in row.fields
            ] or [" | ".join(head)]
    return found


def test_nothing_differs_right_after_a_publication(policy: Policy) -> None:
    assert (lines(of(policy)), bool(of(policy))) == ([], False)


def test_rows_and_fields_go_by_their_words_and_codes_too(policy: Policy) -> None:
    Fact.objects.update(value=3, standing="disputed")
    Route.objects.update(store_visit="sometimes", store_visit_within=5, store_visit_unit="day")
    Condition.objects.update(when=["no", "yes"], channels=["app", "phone"])
    derived = [f"Details |  | changed | {name} (derived from the routes)" for name in ("Online", "Store visit")]
    debt = "Conditions | debt? (en) → no (en), yes (en)"
    assert lines(of(policy)) == [
        "Facts | Time to cancel the line | changed | Value: [-1-][+3+]",
        "Facts | Time to cancel the line | changed | Standing: [-Adopted here-][+Disputed+]",
        "Routes | App | changed | Store visit: [-No store visit-][+A store visit in some cases+]",
        "Routes | App | changed | Store visit within: [+5 day+]",
        f"{debt} | changed | When the answer is one of: [+no (en), +]yes (en)",
        f"{debt} | changed | Routes: [+App, Phone+]",
        f"{derived[0]}: [-Can be requested online-][+Partly online+]",
        f"{derived[1]}: [-No store visit-][+A store visit in some cases+]",
    ]


def test_texts_are_marked_in_the_language_one_reads(policy: Policy) -> None:
    Step.objects.filter(key="ask").update(
        body={"zh-hans": "请在五天内提出申请。", "es": "Ask for it. (es)", "en": "Ask for it today. (en)"}
    )
    assert lines(of(policy)) == ["Steps | Ask (en) | changed | What to do: Ask for it[+ today+]. (en)"]
    assert lines(of(policy, "es")) == []
    found = of(policy, "es")
    assert (found.counts, found.elsewhere) == ({"zh-hans": 1, "es": 0, "en": 1}, 1)
    Step.objects.filter(key="ask").update(body=tr("Ask for it.") | {"zh-hans": "Ask for it。（中文）"})
    assert lines(of(policy, "zh-hans")) == ["Steps | Ask（中文） | changed | What to do: Ask for it[-.-][+。+]（中文）"]


def test_a_moved_row_is_said_to_be_moved_and_its_neighbours_are_not(policy: Policy) -> None:
    for position, key in enumerate(("keep", "ask", "wait", "confirm")):
        Step.objects.filter(key=key).update(position=position + 10)
    assert lines(of(policy)) == ["Steps | Keep (en) | moved from place 4 to place 1"]
    Step.objects.filter(key="keep").update(title=tr("Save"))
    assert lines(of(policy)) == ["Steps | Save (en) | moved from place 4 to place 1 | Title: [-Keep-][+Save+] (en)"]


def test_rows_that_come_and_go_are_shown_whole(policy: Policy) -> None:
    Step.objects.filter(key="wait").delete()
    step = Step.objects.create(policy=policy, key="call", position=9, title=tr("Call"), channels=["phone"])
    step.sources.add(make_source())
    assert lines(of(policy)) == [
        "Steps | Wait (en) | removed | Title: [-Wait (en)-]",
        "Steps | Wait (en) | removed | Our advice: [-yes-]",
        "Steps | Call (en) | added | Routes: [+Phone+]",
        "Steps | Call (en) | added | Title: [+Call (en)+]",
        "Steps | Call (en) | added | Our advice: [+no+]",
        "Steps | Call (en) | added | Sources: [+A report (press-1)+]",
    ]


def test_shared_questions_sources_and_what_no_document_says_are_compared_too(policy: Policy) -> None:
    Question.objects.update(text=tr("Do you owe?"), group="line")
    Option.objects.filter(code="no").update(label=tr("nothing"))
    Source.objects.filter(key="press-1").update(quote="el plazo es de dos días")
    Policy.objects.update(review_every_days=45)
    NotChecked.objects.update(text=tr("Your older debts"))
    Message.objects.create(
        policy=policy, key="m", position=0, channel="chat", language="es", text="Hola", translation=tr("Hello")
    )
    assert lines(of(policy)) == [
        "Messages | Hola | added | Channel: [+Chat+]",
        "Messages | Hola | added | Language: [+Spanish+]",
        "Messages | Hola | added | Text: [+Hola+]",
        "Messages | Hola | added | Translation: [+Hello (en)+]",
        "Not checked |  | changed | Not checked: Your [+older +]debts (en)",
        "Questions of the self-check | Do you owe? (en) | changed | Question: [-debt-][+Do you owe+]? (en)",
        "Questions of the self-check | Do you owe? (en) | changed | Answer no: [-no-][+nothing+] (en)",
        "Questions of the self-check | Do you owe? (en) | changed | Group: [+Debt, contract and services of the line+]",
        "Sources | A report | changed | Quote: el plazo es de [-un día-][+dos días+]",
        "Details |  | changed | Check every … days: [-90-][+45+]",
    ]


def test_contact_points_say_from_where_they_are_reached(policy: Policy) -> None:
    operator = Operator.objects.get()
    operator.contact_points.filter(key="phone").update(value="0800 99999", reach_abroad="no")
    assert lines(of(operator)) == [
        "Contact points | phone (en) (Phone) | changed | Address, number or app: [-0800 00123-][+0800 99999+]",
        "Contact points | phone (en) (Phone) | changed | From abroad: [-not published-][+no+]",
    ]


def test_a_first_edition_is_new_from_top_to_bottom(db: None, today: None) -> None:
    policy = make_policy()
    found = lines(of(policy))
    assert "Texts |  | changed | Title: [+Cancelling (en)+]" in found
    assert "Steps | Ask (en) | added | Title: [+Ask (en)+]" in found
    assert "Questions of the self-check | debt? (en) | added | Answers: [+no (en), yes (en)+]" in found
    assert not [line for line in found if "[-" in line]
