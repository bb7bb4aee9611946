"""What the gate asks of cited sources and of official channels: whose host it is, and who has cleared it. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from operators.links import (
    LinkRefused,
    OfficialList,
    borrowed_name,
    check_contact_value,
    check_source_url,
    host_of,
    official_list,
)
from operators.models.choices import PARTIAL_DATE
from operators.publishing.gate_problem import Data, GateContext, Problem, refuse, warn
from operators.vocabulary import Channel, SourceKind

OLD_SOURCE = timedelta(days=365)


def own_channels(entry: Data) -> OfficialList:
    """What an operator's own contact points and homepage would add to the official list."""
    pairs = [(point["channel"], point["value"]) for point in entry.get("contact_points", [])]
    if entry.get("homepage"):
        pairs.append((Channel.WEBSITE, entry["homepage"]))
    return official_list(pairs)


def source_problems(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    for source in snapshot["sources"]:
        where = f"sources[{source['key']}]"
        url = source.get("url", "")
        if not url:
            if source["kind"] != SourceKind.DOCUMENT:
                yield refuse("source_without_url", f"{where}.url", _("Only a document has no address."))
        else:
            try:
                check_source_url(url)
            except LinkRefused as refusal:
                yield refuse("bad_link", f"{where}.url", refusal.said(_))
                continue
            yield from _source_host(source, host_of(url), where, context)
        if len(source.get("quote", "").split()) > 30:
            yield refuse("long_quote", f"{where}.quote", _("A quote has at most 30 words."))
        published = source.get("published_on", "")
        if published and not PARTIAL_DATE.match(published):
            yield refuse("bad_date", f"{where}.published_on", _("Write 2025-12-26, 2025-12 or 2025."))
        elif published and _day(published) < context.today - OLD_SOURCE:
            yield warn(
                "old_source",
                f"{where}.published_on",
                _("Published on %(published)s: older than a year.") % {"published": published},
            )


def _day(partial: str) -> date:
    """The last day that a partial date may mean, so that nothing is called old too early."""
    year, *rest = (int(part) for part in partial.split("-"))
    if len(rest) == 2:
        return date(year, rest[0], rest[1])
    if len(rest) == 1:
        return (date(year, rest[0], 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(year, 12, 31)


def _source_host(source: Data, host: str, where: str, context: GateContext) -> Iterator[Problem]:
    theirs = {SourceKind.OPERATOR: context.operator_hosts, SourceKind.REGULATOR: context.regulator_hosts}
    official = theirs.get(source["kind"])
    if official is not None and not official.has_host(host):
        yield refuse(
            "host_not_theirs",
            f"{where}.url",
            _("“%(host)s” is no official host of an %(kind)s; mend the kind.") % {"host": host, "kind": source["kind"]},
        )
        return
    borrowed = borrowed_name(host, context.official)
    if borrowed:
        yield refuse(
            "borrowed_name",
            f"{where}.url",
            _("“%(host)s” borrows the name of “%(borrowed)s”.") % {"host": host, "borrowed": borrowed},
        )
    elif host not in context.known_hosts and not context.official.has_host(host):
        yield warn(
            "new_host", f"{where}.url", _("“%(host)s” was never cited before; clear it.") % {"host": host}, clears=host
        )


def operator_problems(snapshot: Data, context: GateContext) -> Iterator[Problem]:
    entry = snapshot["entry"]
    for column in ("host_network", "succeeded_by"):
        if entry.get(column) and entry[column] not in context.live_operators:
            yield refuse("operator_not_live", column, _("“%(entry)s” is not published.") % {"entry": entry[column]})
    places = [(f"contact_points[{p['key']}].value", p["channel"], p["value"]) for p in entry.get("contact_points", [])]
    if entry.get("homepage"):
        places.append(("homepage", Channel.WEBSITE, entry["homepage"]))
    for where, channel, value in places:
        try:
            check_contact_value(channel, value)
        except LinkRefused as refusal:
            yield refuse("bad_link", where, refusal.said(_))
            continue
        yield from _channel(where, channel, value, context)


def _channel(where: str, channel: str, value: str, context: GateContext) -> Iterator[Problem]:
    """A host, number or address that is not in the official list yet: the reviewer clears each one by itself."""
    official = context.official
    if channel in (Channel.PHONE, Channel.WHATSAPP):
        if not official.has_number(value):
            yield warn(
                "new_channel",
                where,
                _("The number %(value)s is new in the official list; clear it.") % {"value": value},
                value,
            )
    elif channel == Channel.EMAIL:
        if value.lower() not in official.emails:
            yield warn(
                "new_channel", where, _("%(value)s is new in the official list; clear it.") % {"value": value}, value
            )
    elif channel in (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM):
        host = host_of(value)
        borrowed = borrowed_name(host, official)
        if borrowed:
            yield refuse(
                "borrowed_name",
                where,
                _("“%(host)s” borrows the name of “%(borrowed)s”.") % {"host": host, "borrowed": borrowed},
            )
        elif not official.has_host(host):
            yield warn(
                "new_channel", where, _("“%(host)s” is new in the official list; clear it.") % {"host": host}, host
            )
