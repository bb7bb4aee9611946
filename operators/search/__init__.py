"""Search: everything published, in three languages, on either database. What the doors import."""

from operators.search.finding import MOST_HITS, Filters, Found, public, search, shown
from operators.search.query.parsing import LONGEST_QUERY

__all__ = ["LONGEST_QUERY", "MOST_HITS", "Filters", "Found", "public", "search", "shown"]
