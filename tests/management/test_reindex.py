"""``reindex``: what is derived comes from the documents alone, also after an upgrade."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from operators.models.printed import ChangeEntry, SearchEntry
from operators.publishing.auditing import audit
from operators.publishing.rebuilding import outdated
from tests.peru import peru_pack

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("peru")]


def reindex(*options: str) -> str:
    out = StringIO()
    call_command("reindex", *options, stdout=out)
    return out.getvalue()


def everything_again() -> str:
    pack = peru_pack()
    entries = [*pack.operators, *pack.policies, *pack.faq]
    return f"Derived again: {len({one['slug'] for one in entries})} subjects, {len(entries)} editions.\n"


def test_a_site_from_before_the_search_and_the_change_log_is_brought_up_to_date(client: Client) -> None:
    ChangeEntry.objects.all().delete()
    SearchEntry.objects.all().delete()
    assert client.get("/api/v1/changes/").json()["results"] == []
    assert outdated()
    assert reindex("--if-outdated") == everything_again()
    assert client.get("/api/v1/changes/").json()["results"] != []
    assert list(audit()) == []


@pytest.mark.parametrize("model", [ChangeEntry, SearchEntry])
def test_either_missing_is_noticed(model: Any) -> None:
    assert not outdated()
    model.objects.all().delete()
    assert outdated()


def test_nothing_is_written_where_nothing_is_missing() -> None:
    assert reindex("--if-outdated") == ""
    assert reindex() == everything_again()
