"""What the gate must know of the world, read from what is published."""

import json
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from operators.links import OfficialList, official_list
from operators.models.printed import Edition, EditionSource, EditionText, Listing
from operators.models.working import Policy
from operators.models.working.subject import Subject
from operators.publishing import gaps
from operators.publishing.gate import GateContext
from operators.publishing.snapshot import Data
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, Channel, OperatorKind


def current_rows(kind: str, now: datetime) -> QuerySet[Listing]:
    """The listing rows that apply at ``now``, tombstones left out."""
    rows = Listing.objects.filter(kind=kind, public_at__lte=now, withdrawn=False).exclude(ends_at__lte=now)
    return rows.order_by()


def current_listings(kind: str, now: datetime) -> list[Listing]:
    """The same, in their order and with their editions."""
    return list(current_rows(kind, now).order_by("kind", "position", "slug").select_related("edition"))


def operator_documents(now: datetime) -> list[Data]:
    """The documents of all live operators, in the default language."""
    editions = current_rows("operator", now).values("edition")
    texts = EditionText.objects.filter(edition__in=editions, language=DEFAULT_LANGUAGE)
    return [json.loads(text.document) for text in texts]


def channels_of(documents: list[Data]) -> OfficialList:
    """The official list that these operators' documents add up to."""
    pairs = [(point["channel"], point["value"]) for document in documents for point in document["contact_points"]]
    pairs += [(Channel.WEBSITE, document["homepage"]) for document in documents if document["homepage"]]
    return official_list(pairs)


def own_hosts() -> frozenset[str]:
    return frozenset({(urlsplit(settings.KB_SITE_URL).hostname or "").lower()} - {""})


def gate_context(subject: Subject, snapshot: Data, *, now: datetime, turned: tuple[str, ...] = ()) -> GateContext:
    """Read the world once for the gate."""
    documents = operator_documents(now)
    regulators = [one for one in documents if one["operator_kind"] == OperatorKind.REGULATOR]
    sellers = [one for one in documents if one["operator_kind"] != OperatorKind.REGULATOR]
    official = channels_of(documents)
    own = OfficialList()
    if snapshot["kind"] == "operator":
        from operators.publishing.gate import own_channels

        own = own_channels(snapshot["entry"])
    regulator = snapshot["kind"] == "operator" and snapshot["entry"].get("kind") == OperatorKind.REGULATOR
    return GateContext(
        today=COUNTRIES[subject.country].today(now),
        official=OfficialList(official.hosts, official.numbers, official.emails, own_hosts()),
        operator_hosts=channels_of(sellers).joined(OfficialList() if regulator else own),
        regulator_hosts=channels_of(regulators).joined(own if regulator else OfficialList()),
        known_hosts=frozenset(EditionSource.objects.order_by().values_list("host", flat=True).distinct()),
        live_operators={one["slug"]: one["name"] for one in documents},
        live_policies=frozenset(current_rows("policy", now).values_list("slug", flat=True)),
        rival=_rival(subject, now),
        turned=turned,
        outdated=gaps.outdated(snapshot["kind"], subject.slug, [one["key"] for one in snapshot["questions"]]),
    )


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


def live_edition(kind: str, slug: str, now: datetime) -> Edition | None:
    """The edition that applies now, or None where there is none or it was withdrawn."""
    rows = Listing.objects.filter(kind=kind, slug=slug, public_at__lte=now, withdrawn=False).exclude(ends_at__lte=now)
    row = rows.select_related("edition").first()
    return row.edition if row else None


def waiting_edition(kind: str, slug: str, now: datetime) -> Edition | None:
    """The first edition of a subject that waits for its day, for a subject that was never public."""
    rows = Listing.objects.filter(kind=kind, slug=slug, public_at__gt=now, withdrawn=False)
    row = rows.order_by("effective_from").select_related("edition").first()
    return row.edition if row else None


def last_edition(kind: str, slug: str) -> Edition | None:
    """The edition printed last, whether or not its day has come."""
    return Edition.objects.filter(kind=kind, slug=slug).order_by("-number").first()
