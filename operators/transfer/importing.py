"""Loading a pack: dry run or for real, in one transaction, through the same gate as everybody."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from operators.models.printed import SynonymGroup, Verification
from operators.models.working import Question, Source
from operators.publishing import (
    GateRefused,
    content_hash,
    propose_synonyms,
    publish,
    record_edit,
    record_verb,
    snapshot,
    verify,
)
from operators.publishing.printing import MODELS
from operators.publishing.restore import BadContent, restore_question, restore_source, restore_subject
from operators.publishing.snapshot import question_data, source_data
from operators.publishing.synonyms import tidy
from operators.transfer.canonical import normal, question_list, subject_snapshot
from operators.transfer.done_here import refuse_what_was_done_here, stands
from operators.transfer.packs import Pack, PackError
from operators.vocabulary import OperatorKind, VerificationOutcome

Data = dict[str, Any]


@dataclass
class ImportReport:
    """What an import did, or would do: names by noun."""

    printed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    verified: list[str] = field(default_factory=list)
    synonyms: list[str] = field(default_factory=list)
    dry_run: bool = False

    @property
    def changes(self) -> int:
        return sum(map(len, (self.printed, self.sources, self.questions, self.verified, self.synonyms)))


class _DryRun(Exception):
    """Rolls back what a dry run did."""


def import_pack(pack: Pack, *, by: User, now: datetime, overwrite: bool = False, dry_run: bool = False) -> ImportReport:
    """Make the site say what the pack says. Running it twice changes nothing.

    Raises EditedSince where the site has an edit or a withdrawal that the pack would undo, unless ``overwrite``, and
    PackError where the gate refuses; then nothing has changed.
    """
    report = ImportReport(dry_run=dry_run)
    try:
        with transaction.atomic():
            if not overwrite:
                refuse_what_was_done_here(pack, by)
            _Importer(pack, by, now, report).run()
            if report.changes:
                counts: dict[str, Any] = {
                    name: len(names) for name, names in vars(report).items() if isinstance(names, list)
                }
                record_verb("import", noun="pack", key=pack.name[:80], by=by, now=now, overwrite=overwrite, **counts)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


class _Importer:
    def __init__(self, pack: Pack, by: User, now: datetime, report: ImportReport) -> None:
        self.pack, self.by, self.now, self.report = pack, by, now, report
        self.origin = f"content pack {pack.name}"

    def run(self) -> None:
        self._sources(self.pack.sources)
        self._questions()
        regulators_first = sorted(self.pack.operators, key=lambda one: one["kind"] != OperatorKind.REGULATOR)
        # An operator that names another comes after it.
        for entry in sorted(regulators_first, key=lambda one: bool(one.get("host_network") or one.get("succeeded_by"))):
            self._with_wording("operator", entry)
        country_first = sorted(
            self.pack.policies, key=lambda one: (bool(one.get("operator")), one["edition"]["effective_from"])
        )
        for entry in country_first:
            self._policy(entry)
        for entry in self.pack.faq:
            self._with_wording("faq", entry)
        self._synonyms()

    def _sources(self, sources: list[Data]) -> None:
        existing = Source.objects.in_bulk(field_name="key")
        for data in sources:
            found = existing.get(data["key"])
            if found is None or source_data(found) != normal(data):
                source = self._try("source", data["key"], lambda data=data: restore_source(normal(data)))
                record_edit(source, by=self.by, now=self.now, what="imported", bump=False)
                self.report.sources.append(data["key"])

    def _synonyms(self) -> None:
        existing = {group.key: group for group in SynonymGroup.objects.all()}
        for data in self.pack.synonyms:
            group = existing.get(data["key"])
            if group is not None and group.words == tidy(data["words"]) and group.proposed is None:
                continue
            try:
                propose_synonyms(
                    key=data["key"],
                    words=data["words"],
                    version=group.version if group else 0,
                    by=self.by,
                    now=self.now,
                    origin=self.origin,
                )
            except GateRefused as refusal:
                where = self.pack.places["synonym", data["key"]]
                raise PackError([f"{where}: {problem}" for problem in refusal.problems]) from refusal
            self.report.synonyms.append(data["key"])

    def _questions(self) -> None:
        wanted = question_list(self.pack)
        existing = {one.key: one for one in Question.objects.select_related("parent").prefetch_related("options")}
        keys = [one["key"] for one in wanted]
        others = [one for one in existing.values() if one.key not in keys]
        moved = any(existing[one["key"]].position != one["position"] for one in wanted if one["key"] in existing)
        if moved or any(one.position <= len(wanted) for one in others):
            Question.objects.update(position=F("position") + 1_000_000)
            for place, other in enumerate(sorted(others, key=lambda one: one.position), start=len(wanted) + 1):
                Question.objects.filter(pk=other.pk).update(position=place)
        for data in self._parents_first(wanted):
            found = existing.get(data["key"])
            if found is None or question_data(found) != data:
                self._question(data)
            else:
                Question.objects.filter(pk=found.pk).update(position=data["position"])

    def _question(self, data: Data) -> None:
        question = self._try("question", data["key"], lambda: restore_question(data))
        record_edit(question, by=self.by, now=self.now, what="imported", bump=False, in_step=True)
        self.report.questions.append(data["key"])

    def _parents_first(self, questions: list[Data]) -> list[Data]:
        done: dict[str, Data] = {}
        waiting = list(questions)
        while waiting:
            ready = [q for q in waiting if not q.get("asked_when") or q["asked_when"]["question"] in done]
            if not ready:
                names = ", ".join(question["key"] for question in waiting)
                raise PackError([f"questions.yaml: these ask for one another without end: {names}."])
            done |= {question["key"]: question for question in ready}
            waiting = [question for question in waiting if question["key"] not in done]
        return list(done.values())

    def _policy(self, entry: Data) -> None:
        self._with_wording("policy", entry)
        verified = entry.get("verified")
        if not verified:
            return
        day = date.fromisoformat(verified["on"])
        if Verification.objects.filter(policy=entry["slug"], day=day, outcome=verified["outcome"], by=self.by).exists():
            return
        verify(
            policy=entry["slug"],
            day=day,
            outcome=VerificationOutcome(verified["outcome"]),
            source=verified.get("source", ""),
            note=verified.get("note", ""),
            by=self.by,
            now=self.now,
            origin=self.origin,
        )
        self.report.verified.append(entry["slug"])

    def _with_wording(self, kind: str, entry: Data) -> None:
        """Print an entry that keeps an older wording of shared questions and sources, then put the shared ones back."""
        if entry.get("questions") or entry.get("cited"):
            wanted = subject_snapshot(self.pack, kind, entry)
            if stands(kind, wanted):
                self.report.unchanged.append(f"{kind} {entry['slug']} {entry['edition']['effective_from']}")
                return
            own_questions = {question["key"] for question in entry.get("questions", [])}
            for question in wanted["questions"]:
                if question["key"] in own_questions:
                    self._question(question)
            self._sources(entry.get("cited", []))
            self._subject(kind, entry)
            self._sources(
                [one for one in self.pack.sources if one["key"] in {s["key"] for s in entry.get("cited", [])}]
            )
            for question in question_list(self.pack):
                if question["key"] in own_questions:
                    self._question(question)
            return
        self._subject(kind, entry)

    def _subject(self, kind: str, entry: Data) -> None:
        name = f"{kind} {entry['slug']} {entry['edition']['effective_from']}"
        wanted = subject_snapshot(self.pack, kind, entry)
        if stands(kind, wanted):
            self.report.unchanged.append(name)
            return
        subject = self._try(kind, entry["slug"], lambda: restore_subject(kind, wanted["entry"], wanted["edition"]))
        record_edit(subject, by=self.by, now=self.now, what="imported", bump=False, in_step=True)
        subject = MODELS[kind]._default_manager.get(pk=subject.pk)
        try:
            publish(
                subject,
                version=subject.version,
                content_hash=content_hash(snapshot(subject)),
                by=self.by,
                now=self.now,
                reason=self.pack.accept_warnings,
                cleared=self.pack.cleared,
                origin=self.origin,
            )
        except GateRefused as refusal:
            where = self.pack.places[kind, entry["slug"]]
            raise PackError([f"{where}: {entry['slug']}: {problem}" for problem in refusal.problems]) from refusal
        self.report.printed.append(name)

    def _try(self, noun: str, key: str, make: Any) -> Any:
        try:
            return make()
        except BadContent as error:
            raise PackError([f"{self.pack.places[noun, key]}: {error}"]) from error
