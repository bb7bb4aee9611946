"""Working copies: what editors edit. No public door may read them."""

from operators.models.working.creation import Creation
from operators.models.working.draft_link import DraftLink
from operators.models.working.edit import Edit
from operators.models.working.faq import FaqEntry
from operators.models.working.operator import ContactPoint, Operator
from operators.models.working.policy import NotChecked, Policy
from operators.models.working.presence import Presence
from operators.models.working.question import Option, Question
from operators.models.working.record import VerbRecord
from operators.models.working.rows import Caution, Condition, Fact, Message, Milestone, Route, Step
from operators.models.working.source import Source
from operators.models.working.submission import Submission
from operators.models.working.translation import TranslationGap, Wording
from operators.models.working.upload import Upload

__all__ = [
    "Caution",
    "Condition",
    "ContactPoint",
    "Creation",
    "DraftLink",
    "Edit",
    "Fact",
    "FaqEntry",
    "Message",
    "Milestone",
    "NotChecked",
    "Operator",
    "Option",
    "Policy",
    "Presence",
    "Question",
    "Route",
    "Source",
    "Step",
    "Submission",
    "TranslationGap",
    "Upload",
    "VerbRecord",
    "Wording",
]
