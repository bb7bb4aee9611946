"""The verbs: working copy -> gate -> edition. Nothing else writes an edition or bumps the content revision.

All are keyword-only but for their subject, atomic, and are told who acts (``by``) and when (``now``).
"""

from operators.publishing.chain import content_hash
from operators.publishing.checking import confirm, verify
from operators.publishing.edits import record_edit
from operators.publishing.errors import (
    FourEyes,
    GateRefused,
    NotAllowed,
    PublishingError,
    StaleVersion,
    WrongState,
)
from operators.publishing.gate import Problem
from operators.publishing.printing import look, publish
from operators.publishing.recording import record_verb
from operators.publishing.recovering import recover
from operators.publishing.reporting import accept_report, reject_report
from operators.publishing.reviewing import return_to_editor, revert, submit
from operators.publishing.snapshot import snapshot
from operators.publishing.synonyms import confirm_synonyms, propose_synonyms
from operators.publishing.withdrawing import withdraw

__all__ = [
    "FourEyes",
    "GateRefused",
    "NotAllowed",
    "Problem",
    "PublishingError",
    "StaleVersion",
    "WrongState",
    "accept_report",
    "confirm",
    "confirm_synonyms",
    "content_hash",
    "look",
    "propose_synonyms",
    "publish",
    "record_edit",
    "record_verb",
    "recover",
    "reject_report",
    "return_to_editor",
    "revert",
    "snapshot",
    "submit",
    "verify",
    "withdraw",
]
