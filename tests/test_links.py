"""The link policy: 0 deceptive targets published through any field, 0 genuine ones refused."""

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from operators.links import LinkRefused, OfficialList, check_contact_value, check_source_url, official_list
from operators.management.commands.import_content import pack_account
from operators.models.fields import TranslatedField
from operators.models.printed import Edition
from operators.models.working import (
    Caution,
    ContactPoint,
    FaqEntry,
    Message,
    Milestone,
    NotChecked,
    Operator,
    Policy,
    Question,
)
from operators.models.working.subject import Subject
from operators.publishing import GateRefused, content_hash, look, publish, record_edit, submit, verify, withdraw
from operators.publishing.gate import GateContext, check
from operators.publishing.gate_texts import text_findings
from operators.publishing.printing import unresolved
from operators.publishing.snapshot import snapshot
from operators.roles import REVIEWER
from operators.transfer import PackError, import_pack
from operators.vocabulary import Channel, VerificationOutcome
from tests.deceptive import DECEPTIVE, GENUINE
from tests.factories import (
    NOW,
    TODAY,
    make_faq,
    make_operator,
    make_policy,
    make_question,
    make_source,
    make_user,
    publish_now,
    tr,
)
from tests.peru import peru_pack

ROOT = Path(__file__).resolve().parent.parent
OFFICIAL = official_list(
    [
        ("website", "https://www.claro.com.pe/"),
        ("website", "https://www.osiptel.gob.pe/"),
        ("phone", "0800 00123"),
        ("phone", "(01) 611 7777"),
        ("phone", "*123#"),
        ("phone", "102"),
        ("phone", "+51 1 610 0123"),
        ("whatsapp", "999 888 777"),
        ("email", "ayuda@claro.com.pe"),
    ]
)
MARK = "qq-mark-qq"


@pytest.mark.parametrize("target", DECEPTIVE.values(), ids=DECEPTIVE)
def test_a_deceptive_target_is_refused_in_a_text(target: str) -> None:
    assert list(text_findings(target, OFFICIAL))
    assert list(text_findings(f"Antes de esto. {target}\n\nDespués.", OFFICIAL))
    assert list(text_findings(f"办理前请看：{target}", OFFICIAL))


@pytest.mark.parametrize("target", GENUINE)
def test_a_genuine_target_is_not_refused(target: str) -> None:
    assert list(text_findings(target, OFFICIAL)) == []


def test_the_corpora_are_as_large_as_they_must_be() -> None:
    assert len(DECEPTIVE) >= 40
    assert len(set(DECEPTIVE.values())) == len(DECEPTIVE)
    assert len(set(GENUINE)) == len(GENUINE) >= 100


def test_nothing_of_the_content_pack_is_refused() -> None:
    pack = peru_pack()
    channels = [(p["channel"], p["value"]) for one in pack.operators for p in one.get("contact_points", [])]
    official = official_list(channels)
    texts = list(strings([pack.operators, pack.policies, pack.faq, pack.questions]))
    assert len(texts) > 1000
    assert [(text, found) for text in texts if (found := list(text_findings(text, official)))] == []
    for source in pack.sources:
        if "url" in source:
            check_source_url(source["url"])
    for channel, value in channels:
        check_contact_value(channel, value)


def strings(value: Any, name: str = "") -> Iterator[str]:
    """Every text in a language, and messages."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in ("zh-hans", "es", "en", "text"):
                yield inner
            else:
                yield from strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, name)


# -- every field ---------------------------------------------------------------------------------------------------


# What is kept about the work and for those who do it: no document is made of it.
BOOKKEEPING = {"Submission", "Edit", "Creation", "DraftLink", "Presence", "VerbRecord", "Wording", "TranslationGap"}
BOOKKEEPING |= {"Upload"}
FOR_EDITORS = {
    ("NotChecked", "key"),  # its place is its key: it reaches nobody
    ("Source", "final_url"),  # where a look at the source ended
}


def working_models() -> list[type[models.Model]]:
    found = [model for model in apps.get_app_config("operators").get_models() if ".working." in model.__module__]
    return [model for model in found if model.__name__ not in BOOKKEEPING]


def text_columns() -> list[Any]:
    """Every column of a working copy that can hold a text or an address."""
    found = []
    for model in working_models():
        for field in model._meta.concrete_fields:
            wide = isinstance(field, models.CharField) and not field.choices and (field.max_length or 999) > 12
            if (model.__name__, field.name) in FOR_EDITORS:
                continue
            if wide or isinstance(field, models.TextField | TranslatedField):
                found.append(pytest.param(model, field.name, id=f"{model.__name__}.{field.name}"))
    return found


def test_what_is_left_out_reaches_no_reader() -> None:
    """Documents are made of snapshots alone, and neither is made of what the test below leaves out."""
    made_by = [ROOT / "operators" / "publishing" / name for name in ("snapshot.py", "document.py", "derive.py")]
    words = {word for path in made_by for word in re.findall(r"\w+", path.read_text("utf-8"))}
    assert words & (BOOKKEEPING | {"final_url"}) == set()
    known = {model.__name__ for model in apps.get_app_config("operators").get_models()}
    assert known >= BOOKKEEPING


@given(st.text("ab.-", max_size=12), st.frozensets(st.text("ab.-", max_size=5), max_size=4))
def test_a_host_is_in_the_list_or_below_a_host_of_it(host: str, hosts: frozenset[str]) -> None:
    below = any(host == known or host.endswith(f".{known}") for known in hosts)
    assert OfficialList(hosts=hosts).has_host(host) == below


@pytest.fixture
def rich(db: None) -> dict[str, Subject]:
    """A subject of each kind with every kind of row, each text filled."""
    operator = make_operator(homepage="https://www.claro.com.pe/", legal_name="Claro")
    ContactPoint.objects.create(
        operator=operator, key="app", position=9, channel="app", label=tr("app"), value="Mi Claro", hours=tr("always")
    )
    publish_now(operator)
    policy = make_policy(operator=operator, scope=tr("Scope"), change_note=tr("Note"))
    parent, child = make_question("parent"), make_question("child", how_to_find_out=tr("Look"))
    Question.objects.filter(pk=child.pk).update(parent=parent, asked_when=["yes"])
    policy.conditions.update(question=child)
    rows: list[Any] = [
        Caution.objects.create(policy=policy, key="c", position=0, kind="legal", text=tr("Careful")),
        Milestone.objects.create(
            policy=policy, key="m", position=0, clock="last_top_up", plan=tr("Plan"), from_day=1, event="warning"
        ),
    ]
    for row in rows:
        row.sources.add(make_source())
    NotChecked.objects.create(policy=policy, key="n", position=0, text=tr("Not checked"))
    Message.objects.create(
        policy=policy, key="w", position=0, channel="chat", language="es", text="Hola", translation=tr("Hello")
    )
    policy.routes.update(note=tr("Note"))
    policy.steps.update(prepare=tr("p"), proof=tr("p"), duration=tr("d"))
    policy.facts.update(qualifier=tr("q"), area=tr("a"))
    return {"operator": operator, "policy": policy, "faq": make_faq(operator=operator)}


def subject_with(model: type[models.Model], column: str, value: Any, rich: dict[str, Subject]) -> Subject:
    """Write ``value`` into one row of ``model`` past every form, and give the subject that shows it."""
    row = model._base_manager.order_by("pk").last()
    if model is ContactPoint:
        row = ContactPoint.objects.get(key="app")
    assert row is not None
    model._base_manager.filter(pk=row.pk).update(**{column: value})
    for kind in ("operator", "faq"):
        if isinstance(rich[kind], model) or (model is ContactPoint and kind == "operator"):
            return type(rich[kind]).objects.get(pk=rich[kind].pk)
    return Policy.objects.get(pk=rich["policy"].pk)


def replaced(value: Any, target: str) -> Any:
    if isinstance(value, dict):
        return {key: replaced(inner, target) for key, inner in value.items()}
    if isinstance(value, list):
        return [replaced(inner, target) for inner in value]
    return value.replace(MARK, target) if isinstance(value, str) else value


@pytest.mark.parametrize(("model", "column"), text_columns())
def test_a_deceptive_target_written_into_any_column_is_not_published(
    rich: dict[str, Subject], model: type[models.Model], column: str
) -> None:
    field: Any = model._meta.get_field(column)
    value: Any = {"es": MARK} if isinstance(field, TranslatedField) else MARK
    subject = subject_with(model, column, value, rich)
    data = snapshot(subject)
    assert MARK in json.dumps(data), "the column reaches no reader: take it out of the working copies"
    context = gate(subject, data)
    # A reviewer typed a reason for every warning and cleared nothing.
    through = [
        name
        for name, target in DECEPTIVE.items()
        if not unresolved(check(replaced(copy.deepcopy(data), target), context), reason="because", cleared=())
    ]
    assert through == []


def gate(subject: Subject, data: Any) -> GateContext:
    from operators.publishing.context import LiveOperators, gate_context

    found = gate_context(subject, data, live=LiveOperators(NOW))
    return GateContext(
        today=TODAY,
        official=OfficialList(OFFICIAL.hosts, OFFICIAL.numbers, OFFICIAL.emails),
        operator_hosts=found.operator_hosts,
        regulator_hosts=found.regulator_hosts,
        known_hosts=frozenset(["news.example"]),
        live_operators=found.live_operators,
        live_policies=found.live_policies,
    )


def test_the_same_fields_are_published_with_genuine_texts(rich: dict[str, Subject]) -> None:
    """The control: what is refused above is refused for its target alone."""
    for subject in rich.values():
        publish_now(subject)
    assert Operator.objects.count() == 1


def test_publish_itself_refuses_and_prints_nothing(rich: dict[str, Subject]) -> None:
    writer, reviewer = make_user("writer"), make_user("reviewer", REVIEWER)
    before = Edition.objects.count()
    for name, target in list(DECEPTIVE.items()):
        entry = FaqEntry.objects.get(pk=rich["faq"].pk)
        entry.answer = {"es": target}
        entry.save()
        record_edit(entry, by=writer, now=NOW)
        submit(entry, version=entry.version, by=writer, now=NOW)
        data, problems = look(entry, now=NOW)
        with pytest.raises(GateRefused) as refused:
            publish(
                entry,
                version=entry.version,
                content_hash=content_hash(data),
                by=reviewer,
                now=NOW,
                reason="fine",
                cleared=[problem.clears for problem in problems],
            )
        assert "answer.es" in {problem.field for problem in refused.value.problems}, name
    assert Edition.objects.count() == before


def test_the_reason_of_a_withdrawal_and_the_note_of_a_check_are_held_to_it_too(rich: dict[str, Subject]) -> None:
    entry, policy = publish_now(rich["faq"]), publish_now(rich["policy"])
    reviewer = make_user("reviewer", REVIEWER)
    for target in DECEPTIVE.values():
        with pytest.raises(GateRefused, match="because"):
            withdraw(kind="faq", slug=entry.slug, because={"es": target}, by=reviewer, now=NOW)
        with pytest.raises(GateRefused, match="note"):
            verify(
                policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=reviewer, now=NOW, note=target
            )


def test_a_pack_with_a_deceptive_target_is_refused_whole(db: None) -> None:
    pack = peru_pack()
    for name, target in DECEPTIVE.items():
        bad = copy.copy(pack)
        bad.questions, bad.policies, bad.faq = [], [], []
        bad.operators = copy.deepcopy([one for one in pack.operators if one["slug"] == "osiptel"])
        bad.operators[0]["summary"]["en"] = target
        with pytest.raises(PackError, match=r"osiptel\]\.summary|summary\.en"):
            import_pack(bad, by=pack_account(), now=NOW)
        assert Edition.objects.count() == 0, name


@pytest.mark.parametrize("channel", [*Channel])
def test_a_contact_point_of_a_deceptive_kind_fails_its_own_check(channel: str) -> None:
    """A link of a trick is refused at saving; a plain host or number that is new is for the reviewer to clear."""
    for name, target in DECEPTIVE.items():
        point = ContactPoint(key="k", channel=channel, value=target, position=0, label=tr("x"))
        try:
            point.clean()
        except ValidationError:
            continue
        official = official_list([(channel, target)])
        assert official.hosts | official.numbers | official.emails, f"{name} passes as a name, and it is none"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.elcomercio.pe@evil.example/",
        "https://elcomercio.pe:8080/x",
        "https://203.0.113.7/x",
        "https://xn--elcomerci-x4a.pe/",
        "https://elcomercio.pe\u200b/x",
        "javascript:alert(1)",
        "//elcomercio.pe/x",
        "https://bit.ly/x",
        "https://elcomercio.pe/?url=https://evil.example",
    ],
)
def test_a_source_with_a_trick_in_its_address_is_refused(url: str) -> None:
    with pytest.raises(LinkRefused):
        check_source_url(url)
