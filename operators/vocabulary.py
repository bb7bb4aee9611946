"""The words of the field: closed vocabularies, the registry of facts and the registry of countries.

Pure: standard library only. Every other room imports these names; nothing here imports anything of ours.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

LANGUAGES = ("zh-hans", "es", "en")
DEFAULT_LANGUAGE = "zh-hans"
# A text that is missing in the asked language is taken from the first of these that has it (design: the API).
FALLBACK_ORDER = ("es", "en", "zh-hans")

Translations = dict[str, str]
"""A text in every language it has: ``{"zh-hans": "…", "es": "…", "en": "…"}``. Missing languages are absent."""


class SubjectKind(StrEnum):
    """What can be published."""

    OPERATOR = "operator"
    POLICY = "policy"
    FAQ = "faq"


class OperatorKind(StrEnum):
    NETWORK = "network"
    VIRTUAL = "virtual"
    REGULATOR = "regulator"


class Channel(StrEnum):
    WEBSITE = "website"
    APP = "app"
    PHONE = "phone"
    WHATSAPP = "whatsapp"
    CHAT = "chat"
    STORE = "store"
    EMAIL = "email"
    REGULATOR_FORM = "regulator_form"


ONLINE_CHANNELS = (Channel.WEBSITE, Channel.APP)


class Topic(StrEnum):
    CANCELLATION = "cancellation"
    KEEP_ALIVE = "keep_alive"
    TOP_UP = "top_up"
    PLAN_CHANGE = "plan_change"
    SUSPENSION = "suspension"
    PORTABILITY = "portability"
    UNLINKING = "unlinking"
    REFUND = "refund"
    IDENTITY = "identity"
    COMPLAINT = "complaint"


class LineType(StrEnum):
    PREPAID = "prepaid"
    POSTPAID = "postpaid"
    CONTROL = "control"
    ANY = "any"


class Support(StrEnum):
    YES = "yes"
    PARTIAL = "partial"
    NO = "no"
    UNKNOWN = "unknown"


class OnlineSupport(StrEnum):
    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    UNKNOWN = "unknown"


class StoreVisit(StrEnum):
    NEVER = "never"
    SOMETIMES = "sometimes"
    ALWAYS = "always"
    UNKNOWN = "unknown"


class Reach(StrEnum):
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class RouteRole(StrEnum):
    REQUEST = "request"
    FALLBACK = "fallback"


class Standing(StrEnum):
    ADOPTED = "adopted"
    DISPUTED = "disputed"
    SUPERSEDED = "superseded"


class InForce(StrEnum):
    YES = "yes"
    TEMPORARY = "temporary"
    UNKNOWN = "unknown"


class Clock(StrEnum):
    """The event from which a milestone counts its days."""

    LAST_TOP_UP = "last_top_up"
    ACTIVATION = "activation"
    SUSPENSION = "suspension"
    DEACTIVATION = "deactivation"
    NOTICE = "notice"


class Balance(StrEnum):
    WITH = "with"
    WITHOUT = "without"
    ANY = "any"


class MilestoneEvent(StrEnum):
    WARNING = "warning"
    OUTGOING_STOPS = "outgoing_stops"
    PARTIAL_CUT = "partial_cut"
    ALL_STOPS = "all_stops"
    TERMINATED = "terminated"
    NUMBER_LOST = "number_lost"
    REASSIGNABLE = "reassignable"


class ConditionOutcome(StrEnum):
    """What a condition does to the outcome when it applies."""

    NOT_POSSIBLE = "not_possible"
    BLOCKED = "blocked"
    PREPARE_FIRST = "prepare_first"
    READY_THEN_STORE = "ready_then_store"
    UNKNOWN_EFFECT = "unknown_effect"
    ADVICE = "advice"


class Outcome(StrEnum):
    """The outcome of a self-check. ``no_data`` is off the scale."""

    NOT_POSSIBLE = "not_possible"
    BLOCKED = "blocked"
    PREPARE_FIRST = "prepare_first"
    READY_THEN_STORE = "ready_then_store"
    READY = "ready"
    NO_DATA = "no_data"


OUTCOME_SCALE = (
    Outcome.NOT_POSSIBLE,
    Outcome.BLOCKED,
    Outcome.PREPARE_FIRST,
    Outcome.READY_THEN_STORE,
    Outcome.READY,
)
"""Worst first. Compare outcomes by their place here, never by their text."""


class FindingStatus(StrEnum):
    """``unmet``: the condition applies and stands in the way. ``met``: it does not."""

    MET = "met"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class CautionKind(StrEnum):
    LEGAL = "legal"
    LOSS_OF_LINE = "loss_of_line"
    MONEY = "money"
    PRIVACY = "privacy"


class QuestionGroup(StrEnum):
    """Under which heading of the self-check a question is asked, in the order of the page."""

    HOLDER = "holder"
    AT_HAND = "at_hand"
    LINE = "line"
    LINKED = "linked"
    WILLING = "willing"


class SourceKind(StrEnum):
    LAW = "law"
    REGULATOR = "regulator"
    OPERATOR = "operator"
    PRESS = "press"
    SECONDARY = "secondary"
    FORUM = "forum"
    DOCUMENT = "document"


class LinkState(StrEnum):
    UNCHECKED = "unchecked"
    OK = "ok"
    DEAD = "dead"
    COULD_NOT_CHECK = "could_not_check"


class LinkReason(StrEnum):
    """Why a cited page could not be read; ``status`` means that the answer's status says it."""

    NONE = ""
    STATUS = "status"
    NO_SUCH_HOST = "no_such_host"
    NO_DNS = "no_dns"
    WRONG_NAME = "wrong_name"
    BAD_CERTIFICATE = "bad_certificate"
    PRIVATE_ADDRESS = "private_address"
    NOT_HTTPS = "not_https"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    TIMED_OUT = "timed_out"
    NO_ANSWER = "no_answer"
    BAD_ANSWER = "bad_answer"


class QuoteState(StrEnum):
    """Whether the words that a source is cited for stand on its page."""

    UNCHECKED = "unchecked"
    FOUND = "found"
    MISSING = "missing"
    COULD_NOT_CHECK = "could_not_check"


class FaqKind(StrEnum):
    QUESTION = "question"
    CASE = "case"
    GLOSSARY = "glossary"


class FaqCategory(StrEnum):
    BASICS = "basics"
    CANCELLING = "cancelling"
    KEEPING = "keeping"
    IDENTITY = "identity"
    MONEY = "money"
    SAFETY = "safety"
    RIGHTS = "rights"


class VerificationOutcome(StrEnum):
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    COULD_NOT_CHECK = "could_not_check"


class Freshness(StrEnum):
    FRESH = "fresh"
    DUE = "due"
    OVERDUE = "overdue"
    NEVER = "never"


class EffectiveBasis(StrEnum):
    """How the day is known from which an edition applies."""

    STATED = "stated"
    PUBLISHED = "published"
    FIRST_REPORTED = "first_reported"


class Significance(StrEnum):
    TYPO = "typo"
    CLARIFICATION = "clarification"
    POLICY_CHANGED = "policy_changed"
    CORRECTION = "correction"


class ChangeAction(StrEnum):
    """What an edition does to its subject, as the change log tells it."""

    PUBLISHED = "published"
    CHANGED = "changed"
    WITHDRAWN = "withdrawn"


class ReportState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Unit(StrEnum):
    HOUR = "hour"
    DAY = "day"
    BUSINESS_DAY = "business_day"
    MONTH = "month"
    MONEY = "money"
    COUNT = "count"
    YES_NO = "yes_no"
    CODES = "codes"


TIME_UNITS = (Unit.HOUR, Unit.DAY, Unit.BUSINESS_DAY, Unit.MONTH)

UNKNOWN = "unknown"
"""The answer code that every question accepts: "I don't know"."""

FACTS: dict[str, tuple[Unit, ...]] = {
    "termination_deadline": (Unit.BUSINESS_DAY, Unit.DAY, Unit.HOUR),
    "keep_alive_without_balance": (Unit.DAY, Unit.MONTH),
    "keep_alive_with_balance": (Unit.DAY, Unit.MONTH),
    "suspension_without_balance": (Unit.DAY, Unit.MONTH),
    "suspension_with_balance": (Unit.DAY, Unit.MONTH),
    "prior_notice": (Unit.DAY, Unit.BUSINESS_DAY),
    "number_quarantine": (Unit.DAY, Unit.MONTH),
    "fee": (Unit.MONEY,),
    "minimum_top_up": (Unit.MONEY,),
    "store_visit_deadline": (Unit.DAY, Unit.BUSINESS_DAY),
    "complaint_deadline": (Unit.BUSINESS_DAY, Unit.DAY, Unit.MONTH),
    "complaint_answer_notice": (Unit.BUSINESS_DAY, Unit.DAY),
    "appeal_deadline": (Unit.BUSINESS_DAY, Unit.DAY),
    "billing_complaint_window": (Unit.MONTH, Unit.DAY),
    "line_cap": (Unit.COUNT,),
    "debt_blocks": (Unit.YES_NO,),
    "request_code_required": (Unit.YES_NO,),
    "reason_required": (Unit.YES_NO,),
    "representative_accepted": (Unit.YES_NO,),
    "id_documents_accepted": (Unit.CODES,),
    "power_of_attorney_validity": (Unit.MONTH, Unit.DAY),
    "scheduled_date_earliest": (Unit.BUSINESS_DAY, Unit.DAY),
    "scheduled_date_latest": (Unit.MONTH, Unit.DAY),
    "inconsistent_data_termination": (Unit.DAY, Unit.BUSINESS_DAY),
    "unused_after_activation": (Unit.DAY, Unit.MONTH),
    "sim_replacement_in_person": (Unit.YES_NO,),
    "sim_replacement_after_block": (Unit.DAY, Unit.MONTH),
    "loss_report_time": (Unit.HOUR, Unit.DAY),
    "portability_time": (Unit.HOUR, Unit.DAY),
    "voluntary_suspension_max": (Unit.MONTH, Unit.DAY),
    "voluntary_suspension_min": (Unit.DAY,),
    "migration_fee": (Unit.MONEY,),
    "migration_answer_deadline": (Unit.BUSINESS_DAY, Unit.DAY),
    "holder_change_deadline": (Unit.BUSINESS_DAY, Unit.DAY),
    "roaming_in_person": (Unit.YES_NO,),
    "foreigners_in_person": (Unit.YES_NO,),
}
"""Every key that a fact may have, with the units it may be given in (a fact of another key or unit is refused)."""

ID_DOCUMENTS = ("dni", "ce", "passport", "cpp", "ruc", "cire", "other")
"""The codes a fact of unit ``codes`` may hold."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country of the registry: what a policy's country implies."""

    code: str
    time_zone: ZoneInfo
    currency: str
    language: str
    regulator: str
    calling_code: str
    name: Translations

    def today(self, now: datetime) -> date:
        """The calendar day in this country at the aware moment ``now``.

        >>> COUNTRIES["PE"].today(datetime(2026, 11, 22, 3, 0, tzinfo=UTC))
        datetime.date(2026, 11, 21)
        """
        return now.astimezone(self.time_zone).date()

    def midnight(self, day: date) -> datetime:
        """The moment, in UTC, at which ``day`` begins in this country."""
        return datetime.combine(day, time(), tzinfo=self.time_zone).astimezone(UTC)


COUNTRIES: dict[str, Country] = {
    "PE": Country(
        code="PE",
        time_zone=ZoneInfo("America/Lima"),
        currency="PEN",
        language="es",
        regulator="osiptel",
        calling_code="+51",
        name={"zh-hans": "秘鲁", "es": "Perú", "en": "Peru"},
    ),
}
