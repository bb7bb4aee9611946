"""Counts that the processes of a machine share."""

import multiprocessing
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from operators.counting import SLICES, SLOT, SLOTS, MachineCounter

WHO = bytes(range(16))


def name(number: int, slot: int = 0) -> bytes:
    """A client whose search for a slot begins at this one."""
    return (number + 1).to_bytes(8, "little") + slot.to_bytes(8, "little")


def hammer(path: Path, times: int, allowed: Any) -> None:
    counter = MachineCounter(path)
    found = sum(sum(counter.take(WHO, 100, 500)) <= 500 for _ in range(times))
    with allowed.get_lock():
        allowed.value += found


def test_four_processes_at_once_pass_exactly_the_limit(tmp_path: Path) -> None:
    spawn = multiprocessing.get_context("fork")
    allowed = spawn.Value("i", 0)
    workers = [spawn.Process(target=hammer, args=(tmp_path / "counts", 400, allowed)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert (allowed.value, [worker.exitcode for worker in workers]) == (500, [0, 0, 0, 0])


def test_threads_of_a_process_pass_exactly_the_limit(tmp_path: Path) -> None:
    counter = MachineCounter(tmp_path / "counts")
    with ThreadPoolExecutor(8) as pool:
        counts = list(pool.map(lambda _: sum(counter.take(WHO, 100, 50)), range(200)))
    assert sorted(counts) == [*range(1, 51), *[51] * 150]


def test_a_slice_counts_until_twelve_more_have_passed(tmp_path: Path) -> None:
    counter = MachineCounter(tmp_path / "counts")
    assert counter.take(WHO, 100, 1)[0] == 1
    assert [sum(counter.take(WHO, 100 + later, 1)) for later in (1, 12, 13, 14)] == [2, 2, 1, 2]


def test_a_clock_that_goes_back_gives_nothing_away(tmp_path: Path) -> None:
    counter = MachineCounter(tmp_path / "counts")
    assert [sum(counter.take(WHO, when, 2)) for when in (100, 90, 80)] == [1, 2, 3]


def test_where_more_clients_come_than_there_are_slots_none_gets_more_than_its_limit(tmp_path: Path) -> None:
    counter = MachineCounter(tmp_path / "counts")
    for number in range(8):
        for _ in range(number + 1):
            counter.take(name(number), 100, 9)
    assert sum(counter.take(name(99), 100, 9)) == 2  # it took the place of the one that had asked once
    assert sum(counter.take(name(7), 100, 9)) == 9
    assert sum(counter.take(name(98), 113, 9)) == 1  # by then every slot is free


def test_only_the_site_may_read_the_file_and_it_stays_small(tmp_path: Path) -> None:
    path = tmp_path / "made" / "counts"
    MachineCounter(path).take(WHO, 100, 1)
    assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_size) == (0o600, SLOT.size * SLOTS)
    assert path.stat().st_size < 700_000


def test_without_a_file_the_process_counts_for_itself(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").write_text("in the way")
    counter = MachineCounter(tmp_path / "file" / "counts")
    assert [sum(counter.take(WHO, 100, 2)) for _ in range(3)] == [1, 2, 3]
    assert [record.getMessage() for record in caplog.records if record.name == "kb.rate"] == [
        "no file for counting (FileExistsError); each process counts for itself"
    ]


def test_a_count_that_a_column_cannot_hold_stays_at_its_most(tmp_path: Path) -> None:
    counter = MachineCounter(tmp_path / "counts")
    counter.take(WHO, 100, 1)
    SLOT.pack_into(counter._opened(), int.from_bytes(WHO[8:], "little") % SLOTS * SLOT.size,
                   int.from_bytes(WHO[:8], "little"), 100, 0xFFFF, *[0] * (SLICES - 1))  # fmt: skip
    assert counter.take(WHO, 100, 10**6)[0] == 0xFFFF
