"""What is printed: editions and what is derived from them, checks, and readers' reports. The read side of the house."""

from operators.models.printed.change import ChangeEntry
from operators.models.printed.derived import (
    EditionFact,
    EditionSource,
    Listing,
    ListingChannel,
    ListingPolicy,
    SearchEntry,
    SearchWord,
)
from operators.models.printed.edition import Edition, EditionText
from operators.models.printed.report import CorrectionReport
from operators.models.printed.revision import ContentRevision
from operators.models.printed.synonym import SynonymGroup
from operators.models.printed.verification import Verification

__all__ = [
    "ChangeEntry",
    "ContentRevision",
    "CorrectionReport",
    "Edition",
    "EditionFact",
    "EditionSource",
    "EditionText",
    "Listing",
    "ListingChannel",
    "ListingPolicy",
    "SearchEntry",
    "SearchWord",
    "SynonymGroup",
    "Verification",
]
