"""What a reader typed, and what a text is found by: tokens, queries, scores, highlights, suggestions.

Pure: the standard library, the vocabulary and the stems of Snowball. Whatever is typed is a query; nothing here raises.
"""

from operators.search.query.expression import AllOf, AnyOf, Expression, Term, as_fts5, as_tsquery, matches
from operators.search.query.highlighting import Highlighter, Segment
from operators.search.query.parsing import Group, Query, Synonyms, Way, parse
from operators.search.query.plain import lines
from operators.search.query.scoring import Scorer, Zones
from operators.search.query.suggesting import distance, nearest
from operators.search.query.tokens import index_tokens, words, zone_tokens

__all__ = [
    "AllOf",
    "AnyOf",
    "Expression",
    "Group",
    "Highlighter",
    "Query",
    "Scorer",
    "Segment",
    "Synonyms",
    "Term",
    "Way",
    "Zones",
    "as_fts5",
    "as_tsquery",
    "distance",
    "index_tokens",
    "lines",
    "matches",
    "nearest",
    "parse",
    "words",
    "zone_tokens",
]
