"""Where a subject stands: what is live, what differs, who must do what next. Read for the strip on top of its page."""

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from operators.admin.changes import Change, changes
from operators.admin.comparing import Difference, Reach, compared, reach
from operators.admin.words import door_language
from operators.editions import freshness
from operators.models.printed import Edition, EditionText, Listing, Verification
from operators.models.working import Submission
from operators.models.working.subject import Subject
from operators.publishing import content_hash, snapshot
from operators.publishing.context import LiveOperators, live_listing, names_in
from operators.publishing.document import document
from operators.publishing.edits import editors_of
from operators.publishing.effect import Effect, effect, turned
from operators.publishing.gate import Problem
from operators.publishing.printing import problems_of
from operators.vocabulary import COUNTRIES, LANGUAGES, SubjectKind

Data = dict[str, Any]


@dataclass
class Status:
    """Computed when it is looked at; nothing of it is stored."""

    subject: Subject
    now: datetime

    @cached_property
    def data(self) -> Data:
        return snapshot(self.subject)

    @cached_property
    def content_hash(self) -> str:
        return content_hash(self.data)

    @cached_property
    def documents(self) -> dict[str, Data]:
        """The working copy as it would be printed, by language."""
        names = names_in(self.data, self.now)
        return {language: document(self.data, language, names) for language in LANGUAGES}

    @cached_property
    def editions(self) -> list[Edition]:
        """All editions, newest first."""
        return list(Edition.objects.filter(kind=self.subject.KIND, slug=self.subject.slug).order_by("-number"))

    @property
    def last(self) -> Edition | None:
        return self.editions[0] if self.editions else None

    @cached_property
    def listing(self) -> Listing | None:
        """The row that lists and the freshness go by, while an edition is live."""
        return live_listing(self.subject.KIND, self.subject.slug, self.now)

    @property
    def live(self) -> Edition | None:
        return self.listing.edition if self.listing else None

    @property
    def waiting(self) -> list[Edition]:
        """Printed, but their day has not come: nobody in public may know."""
        return [edition for edition in self.editions if edition.public_at > self.now]

    @property
    def withdrawn(self) -> bool:
        return self.live is None and any(edition.tombstone for edition in self.editions)

    @cached_property
    def live_documents(self) -> dict[str, Data]:
        if self.live is None:
            return {}
        texts = EditionText.objects.filter(edition=self.live)
        return {text.language: json.loads(text.document) for text in texts}

    @cached_property
    def changes(self) -> list[Change]:
        return changes(self.live_documents, self.documents) if self.live else []

    def compared(self, language: str) -> Difference:
        """The live edition and the working copy, field by field, as a reader of ``language`` gets them."""
        return compared(self._with_interval(self.live_documents), self._with_interval(self.documents), language)

    @cached_property
    def difference(self) -> Difference:
        """In the language of the door."""
        return self.compared(door_language())

    @cached_property
    def reach(self) -> Reach:
        return self.reach_in(door_language())

    def reach_in(self, language: str) -> Reach:
        """What comes and goes of links, hosts, numbers and addresses; the places are named in ``language``."""
        return reach(
            self.live_documents, self.documents, language, self.live_operators.official, self.live_operators.cited_hosts
        )

    @cached_property
    def live_operators(self) -> LiveOperators:
        """The operators as readers have them now."""
        return LiveOperators(self.now)

    def effect_in(self, language: str) -> Effect:
        """What the working copy would change for readers of the self-check, said in ``language``."""
        if language not in self._effects:
            self._effects[language] = effect(self.data, now=self.now, language=language)
        return self._effects[language]

    @cached_property
    def _effects(self) -> dict[str, Effect]:
        return {}

    def problems_in(self, language: str) -> list[Problem]:
        """What the gate says of the working copy; the outcomes that turn are those looked for in ``language``."""
        turns = turned(self.effect_in(language)) if "effective_from" in self.data["edition"] else ()
        return problems_of(self.subject, self.data, live=self.live_operators, turned=turns)

    def _with_interval(self, documents: dict[str, Data]) -> dict[str, Data]:
        """With how often the policy is checked, which no document says but the reviewer approves as well."""
        live = self.live.review_every_days if self.live else None
        days = live if documents is self.live_documents else self.data["entry"].get("review_every_days")
        return {language: {**one, "review_every_days": days} for language, one in documents.items()}

    @cached_property
    def submission(self) -> Submission | None:
        """What waits for review."""
        open_ones = Submission.objects.filter(kind=self.subject.KIND, slug=self.subject.slug, state="open")
        return open_ones.select_related("submitted_by").first()

    @cached_property
    def returned(self) -> Submission | None:
        """The last submission, where it came back and nothing has been submitted since."""
        last = Submission.objects.filter(kind=self.subject.KIND, slug=self.subject.slug).select_related("decided_by")
        newest = last.first()
        return newest if newest is not None and newest.state == "returned" else None

    @property
    def moved(self) -> bool:
        """Whether the working copy, or a question or source in it, changed since it was submitted."""
        return self.submission is not None and self.submission.content_hash != self.content_hash

    @cached_property
    def freshness(self) -> Data | None:
        row = self.listing
        if self.subject.KIND != SubjectKind.POLICY or row is None:
            return None
        return freshness(row.verified_on, row.review_due_on, COUNTRIES[self.subject.country].today(self.now))

    @cached_property
    def proposals(self) -> list[Verification]:
        """Checks that a Reviewer has yet to confirm."""
        if self.subject.KIND != SubjectKind.POLICY:
            return []
        rows = Verification.objects.filter(policy=self.subject.slug, confirmed_at__isnull=True)
        return list(rows.select_related("by"))

    @cached_property
    def authors(self) -> set[int]:
        """The users whose work this is: none of them may publish it while four eyes are on."""
        people = editors_of(self.data, self.last)
        return people | ({self.submission.submitted_by_id} if self.submission else set())
