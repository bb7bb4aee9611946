"""The verbs as buttons: from an edit to what readers get, by two people."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from operators import clock, editions
from operators.editions import Withdrawn
from operators.models.printed import Edition, Verification
from operators.models.working import ContactPoint, Policy, Submission
from tests.admin.conftest import page_of
from tests.admin.pages import form_data
from tests.factories import make_policy, publish_now, tr

Door = Callable[[str], Client]


def edit(client: Client, policy: Policy, **columns: str) -> None:
    data = form_data(client.get(page_of(policy)), form="policy_form")
    response = client.post(page_of(policy), data | {name: [value] for name, value in columns.items()})
    assert response.status_code == 302, response.context["errors"]


def submit(client: Client, policy: Policy, note: str = "") -> Any:
    data = form_data(client.get(page_of(policy)), action="/submit/")
    return client.post(page_of(policy, "submit"), data | {"note": [note]}, follow=True)


def publish(client: Client, policy: Policy, reason: str = "Looked at.", **more: Any) -> Any:
    data = form_data(client.get(page_of(policy, "review")), action="/publish/")
    return client.post(page_of(policy, "publish"), data | {"reason": [reason]} | more, follow=True)


def english(policy: Policy) -> dict[str, Any]:
    return editions.read("policy", policy.slug, language="en", now=clock.now())


def test_two_people_bring_an_edit_to_the_readers(door: Door, policy: Policy) -> None:
    editor, reviewer = door("ed1"), door("rev1")
    edit(editor, policy, title_en="A better title")
    assert english(policy)["title"] == "Cancelling (en)"
    page = editor.get(page_of(policy)).content.decode()
    assert "1 field differs" in page
    assert '<dd lang="en"><del>Cancelling (en)</del><ins>A better title</ins></dd>' in page
    assert "waits for review" in submit(editor, policy, "Please look.").content.decode()
    review = reviewer.get(page_of(policy, "review")).content.decode()
    assert "Please look." in review
    assert "A better title" in review
    assert "Edition 2 is printed" in publish(reviewer, policy).content.decode()
    assert english(policy)["title"] == "A better title"
    edition = Edition.objects.get(slug=policy.slug, number=2)
    assert (edition.published_by, edition.submitted_by, edition.four_eyes) == ("rev1", "ed1", True)
    assert Submission.objects.filter(slug=policy.slug).first().state == "published"  # type: ignore[union-attr]


def test_an_editor_cannot_publish(door: Door, policy: Policy) -> None:
    editor = door("ed1")
    edit(editor, policy, title_en="Mine")
    submit(editor, policy)
    submission = Submission.objects.filter(slug=policy.slug, state="open").get()
    data = {"version": submission.version, "content_hash": submission.content_hash, "reason": "x"}
    for verb in ("publish", "return", "withdraw"):
        assert editor.post(page_of(policy, verb), data).status_code == 403
        assert editor.get(page_of(policy, verb)).status_code == 403
    assert 'action="/admin/operators/policy/1/publish/"' not in editor.get(page_of(policy, "review")).content.decode()
    assert english(policy)["title"] == "Cancelling (en)"


@pytest.mark.parametrize("who", ["rev1", "adm"])
def test_whoever_edited_cannot_publish(door: Door, policy: Policy, who: str) -> None:
    edit(door(who), policy, title_en="Mine")
    submit(door("ed1"), policy)
    assert "so another reviewer publishes it" in door(who).get(page_of(policy, "review")).content.decode()
    response = publish(door(who), policy, "It is fine, I wrote it.")
    assert "Whoever edited or submitted this cannot publish it" in response.content.decode()
    assert "It is fine, I wrote it." in response.content.decode()
    assert english(policy)["title"] == "Cancelling (en)"


def test_whoever_edited_a_shared_question_cannot_publish(door: Door, policy: Policy) -> None:
    question = policy.conditions.get().question
    data = form_data(door("rev1").get(page_of(question)), form="question_form")
    assert door("rev1").post(page_of(question), data | {"text_en": ["Do you owe?"]}).status_code == 302
    page = door("ed1").get(page_of(policy)).content.decode()
    assert "<del>debt? (en)</del><ins>Do you owe?</ins>" in page
    submit(door("ed1"), policy)
    assert "ask another reviewer" in publish(door("rev1"), policy).content.decode()
    assert "Edition 2 is printed" in publish(door("rev2"), policy).content.decode()


def test_an_edit_after_submission_stops_the_publication(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    reviewed = form_data(door("rev1").get(page_of(policy, "review")), action="/publish/")
    edit(door("ed2"), policy, title_en="Two")
    assert "submit it again" in door("ed1").get(page_of(policy)).content.decode()
    response = door("rev1").post(page_of(policy, "publish"), reviewed | {"reason": ["Fine."]})
    assert response.status_code == 409
    assert "has changed since it was reviewed" in response.content.decode()
    assert "Fine." in response.content.decode()
    assert "has not been submitted" in publish(door("rev1"), policy).content.decode()
    assert english(policy)["title"] == "Cancelling (en)"


def test_a_stale_submission_is_refused_with_its_note(door: Door, policy: Policy) -> None:
    seen = form_data(door("ed1").get(page_of(policy)), action="/submit/")
    edit(door("ed2"), policy, title_en="Two")
    response = door("ed1").post(page_of(policy, "submit"), seen | {"note": ["My long note"]})
    assert response.status_code == 409
    assert "It has changed since you looked" in response.content.decode()
    assert "My long note" in response.content.decode()
    assert not Submission.objects.filter(state="open").exists()


def test_the_gate_says_every_reason_and_keeps_what_was_typed(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, summary_en="See https://evil.example/ now", summary_es="", title_es="Otra")
    policy.steps.get(key="ask").sources.clear()
    submit(door("ed1"), policy)
    review = door("rev1").get(page_of(policy, "review")).content.decode()
    for part in ("summary.en", "“evil.example” is not the host", "steps[ask].sources", "https://evil.example/"):
        assert part in review
    response = publish(door("rev1"), policy, "My reason")
    page = response.content.decode()
    assert response.status_code == 409
    assert "steps[ask].sources: Cite a source" in page
    assert "My reason" in page
    assert Edition.objects.filter(slug=policy.slug).count() == 1


def test_a_warning_needs_a_reason(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, summary_zh_hans="")
    submit(door("ed1"), policy)
    assert publish(door("rev1"), policy, reason="").status_code == 409
    assert "Edition 2 is printed" in publish(door("rev1"), policy, reason="Later.").content.decode()
    assert Edition.objects.get(slug=policy.slug, number=2).acceptance_reason == "Later."


def test_a_new_number_is_cleared_by_itself(door: Door, policy: Policy) -> None:
    operator = policy.operator
    assert operator is not None
    client = door("ed1")
    data = form_data(client.get(page_of(operator)), form="operator_form")
    data["contact_points-1-value"] = ["0800 99999"]
    assert client.post(page_of(operator), data).status_code == 302
    submit(client, operator)  # type: ignore[arg-type]
    review = door("rev1").get(page_of(operator, "review")).content.decode()
    assert "<ins>0800 99999</ins>" in review
    assert "<del>0800 00123</del>" in review
    assert 'value="0800 99999"' in review
    assert publish(door("rev1"), operator).status_code == 409  # type: ignore[arg-type]
    done = publish(door("rev1"), operator, cleared=["0800 99999"])  # type: ignore[arg-type]
    assert "Edition 2 is printed" in done.content.decode()
    assert ContactPoint.objects.get(key="phone").value == "0800 99999"


def test_a_submission_goes_back_with_a_message(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    submit(door("ed1"), policy)
    data = form_data(door("rev1").get(page_of(policy, "review")), action="/return/")
    empty = door("rev1").post(page_of(policy, "return"), data)
    assert empty.status_code == 400
    door("rev1").post(page_of(policy, "return"), data | {"message": ["Cite the law."]})
    assert "Cite the law." in door("ed1").get(page_of(policy)).content.decode()


def test_a_revert_discards_the_changes_and_is_an_edit(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="One")
    data = form_data(door("ed2").get(page_of(policy)), action="/revert/")
    edit(door("ed1"), policy, title_en="Two")
    stale = door("ed2").post(page_of(policy, "revert"), data | {"number": ["1"]})
    assert stale.status_code == 409
    data = form_data(door("ed2").get(page_of(policy)), action="/revert/")
    page = door("ed2").post(page_of(policy, "revert"), data | {"number": ["1"]}, follow=True).content.decode()
    assert "as published" in page
    assert Policy.objects.get().title == tr("Cancelling")


def test_a_revert_to_an_answer_that_is_gone_says_which(door: Door, policy: Policy) -> None:
    condition = policy.conditions.get()
    question = condition.question
    condition.delete()
    question.options.filter(code="yes").delete()
    data = form_data(door("ed2").get(page_of(policy)), action="/revert/")
    refused = door("ed2").post(page_of(policy, "revert"), data | {"number": ["1"]})
    assert refused.status_code == 409
    assert "conditions[debt].when: “yes” is no answer to “debt”; allowed: no." in refused.content.decode()
    assert not policy.conditions.exists()


def test_a_withdrawal_tells_readers_why(door: Door, policy: Policy) -> None:
    data = form_data(door("rev1").get(page_of(policy)), action="/withdraw/")
    assert door("rev1").post(page_of(policy, "withdraw"), data).status_code == 400
    data["because_en"] = ["It was wrong."]
    assert "It is withdrawn" in door("rev1").post(page_of(policy, "withdraw"), data, follow=True).content.decode()
    with pytest.raises(Withdrawn) as gone:
        english(policy)
    assert gone.value.because == {"en": "It was wrong."}


def test_an_editors_check_counts_once_a_reviewer_confirms_it(door: Door, policy: Policy) -> None:
    data = form_data(door("ed1").get(page_of(policy)), action="/verify/")
    data |= {"outcome": ["confirmed"], "note": ["Looked at the page."]}
    assert "The check is noted" in door("ed1").post(page_of(policy, "verify"), data, follow=True).content.decode()
    found = Verification.objects.get()
    assert found.day == date(2026, 11, 22)
    assert english(policy)["freshness"]["state"] == "never"
    confirm = f"/admin/operators/verification/{found.pk}/confirm/"
    assert door("ed1").post(confirm).status_code == 403
    assert door("rev1").get(confirm).status_code == 405
    assert "Confirm" in door("rev1").get(page_of(policy)).content.decode()
    assert "The check counts" in door("rev1").post(confirm, follow=True).content.decode()
    assert english(policy)["freshness"]["state"] == "fresh"
    assert "confirmed already" in door("rev2").post(confirm, follow=True).content.decode()


def test_a_check_of_tomorrow_is_refused_with_its_note(door: Door, policy: Policy) -> None:
    data = form_data(door("ed1").get(page_of(policy)), action="/verify/")
    data |= {"day": ["2026-12-24"], "outcome": ["confirmed"], "note": ["Early"]}
    response = door("ed1").post(page_of(policy, "verify"), data)
    assert response.status_code == 409
    assert "Early" in response.content.decode()


def test_the_preview_shows_the_working_copy_and_is_not_kept(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, summary_es="Texto **nuevo** [mal](https://evil.example/)")
    response = door("ed2").get(page_of(policy, "preview", "es"))
    assert "<strong>nuevo</strong>" in response.content.decode()
    assert 'href="https://evil.example/' not in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"
    assert door("ed2").get(page_of(policy, "preview", "fr")).status_code == 404


def test_a_banner_says_when_four_eyes_are_off(door: Door, policy: Policy, settings: Any) -> None:
    assert "Four eyes are off" not in door("ed1").get(page_of(policy)).content.decode()
    settings.KB_FOUR_EYES = False
    assert "Four eyes are off" in door("ed1").get(page_of(policy)).content.decode()
    edit(door("rev1"), policy, title_en="Alone")
    assert "Edition 2 is printed" in publish(door("rev1"), policy).content.decode()
    assert Edition.objects.get(slug=policy.slug, number=2).four_eyes is False


def test_a_page_from_before_a_withdrawal_publishes_nothing(door: Door, policy: Policy) -> None:
    edit(door("ed1"), policy, title_en="Another title")
    submit(door("ed1"), policy)
    stale = form_data(door("rev1").get(page_of(policy, "review")), action="/publish/")
    gone = form_data(door("rev2").get(page_of(policy, "withdraw")), action="/withdraw/")
    assert door("rev2").post(page_of(policy, "withdraw"), gone | {"because_en": ["All wrong."]}).status_code == 302
    answer = door("rev1").post(page_of(policy, "publish"), stale | {"reason": ["Fine."]})
    assert answer.status_code == 409
    page = unescape(answer.content.decode())
    assert "rev2 has withdrawn it meanwhile" in page
    assert "rev2 withdrew it, from" in page
    assert "All wrong." in page
    assert "It is the first edition" not in page
    with pytest.raises(Withdrawn):
        english(policy)


def test_a_withdrawal_from_before_a_correction_does_nothing(door: Door, policy: Policy) -> None:
    stale = form_data(door("rev1").get(page_of(policy, "withdraw")), action="/withdraw/")
    edit(door("ed1"), policy, title_en="Corrected")
    policy.refresh_from_db()
    publish_now(policy)
    answer = door("rev1").post(page_of(policy, "withdraw"), stale | {"because_en": ["The first text was wrong."]})
    assert answer.status_code == 409
    assert "has published edition 2 meanwhile" in unescape(answer.content.decode())
    assert "The first text was wrong." in answer.content.decode()
    assert english(policy)["title"] == "Corrected"


def test_what_waits_for_its_day_can_be_withdrawn(door: Door, policy: Policy) -> None:
    new = make_policy("claro-keep", operator=policy.operator, topic="keep_alive", effective_from=date(2027, 1, 1))
    publish_now(new)
    assert form_data(door("rev1").get(page_of(new)), action="/withdraw/")
