"""A content pack of an editor's into working copies: the same shapes as the command's, and never an edition."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Max
from django.utils.translation import gettext as _

from operators.editions.difference import difference
from operators.models.working import Question, Source
from operators.publishing import record_edit, snapshot
from operators.publishing.printing import MODELS
from operators.publishing.restore import BadContent, restore_question, restore_source, restore_subject
from operators.publishing.snapshot import question_data, source_data
from operators.transfer.canonical import normal, question_list, subject_snapshot
from operators.transfer.drafting import Change, Draft, Load, need_all
from operators.transfer.packs import Pack, PackError
from operators.vocabulary import OperatorKind, SubjectKind

Data = dict[str, Any]
PACK_PERMISSIONS = [
    f"operators.{verb}_{noun}"
    for noun in ("operator", "policy", "faqentry", "question", "source")
    for verb in ("add", "change")
]


def pack_load(pack: Pack) -> Load:
    """How to load a pack as drafts.

    Of a policy that stands there for several days, the newest becomes the draft. How an older edition worded a shared
    question or source is history, and is left out, as are checks.
    """
    return lambda by, now, draft: _Loader(pack, by, now, draft).run()


class _Loader:
    def __init__(self, pack: Pack, by: User, now: datetime, draft: Draft) -> None:
        self.pack, self.by, self.now, self.draft = pack, by, now, draft

    def run(self) -> None:
        need_all(self.by, PACK_PERMISSIONS)
        for data in self.pack.sources:
            self._source(normal(data))
        questions = {one["key"]: one for one in question_list(self.pack)}
        done: set[str] = set()
        for key in questions:
            self._question(key, questions, done, ())
        first = sorted(self.pack.operators, key=lambda one: one["kind"] != OperatorKind.REGULATOR)
        # An operator that names another comes after it.
        for entry in sorted(first, key=lambda one: bool(one.get("host_network") or one.get("succeeded_by"))):
            self._subject(SubjectKind.OPERATOR, entry)
        newest = {
            one["slug"]: one for one in sorted(self.pack.policies, key=lambda one: one["edition"]["effective_from"])
        }
        for entry in newest.values():
            self._subject(SubjectKind.POLICY, entry)
        for entry in {one["slug"]: one for one in self.pack.faq}.values():
            self._subject(SubjectKind.FAQ, entry)

    def _source(self, data: Data) -> None:
        found = Source.objects.select_for_update().filter(key=data["key"]).first()
        self._take(
            "source", data["key"], source_data(found) if found else {}, data, found, lambda: restore_source(data)
        )

    def _question(self, key: str, questions: dict[str, Data], done: set[str], asking: tuple[str, ...]) -> None:
        """Its parent first. Places stay as they are here; what is new comes last."""
        if key in done or key in asking:
            if key in asking:
                raise PackError(
                    [
                        _("%(question)s: these ask for one another: %(asking)s.")
                        % {"question": self.pack.places["question", key], "asking": ", ".join(asking)}
                    ]
                )
            return
        data = questions[key]
        parent = (data.get("asked_when") or {}).get("question")
        if parent in questions:
            self._question(parent, questions, done, (*asking, key))
        found = Question.objects.select_for_update().filter(key=key).first()
        last = Question.objects.aggregate(last=Max("position"))["last"] or 0
        data = data | {"position": found.position if found else last + 1}
        old = question_data(found) if found else {}
        self._take("question", key, old, data, found, lambda: restore_question(data))
        done.add(key)

    def _subject(self, kind: str, entry: Data) -> None:
        wanted = subject_snapshot(self.pack, kind, entry)
        slug = entry["slug"]
        found = MODELS[kind]._default_manager.select_for_update().filter(slug=slug).first()
        here = snapshot(found) if found else {"entry": {}, "edition": {}}
        old = here["entry"] | {"edition": here["edition"]}
        new = wanted["entry"] | {"edition": wanted["edition"]}
        make = lambda: restore_subject(kind, wanted["entry"], wanted["edition"])  # noqa: E731
        self._take(str(kind), slug, old, new, found, make)

    def _take(self, noun: str, key: str, old: Data, new: Data, found: Any, make: Any) -> None:
        """Load one thing if it differs, and say in what."""
        if old == new:
            self.draft.unchanged += 1
            return
        name = f"{noun} {key}"
        where = self.pack.places[noun, key]
        self.draft.versions[name] = found.version if found else 0
        if not found:
            self.draft.added.append(name)
        # One level down, so that the sources of an entry, which are keys, are not taken for a document's.
        for one in difference({"entry": old}, {"entry": new}):
            change = Change(
                where, name, one["path"].removeprefix("/entry").strip("/"), shown(one["old"]), shown(one["new"])
            )
            self.draft.changes.append(change)
        try:
            made = make()
        except BadContent as error:
            raise PackError([f"{where}: {error}"]) from error
        record_edit(made, by=self.by, now=self.now, what="imported", bump=False, in_step=True)


def shown(value: Any) -> str:
    """A value of a pack as lines that a person reads.

    >>> shown({"es": "uno", "en": "one"}), shown(["a", "b"]), shown({"key": "fee", "value": 1})
    ('es: uno\\nen: one', 'a, b', 'key: fee\\nvalue: 1')
    """
    if value is None or value == {}:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "\n".join(f"{name}: {shown(inner)}" for name, inner in value.items())
    if isinstance(value, list):
        return (
            "\n".join(map(shown, value))
            if any(isinstance(one, dict) for one in value)
            else ", ".join(map(shown, value))
        )
    return str(value)
