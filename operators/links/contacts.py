"""What a contact point may hold, and the official list that contact points make."""

import re
from collections.abc import Iterable

from operators.links.numbers import number_forms
from operators.links.official import OfficialList
from operators.links.refusal import LinkRefused, gettext_noop
from operators.links.shape import check_url, hidden_character, host_of
from operators.links.texts import text_problems
from operators.vocabulary import Channel

_HOSTED = frozenset((Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM))
_DIALLED = frozenset((Channel.PHONE, Channel.WHATSAPP))
_IN_LIST = _HOSTED | _DIALLED | {Channel.EMAIL}


def official_list(contact_points: Iterable[tuple[str, str]], own_hosts: Iterable[str] = ()) -> OfficialList:
    """The list made of ``(channel, value)`` pairs. Values that break the shape rules are left out, never trusted.

    >>> found = official_list([("website", "https://www.claro.com.pe/"), ("phone", "0800 00123")])
    >>> sorted(found.hosts), sorted(found.numbers)
    (['claro.com.pe'], ['080000123'])
    """
    hosts: set[str] = set()
    numbers: set[str] = set()
    emails: set[str] = set()
    for channel, value in contact_points:
        if channel not in _IN_LIST:  # the name of an app or of a place leads nowhere by itself
            continue
        try:
            check_contact_value(channel, value)
        except LinkRefused:
            continue
        if channel in _HOSTED:
            hosts.add(host_of(value).removeprefix("www."))
        elif channel in _DIALLED:
            numbers |= number_forms(value)
        elif channel == Channel.EMAIL:
            emails.add(value.lower())
    return OfficialList(frozenset(hosts), frozenset(numbers), frozenset(emails), frozenset(own_hosts))


def check_contact_value(channel: str, value: str) -> None:
    """Raises LinkRefused unless ``value`` is a proper address, number or app name for ``channel``."""
    hidden = hidden_character(value)
    if hidden:
        raise LinkRefused(gettext_noop("The value holds a character that cannot be seen (%(hidden)s)."), hidden=hidden)
    if channel in (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM):
        check_url(value)
    elif channel in (Channel.PHONE, Channel.WHATSAPP):
        if not re.fullmatch(r"[+*#]?[0-9()][0-9 ()*#-]{0,24}", value) or not any(c.isdigit() for c in value):
            raise LinkRefused(gettext_noop("A number has digits, spaces, brackets, * and # alone, such as 0800 00123."))
    elif channel == Channel.EMAIL:
        match = re.fullmatch(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+)", value)
        if not match:
            raise LinkRefused(gettext_noop("That is not an e-mail address."))
        check_url(f"https://{match.group(1).lower()}/")
    elif text_problems(value, OfficialList()) or re.search(r"[<>\[\]*`\\]", value):
        raise LinkRefused(gettext_noop("Give the name of the app or of the place, without an address or a number."))
