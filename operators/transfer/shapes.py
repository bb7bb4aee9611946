"""The shape of a content pack, as pydantic models: an unknown key, a wrong code or a broken date is refused.

pydantic and not DRF serializers, because it forbids unknown keys, is strict about types, lists what is allowed, and
gives the path of each fault; a pack is data of ours, not a request.
"""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from operators import vocabulary as words
from operators.models.choices import PARTIAL_DATE
from operators.transfer.shape_faults import shape_fault


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_enum_values=True)

    @model_validator(mode="before")
    @classmethod
    def know_every_key(cls, data: Any) -> Any:
        """Name an unknown key together with those that are allowed, before anything else is said."""
        if isinstance(data, dict):
            allowed = [field.alias or name for name, field in cls.model_fields.items()]
            unknown = [str(key) for key in data if key not in allowed]
            if unknown:
                raise shape_fault("unknown_key", unknown=", ".join(unknown), allowed=", ".join(allowed))
        return data


Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$", max_length=80)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]
PartialDate = Annotated[str, Field(pattern=PARTIAL_DATE.pattern.removesuffix(r"\Z") + "$")]
Channels = list[words.Channel]


def real_day(text: str) -> str:
    """``text`` if it is a day of the calendar in ISO form. Raises PydanticCustomError."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise shape_fault("no_day") from error


Day = Annotated[str, AfterValidator(real_day)]


class Translated(Strict):
    zh_hans: Text | None = Field(None, alias="zh-hans")
    es: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def some_language(self) -> "Translated":
        if not (self.zh_hans or self.es or self.en):
            raise shape_fault("empty_text")
        return self


class Source(Strict):
    key: Key
    url: Annotated[str, Field(max_length=600)] | None = None
    title: Annotated[str, Field(min_length=1, max_length=300)]
    publisher: Annotated[str, Field(max_length=120)] | None = None
    kind: words.SourceKind
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)?$")]
    published_on: PartialDate | None = None
    retrieved_on: Day
    quote: str | None = None


class Shown(Strict):
    question: Key
    options: Annotated[list[Key], Field(min_length=1)]


class Option(Strict):
    code: Key
    label: Translated


class Question(Strict):
    key: Key
    group: words.QuestionGroup | None = None
    text: Translated
    how_to_find_out: Translated | None = None
    asked_when: Shown | None = None
    options: Annotated[list[Option], Field(min_length=1)]


class EditionBlock(Strict):
    effective_from: Day
    effective_basis: words.EffectiveBasis
    significance: words.Significance
    note: Translated | None = None


class Reach(Strict):
    own_line: words.Reach
    country: words.Reach
    abroad: words.Reach


class ContactPoint(Strict):
    key: Key
    channel: words.Channel
    label: Translated
    value: Annotated[str, Field(min_length=1, max_length=300)]
    reach: Reach
    hours: Translated | None = None
    sources: list[Key] = []


class Operator(Strict):
    slug: Key
    name: Annotated[str, Field(min_length=1, max_length=80)]
    legal_name: Annotated[str, Field(max_length=160)] | None = None
    country: Literal[tuple(words.COUNTRIES)]  # type: ignore[valid-type]
    kind: words.OperatorKind
    host_network: Key | None = None
    succeeded_by: Key | None = None
    homepage: Annotated[str, Field(max_length=300)] | None = None
    summary: Translated
    sources: list[Key] = []
    contact_points: list[ContactPoint] = []
    cited: list[Source] = []
    edition: EditionBlock


class Row(Strict):
    key: Key


class Backed(Row):
    """A row that rests on sources, or says that it is our advice."""

    our_advice: bool = False
    sources: list[Key] = []

    @model_validator(mode="after")
    def rests_on_something(self) -> "Backed":
        if not self.sources and not self.our_advice:
            raise shape_fault("no_ground")
        return self


class NotChecked(Row):
    text: Translated


class Caution(Backed):
    kind: words.CautionKind
    text: Translated
    shown_when: Shown | None = None


class Fact(Backed):
    fact: Literal[tuple(words.FACTS)]  # type: ignore[valid-type]
    value: int | str | list[str]
    unit: words.Unit
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None
    qualifier: Translated | None = None
    standing: words.Standing
    applies_from: Day | None = None
    applies_until: Day | None = None
    in_force: words.InForce
    area: Translated | None = None


class Milestone(Backed):
    clock: words.Clock
    balance: words.Balance
    plan: Translated | None = None
    from_day: Annotated[int, Field(ge=0)]
    to_day: Annotated[int, Field(ge=0)] | None = None
    event: words.MilestoneEvent
    standing: words.Standing


class Deadline(Strict):
    value: Annotated[int, Field(ge=0)]
    unit: Literal["day", "business_day"]


class Route(Backed):
    channel: words.Channel
    role: words.RouteRole
    support: words.Support
    store_visit: words.StoreVisit
    store_visit_deadline: Deadline | None = None
    note: Translated | None = None


class Step(Backed):
    channels: Channels = []
    title: Translated
    body: Translated | None = None
    prepare: Translated | None = None
    proof: Translated | None = None
    duration: Translated | None = None


class Condition(Backed):
    question: Key
    when: Annotated[list[Key], Field(min_length=1)]
    outcome: words.ConditionOutcome
    channels: Channels = []
    text: Translated | None = None
    remedy: Translated | None = None
    lead_time_days: Annotated[int, Field(ge=0)] | None = None
    valid_days: Annotated[int, Field(ge=0)] | None = None
    irreversible: bool = False


class Message(Row):
    channel: words.Channel
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[a-z]+)?$")]
    text: Text
    translation: Translated | None = None


class Verified(Strict):
    on: Day
    outcome: words.VerificationOutcome
    source: Key | None = None
    note: str | None = None


class Policy(Strict):
    slug: Key
    operator: Key | None = None
    country: Literal[tuple(words.COUNTRIES)]  # type: ignore[valid-type]
    topic: words.Topic
    line_type: words.LineType
    title: Translated
    summary: Translated
    scope: Translated | None = None
    review_every_days: Annotated[int, Field(ge=1, le=3650)]
    not_checked: list[NotChecked] = []
    cautions: list[Caution] = []
    facts: list[Fact] = []
    milestones: list[Milestone] = []
    routes: list[Route] = []
    steps: list[Step] = []
    conditions: list[Condition] = []
    messages: list[Message] = []
    # How a shared question or source was worded in this edition, where that is no longer its wording.
    questions: list[Question] = []
    cited: list[Source] = []
    verified: Verified | None = None
    edition: EditionBlock


class FaqEntry(Strict):
    slug: Key
    kind: words.FaqKind
    category: words.FaqCategory
    country: Literal[tuple(words.COUNTRIES)]  # type: ignore[valid-type]
    operator: Key | None = None
    policies: list[Key] = []
    question: Translated
    answer: Translated
    sources: Annotated[list[Key], Field(min_length=1)]
    cited: list[Source] = []
    edition: EditionBlock


class SynonymGroup(Strict):
    key: Annotated[Key, Field(max_length=60)]
    words: Annotated[list[Text], Field(min_length=2)]


class PackBlock(Strict):
    name: Key
    country: Literal[tuple(words.COUNTRIES)]  # type: ignore[valid-type]
    accept_warnings: Text
    cleared: list[str] = []
    """Every host that is cited and every contact point that is new in the official list: each is cleared by name."""


class File(Strict):
    """What may stand in one file of a pack."""

    pack: PackBlock | None = None
    sources: list[Source] | None = None
    questions: list[Question] | None = None
    operator: Operator | None = None
    policies: list[Policy] | None = None
    faq: list[FaqEntry] | None = None
    synonyms: list[SynonymGroup] | None = None
