"""How often a client may ask: so many requests in any sixty seconds, counted over all processes.

Every process of a machine counts in one file (`counting`), and all machines in the shared cache where there is one. The
higher count holds, so while the cache is away, and after it came back empty, each machine goes on from its own.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import BaseCache, cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from kb.clients import client
from operators.counting import SLICE_SECONDS, SLICES, WINDOW_SECONDS, MachineCounter, free_again

log = logging.getLogger("kb.rate")

SKIPPED_SECONDS = 5
"""How long a cache that failed is left alone: a client must not wait for its time-out on each request."""
KEPT_SECONDS = SLICE_SECONDS * (SLICES + 1)

machine = MachineCounter(settings.KB_DATA_DIR / "rate.counts")
_skipped_until = 0.0
_said_at = float("-inf")


@dataclass(frozen=True, slots=True)
class Count:
    """Where a client stands: `limit` requests a window, of which `used`, and in `reset` seconds some are free again."""

    limit: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit

    def headers(self, *, stored: bool) -> dict[str, str]:
        """`RateLimit` and `RateLimit-Policy` as the IETF's draft has them; `Retry-After` once there is none left.

        An answer that shared caches may store is everybody's: it tells the policy, and no one client's count.
        """
        told = {"RateLimit-Policy": f'"default";q={self.limit};w={WINDOW_SECONDS}'}
        if stored:
            return told
        told["RateLimit"] = f'"default";r={max(self.limit - self.used, 0)};t={self.reset}'
        return told | {"Retry-After": str(self.reset)} if self.exceeded else told


def count(request: HttpRequest) -> Count | None:
    """Count a request; None where `KB_API_RATE` is 0."""
    limit = settings.KB_API_RATE
    if not limit:
        return None
    moment = time.time()
    newest = int(moment // SLICE_SECONDS)
    # Not the address itself: it would stand in a store for a minute.
    who = salted_hmac("operators.api.rate", client(request), algorithm="sha256").digest()[:16]
    counts: Sequence[int] = machine.take(who, newest, limit)
    if sum(counts) <= limit and (shared := _shared(who.hex(), newest, limit)) is not None:
        counts = max(counts, shared, key=sum)
    return Count(limit, sum(counts), max(int(free_again(counts, newest) - moment), 1))


def _shared(who: str, newest: int, limit: int) -> list[int] | None:
    """The counts of all machines, newest first; None where they share no cache, or it does not answer."""
    global _skipped_until, _said_at
    if not settings.REDIS_URL or time.monotonic() < _skipped_until:
        return None
    try:
        return _count_in(cache, who, newest, limit)
    except Exception as error:  # the cache's own faults have no common class
        _skipped_until = time.monotonic() + SKIPPED_SECONDS
        if time.monotonic() - _said_at > WINDOW_SECONDS:
            _said_at = time.monotonic()
            log.warning("the cache does not answer (%s); each machine counts for itself", type(error).__name__)
        return None


def _count_in(store: BaseCache, who: str, newest: int, limit: int) -> list[int]:
    """Count first and look then, so that no two requests can both be the last one that is allowed."""
    keys = [f"rate:{who}:{newest - age}" for age in range(SLICES)]
    now = _increment(store, keys[0])
    before = store.get_many(keys[1:])
    counts = [now, *(int(before.get(key, 0)) for key in keys[1:])]
    if sum(counts) > limit:
        _increment(store, keys[0], -1)
    return counts


def _increment(store: BaseCache, key: str, by: int = 1) -> int:
    if by > 0 and store.add(key, by, timeout=KEPT_SECONDS):
        return by
    try:
        return int(store.incr(key, by))
    except ValueError:  # it ended between the two calls
        store.set(key, max(by, 0), timeout=KEPT_SECONDS)
        return max(by, 0)
