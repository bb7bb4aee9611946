"""What an address may look like: no trick in the address itself."""

import re
import unicodedata
from urllib.parse import urlsplit

from operators.links.redirects import check_no_redirect
from operators.links.refusal import LinkRefused, gettext_noop

# Characters that hide or reorder: controls, zero-width, bidi marks, the soft hyphen, variation selectors, tags.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")


def hidden_character(text: str) -> str:
    """The name of the first character in ``text`` that a reader cannot see, or an empty string.

    A line feed and a tab are seen. A zero-width joiner between emoji is not worth the risk in a text of this kind.
    """
    for found in _INVISIBLE.finditer(text):
        character = found.group()
        if character not in "\n\t":
            return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
    return ""


def host_of(url: str) -> str:
    """The host of a URL in lower case, without a final dot; empty when there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def check_url(url: str, *, schemes: tuple[str, ...] = ("https",)) -> str:
    """The host of ``url``. Raises LinkRefused when the address itself plays a trick.

    >>> check_url("https://www.claro.com.pe/personas/")
    'www.claro.com.pe'
    """
    hidden = hidden_character(url)
    if hidden:
        raise LinkRefused(
            gettext_noop("The address holds a character that cannot be seen (%(hidden)s)."), hidden=hidden
        )
    if not url.isascii():
        raise LinkRefused(
            gettext_noop("An address is written in ASCII; letters of other scripts can look like Latin ones.")
        )
    if any(character in url for character in " \t\n\\\"'<>^`{|}"):
        raise LinkRefused(
            gettext_noop("The address holds a space, a quote or another character that has no place in an address.")
        )
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise LinkRefused(gettext_noop("The address cannot be read.")) from error
    if parts.scheme not in schemes:
        raise _wrong_scheme(schemes)
    if "@" in parts.netloc or "%" in parts.netloc:
        raise LinkRefused(gettext_noop("An address has no user name in front of its host."))
    if port is not None or ":" in parts.netloc:
        raise LinkRefused(gettext_noop("An address names no port."))
    host = parts.netloc.lower()
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels) or len(host) > 253:
        raise LinkRefused(gettext_noop("“%(host)s” is not the name of a host."), host=host)
    if labels[-1].isdigit() or not labels[-1].isalpha():
        raise LinkRefused(gettext_noop("A host is given by its name, never by a number."))
    if any(label.startswith("xn--") for label in labels):
        raise LinkRefused(gettext_noop("Hosts in other scripts are refused: their letters can look like Latin ones."))
    check_no_redirect(host, parts.path, parts.query, parts.fragment)
    return host


def _wrong_scheme(schemes: tuple[str, ...]) -> LinkRefused:
    first, *others = (f"{scheme}://" for scheme in schemes)
    if not others:
        return LinkRefused(gettext_noop("The address must begin with %(scheme)s."), scheme=first)
    return LinkRefused(
        gettext_noop("The address must begin with %(scheme)s or %(other)s."), scheme=first, other=", ".join(others)
    )


def check_source_url(url: str) -> str:
    """The host of a cited address; plain http is accepted for a citation, since some pages have no other.

    Raises LinkRefused for a trick in the address.
    """
    return check_url(url, schemes=("https", "http"))
