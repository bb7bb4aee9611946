"""Are the cited pages still there, and do they still say it? ``manage.py check_sources``.

For a timer, once a night or so. What is dead or changed stands in the editors' work queue; nothing public changes.
"""

import ssl
import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections import Counter, defaultdict
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db.models import F, Q

from operators.clock import now
from operators.models.working import Source
from operators.vocabulary import LinkState, QuoteState
from operators.watch import Finding, Network, judge, record, visit
from operators.watch.visiting import host_of

WIDTH = 24


def network() -> Network:
    """The network as the settings have it."""
    tls = ssl.create_default_context(cafile=settings.KB_WATCH_CA or None)
    return Network(user_agent=settings.KB_WATCH_USER_AGENT, tls=tls, hosts=settings.KB_WATCH_HOSTS)


def at_least(least: float) -> Any:
    def read(word: str) -> float:
        try:
            value = float(word)
        except ValueError:
            value = least - 1
        if not least <= value <= 100_000:
            raise ArgumentTypeError(f"“{word}” is not a number from {least:g} on.")
        return value

    return read


class Command(BaseCommand):
    """Exits with 0 when all is well, with 1 when something is dead or has changed, with 2 when it could not look."""

    help = "Fetch every cited page, one after the other, and note whether it is there and still holds its quote."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only", action="append", metavar="KEY", help="look at this source alone (may be repeated)"
        )
        parser.add_argument(
            "--older-than", type=at_least(0), metavar="DAYS", help="leave out what was looked at in the last DAYS days"
        )
        parser.add_argument("--limit", type=at_least(1), metavar="N", help="look at N addresses at most, oldest first")
        parser.add_argument("--timeout", type=at_least(0.1), default=20.0, metavar="S", help="seconds a page (20)")
        parser.add_argument(
            "--pause", type=at_least(0), default=2.0, metavar="S", help="seconds between visits of a host (2)"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what is found and note nothing")

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        by_url = self.addresses(options)
        total, done = len(by_url), 0
        counts: Counter[str] = Counter()
        wanted = [(url, any(source.quote for source in sources)) for url, sources in by_url.items()]
        self.progress(done, total, "")
        for url, seen in visit(wanted, network=network(), seconds=options["timeout"], pause=options["pause"]):
            for source in by_url[url]:
                finding = judge(source.url, source.quote, seen)
                noted = options["dry_run"] or record(source, finding, now=now())
                word = state(finding) if noted else "edited meanwhile"
                counts[word] += 1
                if word != "ok" or options["verbosity"] > 1:
                    self.report(f"{source.key}: {word}{because(finding)} {source.url}", total)
            done += 1
            self.progress(done, total, host_of(url))
        parts = [f"{counts[word]} {word}" for word in ("ok", *TROUBLED, "could not check")]
        parts += [f"{counts['edited meanwhile']} edited meanwhile"] if counts["edited meanwhile"] else []
        noted_or_not = " Nothing was noted (dry run)." if options["dry_run"] else ""
        self.stdout.write(f"{sum(counts.values())} sources on {total} pages: {', '.join(parts)}.{noted_or_not}")
        if any(counts[word] for word in TROUBLED):
            sys.exit(1)

    def addresses(self, options: dict[str, Any]) -> dict[str, list[Source]]:
        """The pages to look at, those that nobody has looked at for longest first, each with the sources it serves."""
        sources = Source.objects.exclude(url="").order_by(F("checked_at").asc(nulls_first=True), "key")
        if options["only"]:
            missing = set(options["only"]) - set(sources.values_list("key", flat=True))
            if missing:
                raise CommandError(
                    f"No source with an address has the key: {', '.join(sorted(missing))}.", returncode=2
                )
            sources = sources.filter(key__in=options["only"])
        if options["older_than"] is not None:
            then = now() - timedelta(days=options["older_than"])
            edited = ~Q(checked_version=F("version"))
            sources = sources.filter(Q(checked_at__isnull=True) | Q(checked_at__lt=then) | edited)
        found: defaultdict[str, list[Source]] = defaultdict(list)
        for source in sources:
            found[source.url].append(source)
        limit = int(options["limit"]) if options["limit"] else len(found)
        return dict(list(found.items())[:limit])

    def progress(self, done: int, total: int, host: str) -> None:
        """A bar where somebody watches; nothing in a log."""
        if self.stderr.isatty() and total:
            bar = "#" * (WIDTH * done // total)
            self.stderr.write(
                f"\r[{bar:<{WIDTH}}] {done}/{total} {host[:40]:<40}", ending="\n" if done == total else ""
            )
            self.stderr.flush()

    def report(self, line: str, total: int) -> None:
        if self.stderr.isatty() and total:
            self.stderr.write("\r" + " " * (WIDTH + 60) + "\r", ending="")
        self.stdout.write(line)


TROUBLED = ("dead", "moved", "without its quote")


def state(finding: Finding) -> str:
    """A finding in one word or so; what an editor has to do something about comes first."""
    if finding.link_state != LinkState.OK:
        return "dead" if finding.link_state == LinkState.DEAD else "could not check"
    if finding.quote_state == QuoteState.MISSING:
        return "without its quote"
    return "moved" if finding.final_url else "ok"


def because(finding: Finding) -> str:
    if finding.final_url:
        return f" ({finding.final_url})"
    why = str(finding.http_status or "") if finding.link_state != LinkState.OK else ""
    reason = finding.link_reason.replace("_", " ")
    return f" ({why or reason})" if why or reason else ""
