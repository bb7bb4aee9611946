"""The words that editors see for the vocabulary's codes, marked so that catalogs can translate them.

``pgettext_lazy`` with the vocabulary's name as context: "any" is one word for a line type and another for a balance.
A test holds this list complete.
"""

from enum import StrEnum
from typing import Any

from django.utils.translation import pgettext_lazy

from operators import vocabulary

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    vocabulary.SubjectKind: {
        vocabulary.SubjectKind.OPERATOR: pgettext_lazy("SubjectKind", "operator"),
        vocabulary.SubjectKind.POLICY: pgettext_lazy("SubjectKind", "policy"),
        vocabulary.SubjectKind.FAQ: pgettext_lazy("SubjectKind", "faq"),
    },
    vocabulary.OperatorKind: {
        vocabulary.OperatorKind.NETWORK: pgettext_lazy("OperatorKind", "network"),
        vocabulary.OperatorKind.VIRTUAL: pgettext_lazy("OperatorKind", "virtual"),
        vocabulary.OperatorKind.REGULATOR: pgettext_lazy("OperatorKind", "regulator"),
    },
    vocabulary.Channel: {
        vocabulary.Channel.WEBSITE: pgettext_lazy("Channel", "website"),
        vocabulary.Channel.APP: pgettext_lazy("Channel", "app"),
        vocabulary.Channel.PHONE: pgettext_lazy("Channel", "phone"),
        vocabulary.Channel.WHATSAPP: pgettext_lazy("Channel", "whatsapp"),
        vocabulary.Channel.CHAT: pgettext_lazy("Channel", "chat"),
        vocabulary.Channel.STORE: pgettext_lazy("Channel", "store"),
        vocabulary.Channel.EMAIL: pgettext_lazy("Channel", "email"),
        vocabulary.Channel.REGULATOR_FORM: pgettext_lazy("Channel", "regulator form"),
    },
    vocabulary.Topic: {
        vocabulary.Topic.CANCELLATION: pgettext_lazy("Topic", "cancellation"),
        vocabulary.Topic.KEEP_ALIVE: pgettext_lazy("Topic", "keep alive"),
        vocabulary.Topic.TOP_UP: pgettext_lazy("Topic", "top up"),
        vocabulary.Topic.PLAN_CHANGE: pgettext_lazy("Topic", "plan change"),
        vocabulary.Topic.SUSPENSION: pgettext_lazy("Topic", "suspension"),
        vocabulary.Topic.PORTABILITY: pgettext_lazy("Topic", "portability"),
        vocabulary.Topic.UNLINKING: pgettext_lazy("Topic", "unlinking"),
        vocabulary.Topic.REFUND: pgettext_lazy("Topic", "refund"),
        vocabulary.Topic.IDENTITY: pgettext_lazy("Topic", "identity"),
        vocabulary.Topic.COMPLAINT: pgettext_lazy("Topic", "complaint"),
    },
    vocabulary.LineType: {
        vocabulary.LineType.PREPAID: pgettext_lazy("LineType", "prepaid"),
        vocabulary.LineType.POSTPAID: pgettext_lazy("LineType", "postpaid"),
        vocabulary.LineType.CONTROL: pgettext_lazy("LineType", "control"),
        vocabulary.LineType.ANY: pgettext_lazy("LineType", "any"),
    },
    vocabulary.Support: {
        vocabulary.Support.YES: pgettext_lazy("Support", "yes"),
        vocabulary.Support.PARTIAL: pgettext_lazy("Support", "partial"),
        vocabulary.Support.NO: pgettext_lazy("Support", "no"),
        vocabulary.Support.UNKNOWN: pgettext_lazy("Support", "unknown"),
    },
    vocabulary.StoreVisit: {
        vocabulary.StoreVisit.NEVER: pgettext_lazy("StoreVisit", "never"),
        vocabulary.StoreVisit.SOMETIMES: pgettext_lazy("StoreVisit", "sometimes"),
        vocabulary.StoreVisit.ALWAYS: pgettext_lazy("StoreVisit", "always"),
        vocabulary.StoreVisit.UNKNOWN: pgettext_lazy("StoreVisit", "unknown"),
    },
    vocabulary.Reach: {
        vocabulary.Reach.YES: pgettext_lazy("Reach", "yes"),
        vocabulary.Reach.NO: pgettext_lazy("Reach", "no"),
        vocabulary.Reach.UNKNOWN: pgettext_lazy("Reach", "unknown"),
    },
    vocabulary.RouteRole: {
        vocabulary.RouteRole.REQUEST: pgettext_lazy("RouteRole", "request"),
        vocabulary.RouteRole.FALLBACK: pgettext_lazy("RouteRole", "fallback"),
    },
    vocabulary.Standing: {
        vocabulary.Standing.ADOPTED: pgettext_lazy("Standing", "adopted"),
        vocabulary.Standing.DISPUTED: pgettext_lazy("Standing", "disputed"),
        vocabulary.Standing.SUPERSEDED: pgettext_lazy("Standing", "superseded"),
    },
    vocabulary.InForce: {
        vocabulary.InForce.YES: pgettext_lazy("InForce", "yes"),
        vocabulary.InForce.TEMPORARY: pgettext_lazy("InForce", "temporary"),
        vocabulary.InForce.UNKNOWN: pgettext_lazy("InForce", "unknown"),
    },
    vocabulary.Clock: {
        vocabulary.Clock.LAST_TOP_UP: pgettext_lazy("Clock", "last top up"),
        vocabulary.Clock.ACTIVATION: pgettext_lazy("Clock", "activation"),
        vocabulary.Clock.SUSPENSION: pgettext_lazy("Clock", "suspension"),
        vocabulary.Clock.DEACTIVATION: pgettext_lazy("Clock", "deactivation"),
        vocabulary.Clock.NOTICE: pgettext_lazy("Clock", "notice"),
    },
    vocabulary.Balance: {
        vocabulary.Balance.WITH: pgettext_lazy("Balance", "with"),
        vocabulary.Balance.WITHOUT: pgettext_lazy("Balance", "without"),
        vocabulary.Balance.ANY: pgettext_lazy("Balance", "any"),
    },
    vocabulary.MilestoneEvent: {
        vocabulary.MilestoneEvent.WARNING: pgettext_lazy("MilestoneEvent", "warning"),
        vocabulary.MilestoneEvent.OUTGOING_STOPS: pgettext_lazy("MilestoneEvent", "outgoing stops"),
        vocabulary.MilestoneEvent.PARTIAL_CUT: pgettext_lazy("MilestoneEvent", "partial cut"),
        vocabulary.MilestoneEvent.ALL_STOPS: pgettext_lazy("MilestoneEvent", "all stops"),
        vocabulary.MilestoneEvent.TERMINATED: pgettext_lazy("MilestoneEvent", "terminated"),
        vocabulary.MilestoneEvent.NUMBER_LOST: pgettext_lazy("MilestoneEvent", "number lost"),
        vocabulary.MilestoneEvent.REASSIGNABLE: pgettext_lazy("MilestoneEvent", "reassignable"),
    },
    vocabulary.ConditionOutcome: {
        vocabulary.ConditionOutcome.NOT_POSSIBLE: pgettext_lazy("ConditionOutcome", "not possible"),
        vocabulary.ConditionOutcome.BLOCKED: pgettext_lazy("ConditionOutcome", "blocked"),
        vocabulary.ConditionOutcome.PREPARE_FIRST: pgettext_lazy("ConditionOutcome", "prepare first"),
        vocabulary.ConditionOutcome.READY_THEN_STORE: pgettext_lazy("ConditionOutcome", "ready then store"),
        vocabulary.ConditionOutcome.UNKNOWN_EFFECT: pgettext_lazy("ConditionOutcome", "unknown effect"),
        vocabulary.ConditionOutcome.ADVICE: pgettext_lazy("ConditionOutcome", "advice"),
    },
    vocabulary.CautionKind: {
        vocabulary.CautionKind.LEGAL: pgettext_lazy("CautionKind", "legal"),
        vocabulary.CautionKind.LOSS_OF_LINE: pgettext_lazy("CautionKind", "loss of line"),
        vocabulary.CautionKind.MONEY: pgettext_lazy("CautionKind", "money"),
        vocabulary.CautionKind.PRIVACY: pgettext_lazy("CautionKind", "privacy"),
    },
    vocabulary.QuestionGroup: {
        vocabulary.QuestionGroup.HOLDER: pgettext_lazy("QuestionGroup", "holder and documents"),
        vocabulary.QuestionGroup.AT_HAND: pgettext_lazy("QuestionGroup", "where one is, what is at hand"),
        vocabulary.QuestionGroup.LINE: pgettext_lazy("QuestionGroup", "debt, contract and services"),
        vocabulary.QuestionGroup.LINKED: pgettext_lazy("QuestionGroup", "what hangs on the number"),
        vocabulary.QuestionGroup.WILLING: pgettext_lazy("QuestionGroup", "personal data and time"),
    },
    vocabulary.SourceKind: {
        vocabulary.SourceKind.LAW: pgettext_lazy("SourceKind", "law"),
        vocabulary.SourceKind.REGULATOR: pgettext_lazy("SourceKind", "regulator"),
        vocabulary.SourceKind.OPERATOR: pgettext_lazy("SourceKind", "operator"),
        vocabulary.SourceKind.PRESS: pgettext_lazy("SourceKind", "press"),
        vocabulary.SourceKind.SECONDARY: pgettext_lazy("SourceKind", "secondary"),
        vocabulary.SourceKind.FORUM: pgettext_lazy("SourceKind", "forum"),
        vocabulary.SourceKind.DOCUMENT: pgettext_lazy("SourceKind", "document"),
    },
    vocabulary.LinkState: {
        vocabulary.LinkState.UNCHECKED: pgettext_lazy("LinkState", "unchecked"),
        vocabulary.LinkState.OK: pgettext_lazy("LinkState", "ok"),
        vocabulary.LinkState.DEAD: pgettext_lazy("LinkState", "dead"),
        vocabulary.LinkState.COULD_NOT_CHECK: pgettext_lazy("LinkState", "could not check"),
    },
    vocabulary.LinkReason: {
        vocabulary.LinkReason.NONE: pgettext_lazy("LinkReason", "none"),
        vocabulary.LinkReason.STATUS: pgettext_lazy("LinkReason", "the answer says so"),
        vocabulary.LinkReason.NO_SUCH_HOST: pgettext_lazy("LinkReason", "no such host"),
        vocabulary.LinkReason.NO_DNS: pgettext_lazy("LinkReason", "no name could be looked up"),
        vocabulary.LinkReason.WRONG_NAME: pgettext_lazy("LinkReason", "certificate for another name"),
        vocabulary.LinkReason.BAD_CERTIFICATE: pgettext_lazy("LinkReason", "certificate not trusted"),
        vocabulary.LinkReason.PRIVATE_ADDRESS: pgettext_lazy("LinkReason", "not a public address"),
        vocabulary.LinkReason.NOT_HTTPS: pgettext_lazy("LinkReason", "not https"),
        vocabulary.LinkReason.TOO_MANY_REDIRECTS: pgettext_lazy("LinkReason", "too many redirects"),
        vocabulary.LinkReason.TIMED_OUT: pgettext_lazy("LinkReason", "timed out"),
        vocabulary.LinkReason.NO_ANSWER: pgettext_lazy("LinkReason", "no answer"),
        vocabulary.LinkReason.BAD_ANSWER: pgettext_lazy("LinkReason", "answer makes no sense"),
    },
    vocabulary.QuoteState: {
        vocabulary.QuoteState.UNCHECKED: pgettext_lazy("QuoteState", "unchecked"),
        vocabulary.QuoteState.FOUND: pgettext_lazy("QuoteState", "found"),
        vocabulary.QuoteState.MISSING: pgettext_lazy("QuoteState", "missing"),
        vocabulary.QuoteState.COULD_NOT_CHECK: pgettext_lazy("QuoteState", "could not check"),
    },
    vocabulary.FaqKind: {
        vocabulary.FaqKind.QUESTION: pgettext_lazy("FaqKind", "question"),
        vocabulary.FaqKind.CASE: pgettext_lazy("FaqKind", "case"),
        vocabulary.FaqKind.GLOSSARY: pgettext_lazy("FaqKind", "glossary"),
    },
    vocabulary.FaqCategory: {
        vocabulary.FaqCategory.BASICS: pgettext_lazy("FaqCategory", "basics"),
        vocabulary.FaqCategory.CANCELLING: pgettext_lazy("FaqCategory", "cancelling"),
        vocabulary.FaqCategory.KEEPING: pgettext_lazy("FaqCategory", "keeping"),
        vocabulary.FaqCategory.IDENTITY: pgettext_lazy("FaqCategory", "identity"),
        vocabulary.FaqCategory.MONEY: pgettext_lazy("FaqCategory", "money"),
        vocabulary.FaqCategory.SAFETY: pgettext_lazy("FaqCategory", "safety"),
        vocabulary.FaqCategory.RIGHTS: pgettext_lazy("FaqCategory", "rights"),
    },
    vocabulary.VerificationOutcome: {
        vocabulary.VerificationOutcome.CONFIRMED: pgettext_lazy("VerificationOutcome", "confirmed"),
        vocabulary.VerificationOutcome.CHANGED: pgettext_lazy("VerificationOutcome", "changed"),
        vocabulary.VerificationOutcome.COULD_NOT_CHECK: pgettext_lazy("VerificationOutcome", "could not check"),
    },
    vocabulary.Freshness: {
        vocabulary.Freshness.FRESH: pgettext_lazy("Freshness", "fresh"),
        vocabulary.Freshness.DUE: pgettext_lazy("Freshness", "due"),
        vocabulary.Freshness.OVERDUE: pgettext_lazy("Freshness", "overdue"),
        vocabulary.Freshness.NEVER: pgettext_lazy("Freshness", "never"),
    },
    vocabulary.EffectiveBasis: {
        vocabulary.EffectiveBasis.STATED: pgettext_lazy("EffectiveBasis", "stated"),
        vocabulary.EffectiveBasis.PUBLISHED: pgettext_lazy("EffectiveBasis", "published"),
        vocabulary.EffectiveBasis.FIRST_REPORTED: pgettext_lazy("EffectiveBasis", "first reported"),
    },
    vocabulary.Significance: {
        vocabulary.Significance.TYPO: pgettext_lazy("Significance", "typo"),
        vocabulary.Significance.CLARIFICATION: pgettext_lazy("Significance", "clarification"),
        vocabulary.Significance.POLICY_CHANGED: pgettext_lazy("Significance", "policy changed"),
        vocabulary.Significance.CORRECTION: pgettext_lazy("Significance", "correction"),
    },
    vocabulary.ReportState: {
        vocabulary.ReportState.OPEN: pgettext_lazy("ReportState", "open"),
        vocabulary.ReportState.ACCEPTED: pgettext_lazy("ReportState", "accepted"),
        vocabulary.ReportState.REJECTED: pgettext_lazy("ReportState", "rejected"),
    },
    vocabulary.Unit: {
        vocabulary.Unit.HOUR: pgettext_lazy("Unit", "hour"),
        vocabulary.Unit.DAY: pgettext_lazy("Unit", "day"),
        vocabulary.Unit.BUSINESS_DAY: pgettext_lazy("Unit", "business day"),
        vocabulary.Unit.MONTH: pgettext_lazy("Unit", "month"),
        vocabulary.Unit.MONEY: pgettext_lazy("Unit", "money"),
        vocabulary.Unit.COUNT: pgettext_lazy("Unit", "count"),
        vocabulary.Unit.YES_NO: pgettext_lazy("Unit", "yes no"),
        vocabulary.Unit.CODES: pgettext_lazy("Unit", "codes"),
    },
}

FACT_LABELS: dict[str, Any] = {
    "termination_deadline": pgettext_lazy("Fact", "termination deadline"),
    "keep_alive_without_balance": pgettext_lazy("Fact", "keep alive without balance"),
    "keep_alive_with_balance": pgettext_lazy("Fact", "keep alive with balance"),
    "suspension_without_balance": pgettext_lazy("Fact", "suspension without balance"),
    "suspension_with_balance": pgettext_lazy("Fact", "suspension with balance"),
    "prior_notice": pgettext_lazy("Fact", "prior notice"),
    "number_quarantine": pgettext_lazy("Fact", "number quarantine"),
    "fee": pgettext_lazy("Fact", "fee"),
    "minimum_top_up": pgettext_lazy("Fact", "minimum top up"),
    "store_visit_deadline": pgettext_lazy("Fact", "store visit deadline"),
    "complaint_deadline": pgettext_lazy("Fact", "complaint deadline"),
    "complaint_answer_notice": pgettext_lazy("Fact", "complaint answer notice"),
    "appeal_deadline": pgettext_lazy("Fact", "appeal deadline"),
    "billing_complaint_window": pgettext_lazy("Fact", "billing complaint window"),
    "line_cap": pgettext_lazy("Fact", "line cap"),
    "debt_blocks": pgettext_lazy("Fact", "debt blocks"),
    "request_code_required": pgettext_lazy("Fact", "request code required"),
    "reason_required": pgettext_lazy("Fact", "reason required"),
    "representative_accepted": pgettext_lazy("Fact", "representative accepted"),
    "id_documents_accepted": pgettext_lazy("Fact", "id documents accepted"),
    "power_of_attorney_validity": pgettext_lazy("Fact", "power of attorney validity"),
    "scheduled_date_earliest": pgettext_lazy("Fact", "scheduled date earliest"),
    "scheduled_date_latest": pgettext_lazy("Fact", "scheduled date latest"),
    "inconsistent_data_termination": pgettext_lazy("Fact", "inconsistent data termination"),
    "unused_after_activation": pgettext_lazy("Fact", "unused after activation"),
    "sim_replacement_in_person": pgettext_lazy("Fact", "sim replacement in person"),
    "sim_replacement_after_block": pgettext_lazy("Fact", "sim replacement after block"),
    "loss_report_time": pgettext_lazy("Fact", "loss report time"),
    "portability_time": pgettext_lazy("Fact", "portability time"),
    "voluntary_suspension_max": pgettext_lazy("Fact", "voluntary suspension max"),
    "voluntary_suspension_min": pgettext_lazy("Fact", "voluntary suspension min"),
    "migration_fee": pgettext_lazy("Fact", "migration fee"),
    "migration_answer_deadline": pgettext_lazy("Fact", "migration answer deadline"),
    "holder_change_deadline": pgettext_lazy("Fact", "holder change deadline"),
    "roaming_in_person": pgettext_lazy("Fact", "roaming in person"),
    "foreigners_in_person": pgettext_lazy("Fact", "foreigners in person"),
}

NOUN_LABELS: dict[str, Any] = {
    "operator": pgettext_lazy("SubjectKind", "operator"),
    "policy": pgettext_lazy("SubjectKind", "policy"),
    "faq": pgettext_lazy("SubjectKind", "faq"),
    "question": pgettext_lazy("Noun", "question"),
    "source": pgettext_lazy("Noun", "source"),
}
STATE_LABELS: dict[str, Any] = {
    "open": pgettext_lazy("Submission", "open"),
    "returned": pgettext_lazy("Submission", "returned"),
    "published": pgettext_lazy("Submission", "published"),
    "superseded": pgettext_lazy("Submission", "superseded"),
}
"""The states of a submission: handed in, given back, printed, or followed by a newer one."""
