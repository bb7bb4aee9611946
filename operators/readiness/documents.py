"""The shapes of the printed documents that the self-check reads: one language, as a reader gets them.

Only what this package reads is described; a document may hold more. See `conditions` for an example:
``{"key": "no-sms", "question": "sms_reachable", "when": ["no"], "outcome": "blocked", "channels": ["app"], ...}``.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, cast


class AskedWhen(TypedDict):
    question: str
    options: list[str]


class Option(TypedDict):
    code: str
    label: str


class Question(TypedDict):
    key: str
    group: NotRequired[str]
    text: str
    how_to_find_out: str
    order: NotRequired[int]
    asked_when: AskedWhen | None
    options: list[Option]


class Condition(TypedDict):
    key: str
    question: str
    when: list[str]
    outcome: str
    channels: list[str]
    text: str
    remedy: str
    lead_time_days: int | None
    valid_days: int | None
    irreversible: bool
    our_advice: NotRequired[bool]
    sources: list[int]


class Route(TypedDict):
    key: str
    channel: str
    role: str
    support: str
    store_visit: str
    store_visit_deadline: dict[str, Any] | None
    note: str
    our_advice: NotRequired[bool]
    sources: list[int]


class Step(TypedDict):
    key: str
    number: int
    channels: list[str]
    title: str
    body: str
    prepare: str
    proof: str
    duration: str
    our_advice: NotRequired[bool]
    sources: NotRequired[list[int]]


class Fact(TypedDict):
    row: NotRequired[str]
    key: str
    value: Any
    unit: str
    standing: str
    applies_from: str | None
    applies_until: str | None
    our_advice: NotRequired[bool]
    sources: list[int]


class Milestone(TypedDict):
    key: str
    clock: str
    balance: str
    plan: str
    from_day: int
    to_day: int | None
    event: str
    standing: str
    our_advice: NotRequired[bool]
    sources: list[int]


class Caution(TypedDict):
    key: str
    kind: str
    text: str
    shown_when: AskedWhen | None
    our_advice: NotRequired[bool]
    sources: list[int]


class Edition(TypedDict):
    number: int
    effective_from: str
    published_at: str


class Slugged(TypedDict):
    slug: str
    name: str


class FreshnessBlock(TypedDict):
    state: str


class Document(TypedDict):
    slug: str
    language: str
    edition: Edition
    operator: Slugged | None
    line_type: str
    not_checked: list[str]
    cautions: list[Caution]
    facts: list[Fact]
    milestones: list[Milestone]
    routes: list[Route]
    steps: list[Step]
    questions: list[Question]
    conditions: list[Condition]
    contact_points: NotRequired[list[dict[str, Any]]]
    freshness: NotRequired[FreshnessBlock]
    sources: list[dict[str, Any]]


LISTS = (
    "not_checked",
    "cautions",
    "facts",
    "milestones",
    "routes",
    "steps",
    "questions",
    "conditions",
    "contact_points",
    "sources",
)


def read(document: Mapping[str, Any]) -> Document:
    """The document with every list present: one that is left out is an empty one."""
    return cast(Document, {**{name: [] for name in LISTS}, **document})


def newest_first(documents: Sequence[Document]) -> list[Document]:
    """By the day from which the edition applies, then by its publication; on a tie in the order given."""
    return sorted(
        documents,
        key=lambda document: (document["edition"]["effective_from"], document["edition"].get("published_at") or ""),
        reverse=True,
    )


def applies(row: Fact, day: str) -> bool:
    """Whether a fact counts on ``day`` (ISO): its range is half-open, a blank end is open.

    >>> applies({"applies_from": "2026-01-01", "applies_until": "2026-02-01"}, "2026-02-01")
    False
    """
    start, end = row.get("applies_from"), row.get("applies_until")
    return not (start and start > day) and not (end and end <= day)
