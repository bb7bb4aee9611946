"""Search: everything published, in three languages, on either database. What the doors import."""

from operators.search.finding import MOST_HITS, Filters, Found, public, search, shown

__all__ = ["MOST_HITS", "Filters", "Found", "public", "search", "shown"]
