"""What the gate must know of the world, read from what is published."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from operators.links import OfficialList, official_list
from operators.models.printed import Edition, EditionSource, EditionText, Listing
from operators.models.working import Policy
from operators.models.working.subject import Subject
from operators.publishing import gaps
from operators.publishing.gate_hosts import own_channels
from operators.publishing.gate_problem import GateContext
from operators.publishing.snapshot import Data
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, Channel, OperatorKind


def current_rows(kind: str, now: datetime) -> QuerySet[Listing]:
    """The listing rows that apply at ``now``, tombstones left out."""
    rows = Listing.objects.filter(kind=kind, public_at__lte=now, withdrawn=False).exclude(ends_at__lte=now)
    return rows.order_by()


def current_listings(kind: str, now: datetime) -> list[Listing]:
    """The same, in their order and with their editions."""
    return list(current_rows(kind, now).order_by("kind", "position", "slug").select_related("edition"))


@dataclass(frozen=True, slots=True)
class LiveOperator:
    """What the gate asks of an operator's document."""

    slug: str
    name: str
    regulator: bool
    channels: OfficialList
    """Its contact points and homepage."""

    @classmethod
    def of(cls, document: Data) -> "LiveOperator":
        pairs = [(point["channel"], point["value"]) for point in document["contact_points"]]
        if document["homepage"]:
            pairs.append((Channel.WEBSITE, document["homepage"]))
        regulator = document["operator_kind"] == OperatorKind.REGULATOR
        return cls(document["slug"], document["name"], regulator, official_list(pairs))


@dataclass
class LiveOperators:
    """The live operators as readers have them at ``now``: read once, and only if it is asked for."""

    now: datetime

    @cached_property
    def all(self) -> list[LiveOperator]:
        return _read(current_rows("operator", self.now))

    @cached_property
    def sellers(self) -> OfficialList:
        """The contact points of those that are no regulator."""
        return _together(one.channels for one in self.all if not one.regulator)

    @cached_property
    def regulators(self) -> OfficialList:
        return _together(one.channels for one in self.all if one.regulator)

    @cached_property
    def official(self) -> OfficialList:
        """The official list: all their contact points, and this site's own host."""
        return self.sellers.joined(self.regulators).joined(OfficialList(own_hosts=own_hosts()))

    @cached_property
    def cited_hosts(self) -> frozenset[str]:
        """The hosts of all sources that were ever printed."""
        return frozenset(EditionSource.objects.order_by().values_list("host", flat=True).distinct())


def names_in(snapshot: Data, now: datetime) -> dict[str, str]:
    """The published names of the live operators that a snapshot mentions."""
    entry = snapshot["entry"]
    mentioned = {entry.get(column) for column in ("operator", "host_network", "succeeded_by")} - {None}
    rows = current_rows("operator", now).filter(slug__in=mentioned)
    return {one.slug: one.name for one in _read(rows)} if mentioned else {}


_known: dict[bytes, LiveOperator] = {}
"""What was read before, by the digest of the whole document: another text is never taken for it."""
MOST_KNOWN = 4096


def _read(rows: QuerySet[Listing]) -> list[LiveOperator]:
    """Every document is fetched each time, but one that was parsed and looked through before is not again."""
    texts = EditionText.objects.filter(edition__in=rows.values("edition"), language=DEFAULT_LANGUAGE).order_by()
    found = []
    for text in texts.values_list("document", flat=True):
        digest = sha256(text.encode()).digest()
        one = _known.get(digest)
        if one is None:
            if len(_known) >= MOST_KNOWN:
                _known.clear()
            one = _known[digest] = LiveOperator.of(json.loads(text))
        found.append(one)
    return found


def _together(lists: Iterable[OfficialList]) -> OfficialList:
    found = list(lists)
    return OfficialList(
        frozenset().union(*(one.hosts for one in found)),
        frozenset().union(*(one.numbers for one in found)),
        frozenset().union(*(one.emails for one in found)),
    )


def own_hosts() -> frozenset[str]:
    return frozenset({(urlsplit(settings.KB_SITE_URL).hostname or "").lower()} - {""})


def gate_context(subject: Subject, snapshot: Data, *, live: LiveOperators, turned: tuple[str, ...] = ()) -> GateContext:
    """Read the world once for the gate, as it is at the moment of ``live``."""
    now = live.now
    own = OfficialList()
    if snapshot["kind"] == "operator":
        own = own_channels(snapshot["entry"])
    regulator = snapshot["kind"] == "operator" and snapshot["entry"].get("kind") == OperatorKind.REGULATOR
    return GateContext(
        today=COUNTRIES[subject.country].today(now),
        official=live.official,
        operator_hosts=live.sellers.joined(OfficialList() if regulator else own),
        regulator_hosts=live.regulators.joined(own if regulator else OfficialList()),
        known_hosts=live.cited_hosts,
        live_operators={one.slug: one.name for one in live.all},
        live_policies=frozenset(current_rows("policy", now).values_list("slug", flat=True)),
        withdrawn_from=_withdrawn_from(subject, now),
        rival=_rival(subject, now),
        turned=turned,
        outdated=gaps.outdated(snapshot["kind"], subject.slug, [one["key"] for one in snapshot["questions"]]),
    )


def _withdrawn_from(subject: Subject, now: datetime) -> str:
    """The day of the withdrawal that readers are told of now, as ISO text; empty where they are told of none."""
    graves = Listing.objects.filter(kind=subject.KIND, slug=subject.slug, public_at__lte=now, withdrawn=True)
    day = graves.exclude(ends_at__lte=now).order_by().values_list("effective_from", flat=True).first()
    return day.isoformat() if day else ""


def _rival(subject: Subject, now: datetime) -> str:
    """Another live policy for the same country, operator, topic and line type; empty when there is none."""
    if not isinstance(subject, Policy):
        return ""
    operator = subject.operator.slug if subject.operator else ""
    same = Listing.objects.filter(
        kind="policy",
        country=subject.country,
        operator=operator,
        topic=subject.topic,
        line_type=subject.line_type,
        withdrawn=False,
    ).exclude(slug=subject.slug)
    row = same.exclude(ends_at__lte=now).first()
    return row.slug if row else ""


def live_listing(kind: str, slug: str, now: datetime) -> Listing | None:
    """The row, with its edition, that applies now; None where there is none or it was withdrawn."""
    rows = Listing.objects.filter(kind=kind, slug=slug, public_at__lte=now, withdrawn=False).exclude(ends_at__lte=now)
    return rows.select_related("edition").first()


def live_edition(kind: str, slug: str, now: datetime) -> Edition | None:
    """The edition that applies now, or None where there is none or it was withdrawn."""
    row = live_listing(kind, slug, now)
    return row.edition if row else None


def waiting_edition(kind: str, slug: str, now: datetime) -> Edition | None:
    """The first edition of a subject that waits for its day, for a subject that was never public."""
    rows = Listing.objects.filter(kind=kind, slug=slug, public_at__gt=now, withdrawn=False)
    row = rows.order_by("effective_from").select_related("edition").first()
    return row.edition if row else None


def last_edition(kind: str, slug: str) -> Edition | None:
    """The edition printed last, whether or not its day has come."""
    return Edition.objects.filter(kind=kind, slug=slug).order_by("-number").first()
