"""The read side: what is current, what applied on a day, history, freshness, the revision.

What the public doors import. Nothing here reads a working copy.
"""

from operators.editions.changes import Place, changes, last_published, newer_than, older_than, place_of, read_changes
from operators.editions.country import country_policy
from operators.editions.export import begin_export, exported, read_exported, written
from operators.editions.facts import facts
from operators.editions.freshness import GRACE as FRESHNESS_GRACE
from operators.editions.freshness import due_range, freshness, freshness_state
from operators.editions.history import checks, compare, history, printed_editions, read_edition, was_withdrawn
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
    successor,
)
from operators.editions.selfcheck import CheckDocuments, check_documents, country_documents, line_types
from operators.editions.sources import citations, read_sources, sources

__all__ = [
    "FRESHNESS_GRACE",
    "CheckDocuments",
    "FutureDay",
    "NotPublished",
    "Place",
    "Withdrawn",
    "begin_export",
    "changes",
    "check_documents",
    "checks",
    "citations",
    "compare",
    "content_revision",
    "country_documents",
    "country_policy",
    "due_range",
    "exported",
    "facts",
    "freshness",
    "freshness_state",
    "history",
    "last_published",
    "latest_today",
    "line_types",
    "listings",
    "newer_than",
    "official_channels",
    "older_than",
    "page_url",
    "place_of",
    "printed_editions",
    "read",
    "read_changes",
    "read_edition",
    "read_exported",
    "read_many",
    "read_sources",
    "read_whole",
    "sources",
    "successor",
    "was_withdrawn",
    "written",
]
