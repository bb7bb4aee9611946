"""Every column of a working copy: no deceptive target written into it past the forms is published."""

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from operators.links import OfficialList
from operators.models.fields import TranslatedField
from operators.models.working import Operator
from operators.models.working.subject import Subject
from operators.publishing.gate import GateContext, check
from operators.publishing.printing import unresolved
from operators.publishing.snapshot import snapshot
from tests.deceptive import DECEPTIVE
from tests.factories import NOW, TODAY, publish_now
from tests.links.columns import BOOKKEEPING, MARK, replaced, subject_with, text_columns
from tests.links.official import OFFICIAL

ROOT = Path(__file__).resolve().parent.parent.parent


def test_what_is_left_out_reaches_no_reader() -> None:
    """Documents are made of snapshots alone, and neither is made of what the test below leaves out."""
    made_by = [ROOT / "operators" / "publishing" / name for name in ("snapshot.py", "document.py", "derive.py")]
    words = {word for path in made_by for word in re.findall(r"\w+", path.read_text("utf-8"))}
    assert words & (BOOKKEEPING | {"final_url"}) == set()
    known = {model.__name__ for model in apps.get_app_config("operators").get_models()}
    assert known >= BOOKKEEPING


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
