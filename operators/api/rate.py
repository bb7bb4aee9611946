"""How often a client may ask: a fixed window counted by `cache.add` and `cache.incr`, which no two requests can race.

While the cache is away each process counts for itself: reading goes on, and a flood is still held up.
"""

import logging
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import BaseCache, cache
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from kb.clients import client

log = logging.getLogger("kb.rate")

WINDOW_SECONDS = 60
SKIPPED_SECONDS = 5
"""How long a cache that failed is left alone: a client must not wait for its time-out on each request."""

_own = LocMemCache("operators.api.rate", {})
_skipped_until = 0.0
_said_at = float("-inf")


@dataclass(frozen=True, slots=True)
class Count:
    """Where a client stands: `limit` requests a window, of which `used`, and the window's end in `reset` seconds."""

    limit: int
    used: int
    reset: int

    @property
    def exceeded(self) -> bool:
        return self.used > self.limit

    def headers(self) -> dict[str, str]:
        """`RateLimit` and `RateLimit-Policy` as the IETF's draft has them; `Retry-After` once there is none left."""
        told = {
            "RateLimit-Policy": f'"default";q={self.limit};w={WINDOW_SECONDS}',
            "RateLimit": f'"default";r={max(self.limit - self.used, 0)};t={self.reset}',
        }
        return told | {"Retry-After": str(self.reset)} if self.exceeded else told


def count(request: HttpRequest) -> Count | None:
    """Count a request; None where `KB_API_RATE` is 0."""
    limit = settings.KB_API_RATE
    if not limit:
        return None
    moment = time.time()
    window = int(moment // WINDOW_SECONDS)
    # Not the address itself: it would stand in a store for a minute.
    who = salted_hmac("operators.api.rate", client(request)).hexdigest()[:32]
    return Count(limit, _increment(f"rate:{window}:{who}"), WINDOW_SECONDS - int(moment % WINDOW_SECONDS))


def _increment(key: str) -> int:
    global _skipped_until, _said_at
    if time.monotonic() >= _skipped_until:
        try:
            return _count_in(cache, key)
        except Exception as error:  # the cache's own faults have no common class
            _skipped_until = time.monotonic() + SKIPPED_SECONDS
            if time.monotonic() - _said_at > WINDOW_SECONDS:
                _said_at = time.monotonic()
                log.warning("the cache does not answer (%s); each process counts for itself", type(error).__name__)
    return _count_in(_own, key)


def _count_in(store: BaseCache, key: str) -> int:
    if store.add(key, 1, timeout=2 * WINDOW_SECONDS):
        return 1
    try:
        return int(store.incr(key))
    except ValueError:  # it ended between the two calls
        store.set(key, 1, timeout=2 * WINDOW_SECONDS)
        return 1
