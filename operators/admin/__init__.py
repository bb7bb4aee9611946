"""The editors' door. A file each noun; importing them registers them with the admin site.

Nothing here writes an edition or a submission: that is for the verbs in ``operators.publishing``.
"""

from operators.admin import (
    edition,
    faq,
    operator,
    policy,
    question,
    record,
    report,
    source,
    submission,
    synonym,
    verification,
)

__all__ = [
    "edition",
    "faq",
    "operator",
    "policy",
    "question",
    "record",
    "report",
    "source",
    "submission",
    "synonym",
    "verification",
]
