"""Each verb that brings a text to readers, and a pack, refuse every deceptive target."""

import copy
import json

import pytest

from operators.management.commands.import_content import pack_account
from operators.models.printed import Edition
from operators.models.working import FaqEntry
from operators.models.working.subject import Subject
from operators.publishing import GateRefused, content_hash, look, publish, record_edit, submit, verify, withdraw
from operators.roles import REVIEWER
from operators.transfer import PackError, import_pack
from operators.vocabulary import VerificationOutcome
from tests.deceptive import DECEPTIVE
from tests.factories import NOW, TODAY, make_user, publish_now
from tests.peru import peru_pack


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
    pack = copy.copy(peru_pack())
    pack.questions, pack.policies, pack.faq, pack.synonyms = [], [], [], []
    pack.operators = [one for one in pack.operators if one["slug"] == "osiptel"]
    pack.sources = [one for one in pack.sources if f'"{one["key"]}"' in json.dumps(pack.operators)]
    assert pack.sources
    for name, target in DECEPTIVE.items():
        bad = copy.copy(pack)
        bad.operators = copy.deepcopy(pack.operators)
        bad.operators[0]["summary"]["en"] = target
        with pytest.raises(PackError, match=r"osiptel\]\.summary|summary\.en"):
            import_pack(bad, by=pack_account(), now=NOW)
        assert Edition.objects.count() == 0, name
