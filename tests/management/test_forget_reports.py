"""``forget_reports``: what was answered long ago goes, with the contact; what waits stays."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from operators import clock
from operators.models.printed import CorrectionReport
from tests.factories import make_user


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("forget_reports", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def reports(db: None) -> None:
    editor, now = make_user("ed"), clock.now()
    for text, state, days in (("open", "open", 900), ("old", "accepted", 200), ("lately", "rejected", 20)):
        answered = {} if state == "open" else {"answered_at": now - timedelta(days=days), "answered_by": editor}
        CorrectionReport.objects.create(
            kind="policy", slug="x", edition=1, language="es", text=text, state=state, contact="me",
            received_at=now - timedelta(days=900), **answered,
        )  # fmt: skip


def left() -> list[str]:
    return sorted(CorrectionReport.objects.values_list("text", flat=True))


def test_what_was_answered_long_ago_is_deleted(reports: None) -> None:
    assert run("--dry-run") == "1 answered reports would be deleted.\n"
    assert left() == ["lately", "old", "open"]
    assert run() == "1 answered reports deleted.\n"
    assert left() == ["lately", "open"]
    assert run("--days", "10") == "1 answered reports deleted.\n"
    assert left() == ["open"]
    with pytest.raises(CommandError):
        run("--days=-1")
