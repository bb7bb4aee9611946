"""What a text leads to."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from operators.links import patterns
from operators.links.official import OfficialList
from operators.links.refusal import LinkRefused, gettext_noop
from operators.links.shape import check_url


@dataclass(frozen=True, slots=True)
class Target:
    """One thing in a text that a reader could follow: ``kind`` is url, host, email or number."""

    kind: str
    value: str


def targets(text: str) -> Iterator[Target]:
    """Everything in a Markdown or plain text that a reader could click, type or dial, in no special order.

    >>> [target.value for target in targets("Call 0800 00123 or see https://www.claro.com.pe/x")]
    ['https://www.claro.com.pe/x', '0800 00123']
    """
    text = plain_form(text)
    rest = text
    for found in patterns.URL.finditer(text):
        yield Target("url", found.group().rstrip(".,;:!?*_~`"))
    rest = patterns.URL.sub(" ", rest)
    for found in re.finditer(r"mailto:\s*(" + patterns.EMAIL.pattern + ")", rest, re.IGNORECASE):
        yield Target("email", found.group(1))
    for found in re.finditer(r"\btel:\s*([+*#%\d][\d\sA-F()*#.%-]*)", rest, re.IGNORECASE):
        yield Target("number", found.group(1))
    rest = re.sub(r"\btel:\s*[+*#%\d][\d\sA-F()*#.%-]*|\bmailto:", " ", rest, flags=re.IGNORECASE)
    for found in patterns.EMAIL.finditer(rest):
        yield Target("email", found.group())
    rest = patterns.EMAIL.sub(" ", rest)
    for pattern in (patterns.BARE_HOST, patterns.CHINESE_HOST, patterns.BARE_IP):
        for found in pattern.finditer(rest):
            yield Target("host", found.group(1 if pattern is patterns.BARE_HOST else 0).rstrip("."))
        rest = pattern.sub(" ", rest)
    yield from _numbers(patterns.DATE.sub(" , ", rest))


def plain_form(text: str) -> str:
    """Compatibility forms made plain (full-width letters and digits), and every dot a dot."""
    return patterns.IDEOGRAPHIC_DOT.sub(".", unicodedata.normalize("NFKC", text)).replace("｡", ".")


def _numbers(text: str) -> Iterator[Target]:
    """What could be dialled, in a text without addresses and dates."""
    seen = []
    for found in patterns.NUMBER.finditer(text):
        number = found.group().strip(" -–(")
        digits = re.sub(r"\D", "", number)
        if any(pattern.match(number) for pattern in patterns.NO_PHONE):
            continue
        if len(digits) >= 7 or number[0] in "+*#" or re.match(r"0\d{3}\b", number):
            seen.append(found.span())
            yield Target("number", number)
    for found in patterns.MOBILE.finditer(text):
        if not any(start <= found.start() and found.end() <= end for start, end in seen):
            yield Target("number", found.group())


def link_destinations(text: str) -> Iterator[str]:
    """The raw destinations of Markdown links, autolinks and references, also of schemes that are not allowed.

    ``publishing`` and ``rendering`` ask a parser besides: Markdown has more ways than these patterns know.
    """
    for found in re.finditer(r"\]\(\s*<?([^)\s>]*)", text):
        yield found.group(1)
    for found in re.finditer(r"^\s{0,3}\[[^\]]+\]:\s*<?(\S+?)>?(?:\s|\Z)", text, re.MULTILINE):
        yield found.group(1)
    for found in re.finditer(r"<([a-z][a-z0-9+.-]*:[^<>\s]*)>", text, re.IGNORECASE):
        yield found.group(1)


def check_target(target: Target, official: OfficialList) -> None:
    """Raises LinkRefused unless ``target`` is in the official list (or is a page of this site)."""
    if target.kind == "number":
        number = unquote(target.value)
        if not official.has_number(number):
            raise LinkRefused(
                gettext_noop("The number %(number)s is no published contact point."), number=target.value.strip()
            )
        return
    if target.kind == "email":
        if target.value.lower() not in official.emails:
            raise LinkRefused(
                gettext_noop("The address %(address)s is no published contact point."), address=target.value
            )
        return
    if target.kind == "host":
        host = target.value.lower()
        if not host.isascii() or not official.has_host(host):
            raise LinkRefused(
                gettext_noop("“%(host)s” is not the host of a published contact point."), host=target.value
            )
        return
    host = check_url(target.value)
    if not official.has_host(host):
        raise LinkRefused(
            gettext_noop("“%(host)s” is not the host of a published contact point; cite it as a source instead."),
            host=host,
        )
