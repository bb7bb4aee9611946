"""Counts that all processes of a machine share: a small file that each of them maps, one at a time under a lock.

A client's requests are counted in slices, of five seconds where nothing else is said, so that no twelve slices' time,
wherever it begins, holds more than its limit. What is refused is not counted: whoever waits is answered again.
"""

import fcntl
import logging
import mmap
import os
import struct
import threading
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger("kb.rate")

SLICE_SECONDS = 5
SLICES = 13
"""The slice that has begun and the twelve before it: at least the sixty seconds that just passed."""
WINDOW_SECONDS = SLICE_SECONDS * (SLICES - 1)

SLOT = struct.Struct(f"<QI{SLICES}H2x")  # who, the newest slice, how many in it and in those before it
SLOTS = 1 << 14
PROBES = 8
MOST = 0xFFFF


def shifted(counts: Sequence[int], slices: int) -> list[int]:
    """The counts, newest first, when so many slices have passed.

    >>> shifted([1, 2, 3], 1)
    [0, 1, 2]
    """
    return [0] * min(slices, len(counts)) + list(counts[: max(len(counts) - slices, 0)])


def free_again(counts: Sequence[int], newest: int, seconds: int = SLICE_SECONDS) -> int:
    """The moment at which the oldest requests that count no longer do, in slices of so many seconds.

    >>> free_again([1] + [0] * 11 + [4], 1000)
    5005
    """
    oldest = max((age for age, count in enumerate(counts) if count), default=0)
    return (newest - oldest + SLICES) * seconds


class MachineCounter:
    """Sixteen thousand clients in 650 KB. Where more come, the one that asked least gives up its slot, and the new one
    goes on from that count: nobody gets more than the limit by being many."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = threading.Lock()
        self._file: int | None = None
        self._map: mmap.mmap | None = None

    def take(self, who: bytes, newest: int, limit: int) -> list[int]:
        """Count a request of `who` (16 bytes) in the slice `newest`, unless it is over the limit: then the counts
        that are given back add up to more than it."""
        with self._thread:
            counts = self._opened()
            if self._file is None:
                return self._take(counts, who, newest, limit)
            # Of POSIX: held by a process, so workers that were forked from one another exclude each other too.
            fcntl.lockf(self._file, fcntl.LOCK_EX)
            try:
                return self._take(counts, who, newest, limit)
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def forget(self) -> None:
        """Begin anew."""
        with self._thread:
            self._opened()[:] = bytes(SLOT.size * SLOTS)

    def _opened(self) -> mmap.mmap:
        if self._map is None:
            size = SLOT.size * SLOTS
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
                if os.fstat(self._file).st_size < size:
                    os.ftruncate(self._file, size)  # it only ever grows: a shorter file would break other processes
                self._map = mmap.mmap(self._file, size)
            except OSError as error:
                log.warning("no file for counting (%s); each process counts for itself", type(error).__name__)
                self._file, self._map = None, mmap.mmap(-1, size)
        return self._map

    def _take(self, slots: mmap.mmap, who: bytes, newest: int, limit: int) -> list[int]:
        name = int.from_bytes(who[:8], "little") or 1
        place, counts = self._find(slots, name, int.from_bytes(who[8:16], "little"), newest)
        if sum(counts) >= limit:
            return [counts[0] + 1, *counts[1:]]
        counts[0] = min(counts[0] + 1, MOST)
        SLOT.pack_into(slots, place, name, newest, *counts)
        return counts

    @staticmethod
    def _find(slots: mmap.mmap, name: int, start: int, newest: int) -> tuple[int, list[int]]:
        """Where a client is counted, and its counts as of now; else the slot of whoever asked least."""
        least: tuple[int, int, list[int]] | None = None
        for probe in range(PROBES):
            place = (start + probe) % SLOTS * SLOT.size
            whose, then, *found = SLOT.unpack_from(slots, place)
            counts = shifted(found, max(newest - then, 0))
            if whose == name:
                return place, counts
            if least is None or sum(counts) < least[0]:
                least = (sum(counts), place, counts)
        if least is None:  # there is at least one probe
            raise AssertionError
        return least[1], least[2]
