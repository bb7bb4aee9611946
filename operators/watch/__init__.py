"""Source watch: are the cited pages still there, and do they still say it?

Only ``manage.py check_sources`` looks. No door imports this room, so no request can make the site fetch an address.
A look is no edit: it writes the columns of a source that no edition, hash or log of edits knows.
"""

from operators.watch.fetching import Page, Unreachable, fetch
from operators.watch.findings import Finding, judge, record
from operators.watch.network import Network, PrivateAddress
from operators.watch.quotes import page_text, says
from operators.watch.visiting import visit

__all__ = [
    "Finding",
    "Network",
    "Page",
    "PrivateAddress",
    "Unreachable",
    "fetch",
    "judge",
    "page_text",
    "record",
    "says",
    "visit",
]
