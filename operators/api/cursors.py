"""Cursors: where a walk goes on. Opaque to clients, and the same in every process and on every machine.

They name an edition that is public, so that whoever forges one learns nothing; the check catches what was mistyped,
cut short, or taken from another list.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from datetime import datetime

from operators.api import parameters as p
from operators.api.problems import Problem, shown
from operators.editions import Place, place_of

MOST_LETTERS = 200
CURSOR = p.pattern("cursor", "Where to go on: from the `next` of the page before.", "^[A-Za-z0-9_-]{1,200}$")


def cursor(walk: str, kind: str, slug: str, number: int) -> str:
    """Behind which edition a walk goes on.

    >>> cursor("changes", "policy", "claro-cancellation-prepaid", 3)
    'Y2hhbmdlcyBwb2xpY3kgY2xhcm8tY2FuY2VsbGF0aW9uLXByZXBhaWQgMyA1MmEwYTM3Nw'
    """
    place = f"{walk} {kind} {slug} {number}"
    return urlsafe_b64encode(f"{place} {_check(place)}".encode()).decode().rstrip("=")


def read_cursor(given: Mapping[str, str], walk: str, *, now: datetime) -> Place | None:
    """The place that a cursor names; None where none was given. Raises the problem of one that this walk never gave."""
    if "cursor" not in given:
        return None
    text = given["cursor"]
    try:
        if len(text) > MOST_LETTERS or text != text.strip("="):
            raise ValueError
        place, _, check = (
            urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4)).decode("ascii").rpartition(" ")
        )
        name, kind, slug, number = place.split(" ")
        if name != walk or text != cursor(name, kind, slug, int(number)) or check != _check(place):
            raise ValueError
        found = place_of(kind, slug, int(number), now=now)
        if found is None:
            raise ValueError
    except ValueError:
        raise Problem(
            "invalid-value",
            f"cursor={shown(text)} was not given by this list. Take it from `next`, or leave it out to begin anew.",
            parameter="cursor",
        ) from None
    return found


def _check(place: str) -> str:
    return hashlib.blake2b(place.encode(), digest_size=4).hexdigest()
