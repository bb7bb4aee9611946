"""Whatever an editor does at this door that is no edit is a line in the log of verbs, and nothing is there twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from operators import clock
from operators.models.printed import CorrectionReport, SynonymGroup, Verification
from operators.models.working import DraftLink, Edit, Policy, VerbRecord
from operators.models.working.record import OTHER_NOUNS, VERBS
from operators.publishing import confirm, verify, withdraw
from operators.vocabulary import VerificationOutcome
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.admin.test_reports import report
from tests.admin.test_transfer import bring, fact_row, press
from tests.admin.test_verbs import edit, publish, submit
from tests.factories import TODAY, make_user, tr

Door = Callable[[str], Client]
ADD_SYNONYMS = "/admin/operators/synonymgroup/add/"


@pytest.fixture(autouse=True)
def _four_eyes(settings: Any) -> None:
    settings.KB_FOUR_EYES = True


class Lines:
    """The lines that were written since the last look."""

    def __init__(self) -> None:
        self.seen = VerbRecord.objects.count()

    def new(self) -> list[tuple[Any, ...]]:
        rows = list(VerbRecord.objects.order_by("id").select_related("by"))[self.seen :]
        self.seen += len(rows)
        return [(row.verb, row.noun, row.key, row.by.username, row.version, row.message) for row in rows]


def test_a_report_that_is_answered_is_in_the_log(door: Door, policy: Policy) -> None:
    yes, no = report(policy, "One.", source_url="https://www.gob.pe/norma"), report(policy, "Two.")
    lines = Lines()
    door("ed1").post(page_of(yes, "accept"), {"note": "I will cite it."})
    door("ed2").post(page_of(no, "reject"), {"reason": "It is right as it is."})
    assert lines.new() == [
        ("accept", "policy", policy.slug, "ed1", None, "I will cite it."),
        ("reject", "policy", policy.slug, "ed2", None, "It is right as it is."),
    ]
    accepted, rejected = VerbRecord.objects.get(verb="accept"), VerbRecord.objects.get(verb="reject")
    assert (accepted.details, accepted.edition) == ({"report": yes.pk, "source": f"report-{yes.pk}"}, 1)
    assert (rejected.details, rejected.edition) == ({"report": no.pk}, 1)
    # Who answers twice is refused, and that leaves no line.
    assert door("ed1").post(page_of(no, "accept"), {"note": ""}).status_code == 400
    assert lines.new() == []
    # What a reader wrote, or how to reach them, never enters a log that nobody can shorten.
    assert "One." not in str([(row.message, row.details) for row in VerbRecord.objects.all()])


def test_synonyms_are_in_the_log_from_the_proposal_to_their_end(door: Door, policy: Policy) -> None:
    lines = Lines()
    door("ed1").post(ADD_SYNONYMS, {"key": "debt", "new_words": "debt\r\n欠费"})
    group = SynonymGroup.objects.get()
    door("rev1").post(page_of(group, "confirm"), {"version": 1})
    page = form_data(door("ed2").get(page_of(group)), form="synonymgroup_form")
    door("ed2").post(page_of(group), page | {"new_words": ["debt\r\n欠费\r\ndeuda"]})
    page = form_data(door("ed2").get(page_of(group)), form="synonymgroup_form")
    door("ed2").post(page_of(group), page | {"new_words": ["debt\r\n欠费"]})
    assert [line[:5] for line in lines.new()] == [
        ("propose", "synonyms", "debt", "ed1", 1),
        ("adopt", "synonyms", "debt", "rev1", 2),
        ("propose", "synonyms", "debt", "ed2", 3),
        ("drop", "synonyms", "debt", "ed2", 4),
    ]
    assert VerbRecord.objects.get(verb="adopt").details == {"words": ["debt", "欠费"]}
    assert door("rev1").post(page_of(group, "confirm"), {"version": 4}).status_code == 302
    assert lines.new() == []


def test_where_four_eyes_are_off_the_proposal_itself_puts_words_to_use(
    door: Door, policy: Policy, settings: Any
) -> None:
    settings.KB_FOUR_EYES, lines = False, Lines()
    door("ed1").post(ADD_SYNONYMS, {"key": "debt", "new_words": "debt\r\n欠费"})
    assert [line[:5] for line in lines.new()] == [("adopt", "synonyms", "debt", "ed1", 1)]


def test_a_link_to_a_draft_is_in_the_log_without_what_would_open_it(door: Door, policy: Policy) -> None:
    lines = Lines()
    door("ed1").post(page_of(policy, "share"))
    link = DraftLink.objects.get()
    door("ed2").post(page_of(policy, "revoke", link.pk))
    assert lines.new() == [
        ("share", "policy", policy.slug, "ed1", policy.version, ""),
        ("revoke", "policy", policy.slug, "ed2", policy.version, ""),
    ]
    shared = VerbRecord.objects.get(verb="share")
    assert shared.details == {"link": link.pk, "until": link.expires_at.isoformat()}
    assert link.key not in str([list(row.values()) for row in [VerbRecord.objects.values()]])


def test_an_imported_file_is_in_the_log_with_what_it_touched(door: Door, policy: Policy) -> None:
    lines, client = Lines(), door("ed1")
    page = bring(client, fact_row(policy, "7"))
    assert lines.new() == []
    press(client, page)
    assert lines.new() == [("import", "file", "facts.csv", "ed1", None, "")]
    details = VerbRecord.objects.get(verb="import").details
    assert (details["changes"], details["touched"], details["things"]) == (1, 1, [f"policy {policy.slug}"])
    assert len(details["fingerprint"]) == 64


def test_what_fails_at_the_end_leaves_neither_the_change_nor_the_line(
    door: Door, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, client = report(policy), door("ed1")

    def broken(*_args: Any, **_kwargs: Any) -> None:
        raise IntegrityError("disk full")

    lines = Lines()
    monkeypatch.setattr("operators.publishing.reporting.record_verb", broken)
    monkeypatch.setattr("operators.admin.sharing.record_verb", broken)
    client.raise_request_exception = False
    assert client.post(page_of(found, "accept"), {"note": "x"}).status_code == 500
    assert client.post(page_of(policy, "share")).status_code == 500
    assert (CorrectionReport.objects.get().state, DraftLink.objects.count(), lines.new()) == ("open", 0, [])


def test_every_word_of_the_log_is_written_by_somebody_and_nothing_else_is(door: Door, policy: Policy) -> None:
    """One walk through all that can be done here: the list of verbs is neither too long nor too short."""
    editor, reviewer = door("ed1"), door("rev1")
    edit(editor, policy, title_en="One")
    submit(editor, policy)
    back = form_data(reviewer.get(page_of(policy, "review")), action="/return/") | {"message": ["Cite it."]}
    reviewer.post(page_of(policy, "return"), back)
    policy.steps.get(key="ask").sources.add(_source_elsewhere())
    edit(editor, policy, title_en="Two")
    submit(editor, policy)
    publish(reviewer, policy, cleared=["blog.example"])
    policy.refresh_from_db()
    editor.post(page_of(policy, "revert"), {"number": 1, "version": policy.version})
    first = Edit.objects.filter(noun="policy", key=policy.slug).earliest("id")
    policy.refresh_from_db()
    editor.post(page_of(policy, "edit", first.pk), {"version": policy.version})
    check = verify(policy=policy.slug, day=TODAY, outcome=VerificationOutcome.CONFIRMED, by=make_user("ed1"),
                   now=clock.now())  # fmt: skip
    confirm(Verification.objects.get(pk=check.pk), by=make_user("rev1"), now=clock.now() + timedelta(seconds=1))
    press(editor, bring(editor, fact_row(policy, "7")))
    test_a_report_that_is_answered_is_in_the_log(door, policy)
    test_synonyms_are_in_the_log_from_the_proposal_to_their_end(door, policy)
    policy.refresh_from_db()
    test_a_link_to_a_draft_is_in_the_log_without_what_would_open_it(door, policy)
    withdraw(kind="policy", slug=policy.slug, because=tr("Wrong."), by=make_user("rev1"), now=clock.now())
    written = set(VerbRecord.objects.values_list("verb", flat=True))
    assert written == set(VERBS)
    nouns = set(VerbRecord.objects.values_list("noun", flat=True))
    assert nouns - {"policy", "operator"} == set(OTHER_NOUNS) - {"pack"}


def _source_elsewhere() -> Any:
    from tests.factories import make_source

    return make_source("blog", url="https://blog.example/1")


@pytest.mark.parametrize(
    ("language", "verb", "noun"),
    [("en", "shared a draft by a link", "policy"), ("es", "compartió un borrador con un enlace", "condiciones"),
     ("zh-hans", "用链接分享了草稿", "规定")],
)  # fmt: skip
def test_the_list_says_verbs_and_nouns_in_the_editors_words(
    door: Door, policy: Policy, language: str, verb: str, noun: str
) -> None:
    client = door("ed1")
    client.post(page_of(policy, "share"))
    bringing = SimpleUploadedFile("facts.csv", fact_row(policy, "7"))
    press(client, client.post("/admin/transfer/dry-run/", {"file": bringing}))
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    page = client.get(reverse("admin:operators_verbrecord_changelist"), headers={"accept-language": language})
    rows = page.content.decode().partition('id="result_list"')[2].partition("</table>")[0]
    assert verb in rows
    assert noun in rows
    assert ">file<" not in rows
    assert "?verb__exact=share" not in page.content.decode()
    filters = page.content.decode().partition('id="changelist-filter"')[2]
    assert verb in filters
