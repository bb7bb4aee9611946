"""Publishers that are killed at random moments: a program of its own, so that real processes can die.

    python -m tests.trust.kill9 DATABASE_URL --publications 1000 --kills 100 --backups 10 --folder /tmp/x [--broken]

The database must be empty. It prints one line of JSON: what was acknowledged, lost and half done. A publisher writes
to its pipe after its transaction has ended: that is the acknowledgement. ``--broken`` commits in the middle of a
publication, as a program without transactions would: then half-published editions must be found.
"""

import argparse
import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ENTRIES = 6


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--publications", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--backups", type=int, default=10)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--broken", action="store_true")
    options = parser.parse_args()
    os.environ |= {"DATABASE_URL": options.url, "KB_LOCAL": "1", "DJANGO_SETTINGS_MODULE": "kb.settings"}
    import django

    django.setup()
    alone(prepare)
    print(json.dumps(run(options)))  # noqa: T201 - this is its answer


def alone(work: Callable[[], Any]) -> Any:
    """Do something with the database and leave no connection open: a connection must not be shared by a fork."""
    from django.db import connections

    try:
        return work()
    finally:
        connections.close_all()


def prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tests.factories import make_faq, make_operator, make_policy, publish_now

    operator = make_operator()
    publish_now(operator)
    for line in ("prepaid", "postpaid"):
        publish_now(make_policy(f"claro-{line}", operator=operator, line_type=line))
    for number in range(ENTRIES):
        publish_now(make_faq(f"entry-{number}"))


def publish_for_ever(seed: int, out: int, broken: bool) -> None:
    """Change a policy or an entry, submit it, publish it, acknowledge it; until the end."""
    from operators.models.working import FaqEntry, Policy
    from tests.factories import NOW, publish_now, tr

    if broken:
        commit_in_the_middle()
    chance = random.Random(seed)
    keys = [(model, pk) for model in (Policy, FaqEntry) for pk in model.objects.values_list("pk", flat=True)]
    for count in range(1_000_000):
        model, pk = chance.choice(keys)
        subject = model.objects.get(pk=pk)
        setattr(subject, "summary" if model is Policy else "answer", tr(f"Seed {seed}, number {count}."))
        subject.save()
        try:
            edition = publish_now(subject, now=NOW + timedelta(seconds=count))
        except Exception as error:
            # The other publisher was in between: its edit is newer, or its version is published now.
            os.write(out, f"- {type(error).__name__}\n".encode())
            continue
        os.write(out, f"+ {edition.revision} {edition.hash}\n".encode())


def commit_in_the_middle() -> None:
    """Break the promise: what was written so far becomes permanent before the rest is."""
    from django.db import connection

    from operators.publishing import derive

    whole = derive.derive_edition

    def torn(edition: Any, texts: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("COMMIT")
            cursor.execute("BEGIN")
        whole(edition, texts)

    derive.derive_edition = torn


def half_states() -> list[str]:
    """What a publication left half done. Cheap: it is asked after every kill."""
    from django.db.models import Count, Max

    from operators.models.printed import (
        ChangeEntry,
        ContentRevision,
        Edition,
        EditionSource,
        EditionText,
        Listing,
        SearchEntry,
    )

    found = []
    editions = {one.pk: one for one in Edition.objects.all()}
    listed_now = set(Listing.objects.values_list("edition_id", flat=True))
    for model, wanted in ((EditionText, 3), (SearchEntry, 3), (EditionSource, 1), (ChangeEntry, 1)):
        counts = dict(model.objects.order_by().values_list("edition_id").annotate(rows=Count("pk")))
        found += [
            f"{model.__name__} of {one}"
            for pk, one in editions.items()
            if counts.get(pk, 0) != (wanted if model is not SearchEntry or pk in listed_now else 0)
        ]
    for kind, slug, number in Edition.objects.order_by().values_list("kind", "slug").annotate(last=Max("number")):
        listed = Listing.objects.filter(kind=kind, slug=slug).values_list("edition__number", flat=True)
        if list(listed) != [number]:
            found.append(f"Listing of {kind} {slug}")
    newest = max(editions.values(), key=lambda one: one.revision)
    revision = ContentRevision.objects.get(pk=1)
    if (revision.number, revision.head) != (newest.revision, newest.hash):
        found.append("ContentRevision")
    return found


def seen_at_once() -> list[str]:
    """``half_states`` of one moment: the other publisher goes on meanwhile."""
    from operators.publishing.one_state import one_state

    with one_state():
        return half_states()


class Publisher:
    """A process that publishes until it is killed, and the end of its pipe."""

    def __init__(self, seed: int, broken: bool) -> None:
        self.read, write = os.pipe()
        self.text = b""
        self.pid = os.fork()
        if not self.pid:
            os.close(self.read)
            try:
                publish_for_ever(seed, write, broken)
            finally:
                os._exit(1)
        os.close(write)

    def listen(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([self.read], [], [], left)[0]:
                text = os.read(self.read, 65536)
                if not text:
                    return
                self.text += text

    def kill(self) -> list[tuple[int, str]]:
        """End it at once; what it had acknowledged."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        while text := os.read(self.read, 65536):
            self.text += text
        os.close(self.read)
        lines = [line.split() for line in self.text.decode().splitlines()]
        return [(int(line[1]), line[2]) for line in lines if line[0] == "+" and len(line) == 3 and len(line[2]) == 64]


def run(options: argparse.Namespace) -> dict[str, Any]:
    chance = random.Random()
    acknowledged: list[tuple[int, str]] = []
    half: list[str] = []
    kills, backups, seed = 0, [], 0
    pace = 0.1  # seconds a publication, measured as it goes
    began = time.monotonic()
    publishers = [Publisher(seed := seed + 1, options.broken), Publisher(seed := seed + 1, options.broken)]
    try:
        while (len(acknowledged) < options.publications or kills < options.kills) and not (options.broken and half):
            left = max(options.kills - kills, 1)
            each = max(options.publications - len(acknowledged), 1) / left
            publishers[0].listen(chance.uniform(0.0, 2.0) * pace * each)
            if len(backups) < options.backups * (kills + 1) // options.kills:
                backups.append(back_up(options.folder / f"backup-{len(backups)}"))
            acknowledged += publishers.pop(0).kill()
            kills += 1
            pace = (time.monotonic() - began) / max(len(acknowledged), 1)
            half += alone(seen_at_once)
            publishers.append(Publisher(seed := seed + 1, options.broken))
    finally:
        for publisher in publishers:
            acknowledged += publisher.kill()
    half += alone(seen_at_once)
    return {
        "acknowledged": len(acknowledged),
        "kills": kills + len(publishers),
        "lost": alone(lambda: lost(acknowledged)),
        "half": half,
        "altered": [] if options.broken else alone(altered),
        "backups": [finish(backup) for backup in backups],
        "seconds": round(time.monotonic() - began, 1),
    }


def back_up(folder: Path) -> tuple[int, Path]:
    """Take a backup in a process of its own while the publishers go on."""
    from operators.clock import now
    from operators.transfer.backups import take_backup

    pid = os.fork()
    if not pid:
        status = 1
        try:
            take_backup(folder, now=now())
            status = 0
        finally:
            os._exit(status)
    return pid, folder


def finish(backup: tuple[int, Path]) -> str:
    """The folder of a backup; empty when the process that took it failed."""
    pid, folder = backup
    _pid, status = os.waitpid(pid, 0)
    found = [path for path in folder.iterdir() if not path.name.startswith(".")] if folder.is_dir() else []
    return str(found[0]) if status == 0 and len(found) == 1 else ""


def lost(acknowledged: list[tuple[int, str]]) -> list[int]:
    from operators.models.printed import Edition

    there = set(Edition.objects.values_list("revision", "hash"))
    return [revision for revision, digest in acknowledged if (revision, digest) not in there]


def altered() -> list[str]:
    from operators.publishing.auditing import audit

    return [str(finding) for finding in audit()]


if __name__ == "__main__":
    sys.exit(main())
