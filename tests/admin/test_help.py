"""Fields say what they do for the reader."""

from collections.abc import Callable

import pytest
from django.apps import apps
from django.test import Client

from operators.admin.help import HELP, help_for
from operators.models.working import Policy
from tests.admin.conftest import page_of

Door = Callable[[str], Client]


@pytest.mark.parametrize("name", [name for name in HELP if "." in name])
def test_every_help_text_is_about_a_field_that_there_is(name: str) -> None:
    model, column = name.split(".")
    assert apps.get_model("operators", model)._meta.get_field(column).name == column


def test_a_rows_own_words_go_before_everybodys() -> None:
    assert help_for("source", "key") == HELP["source.key"]
    assert help_for("step", "key") == HELP["key"]
    assert help_for("step", "nothing") == ""


def test_every_field_of_a_policy_says_what_it_is_for(door: Door, policy: Policy) -> None:
    response = door("ed1").get(page_of(policy))
    forms = [response.context["adminform"].form]
    forms += [inline.formset.empty_form for inline in response.context["inline_admin_formsets"]]
    silent = [
        f"{type(form.instance).__name__}.{name}"
        for form in forms
        for name, field in form.fields.items()
        if not field.help_text and not field.widget.is_hidden and name not in ("DELETE", "id", "policy", "country")
    ]
    assert silent == []
