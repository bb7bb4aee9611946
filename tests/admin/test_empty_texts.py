"""A working copy whose texts are all gone is no ground for an error: its pages say what is missing."""

from typing import Any

import pytest
from django.test import Client

from operators.admin.comparing.naming import ROWS
from operators.models.fields import TranslatedField
from operators.models.working import FaqEntry, Operator, Option, Policy, Question
from tests.factories import make_user


@pytest.mark.usefixtures("peru")
@pytest.mark.parametrize(
    ("model", "key"),
    [(Policy, "claro-cancellation-prepaid"), (Operator, "claro"), (FaqEntry, "what-to-unlink-first")],
)
def test_every_page_of_a_subject_without_texts_opens(model: Any, key: str) -> None:
    subject = model.objects.get(slug=key)
    for one in {model, Question, Option, *ROWS.values()}:
        columns = {field.attname: {} for field in one._meta.fields if isinstance(field, TranslatedField)}
        if columns:
            one.objects.update(**columns)
    client = Client(headers={"accept-language": "es"})
    client.force_login(make_user("rev1", "Reviewer"))
    room = f"/admin/operators/{model._meta.model_name}"
    pages = [f"{room}/", *(f"{room}/{subject.pk}/{page}/" for page in ("change", "review", "history", "preview/es"))]
    assert {page: client.get(page).status_code for page in pages} == dict.fromkeys(pages, 200)
