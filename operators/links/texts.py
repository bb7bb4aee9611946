"""What is wrong with the links of a text."""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from operators.links import patterns
from operators.links.numbers import number_forms
from operators.links.official import OfficialList
from operators.links.refusal import Fault, LinkRefused, fault, gettext_noop
from operators.links.shape import check_url, hidden_character, host_of
from operators.links.targets import check_target, link_destinations, plain_form, targets


def text_problems(text: str, official: OfficialList | None) -> list[Fault]:
    """What is wrong with the links of a text, one sentence each. Without a list only their shape is looked at.

    >>> [str(one) for one in text_problems("See [this](https://user@claro.com.pe/)", None)]
    ['An address has no user name in front of its host.']
    """
    problems: list[Fault] = []
    for reading in readings(text):
        problems.extend(_problems(reading, official))
    return list(dict.fromkeys(problems))


def readings(text: str) -> list[str]:
    """A text as it is written, and as it is read once Markdown has taken entities and backslashes away.

    >>> readings("&#104;ttps\\\\://x")
    ['&#104;ttps\\\\://x', 'https\\\\://x', 'https://x']
    """
    found = [text]
    for _depth in range(2):  # an entity may spell another one; beyond that a reader sees the entity
        found.append(unescape(found[-1]))
    found.append(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found[-1]))
    return list(dict.fromkeys(found))


def _problems(text: str, official: OfficialList | None) -> Iterator[Fault]:
    hidden = hidden_character(text)
    if hidden:
        yield fault(gettext_noop("The text holds a character that cannot be seen (%(hidden)s)."), hidden=hidden)
    for destination in link_destinations(text):
        if destination.startswith(("/", "#")) and not destination.startswith(("//", "/\\")):
            if "\\" in destination:
                yield fault(gettext_noop("A link within this site has no backslash."))
            continue
        if not re.match(r"(https:|tel:|mailto:)", destination, re.IGNORECASE):
            yield fault(
                gettext_noop("“%(link)s” is no link that is allowed here: https, tel, or a page of this site."),
                link=destination[:80],
            )
    plain = plain_form(text)
    if patterns.HALF_URL.search(plain) or patterns.RELATIVE.search(plain):
        yield fault(gettext_noop("An address is written in full, https:// and the host, or not at all."))
    for target in targets(text):
        try:
            if official is not None:
                check_target(target, official)
            elif target.kind == "url":
                check_url(target.value)
        except LinkRefused as refusal:
            yield refusal.fault
    yield from _disguised(text)


def _disguised(text: str) -> Iterator[Fault]:
    """Links whose words name another host than the one they lead to."""
    for found in re.finditer(r"\[([^\]]*)\]\(\s*<?([^)\s>]*)", text):
        words, destination = found.groups()
        for target in targets(words):
            shown = target.value if target.kind == "host" else host_of(target.value)
            leads_to = host_of(destination)
            if target.kind in ("host", "url") and shown.lower().removeprefix("www.") != leads_to.removeprefix("www."):
                yield fault(
                    gettext_noop("The words of a link name “%(shown)s”, but it leads to “%(target)s”."),
                    shown=shown,
                    target=leads_to or destination[:60],
                )
            if target.kind == "number" and number_forms(target.value).isdisjoint(
                number_forms(unquote(destination.removeprefix("tel:")))
            ):
                yield fault(
                    gettext_noop("The words of a link name the number %(number)s, but it leads elsewhere."),
                    number=target.value,
                )
