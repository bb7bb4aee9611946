"""The read side: what is current, what applied on a day, history, freshness, the revision.

What the public doors import. Nothing here reads a working copy.
"""

from operators.editions.facts import facts
from operators.editions.freshness import due_range, freshness, freshness_state
from operators.editions.history import checks, compare, history, printed_editions, read_edition
from operators.editions.official import content_revision, official_channels
from operators.editions.reading import (
    FutureDay,
    NotPublished,
    Withdrawn,
    latest_today,
    listings,
    page_url,
    read,
    read_many,
    read_whole,
)
from operators.editions.selfcheck import CheckDocuments, check_documents, country_documents, line_types

__all__ = [
    "CheckDocuments",
    "FutureDay",
    "NotPublished",
    "Withdrawn",
    "check_documents",
    "checks",
    "compare",
    "content_revision",
    "country_documents",
    "due_range",
    "facts",
    "freshness",
    "freshness_state",
    "history",
    "latest_today",
    "line_types",
    "listings",
    "official_channels",
    "page_url",
    "printed_editions",
    "read",
    "read_edition",
    "read_many",
    "read_whole",
]
