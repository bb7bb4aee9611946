"""The columns of working copies in which a link could stand."""

from typing import Any

import pytest
from django.apps import apps
from django.db import models

from operators.models.fields import TranslatedField
from operators.models.working import ContactPoint, Policy
from operators.models.working.subject import Subject

MARK = "qq-mark-qq"

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
