"""The link policy: where a published text may lead. Pure: standard library and ``vocabulary`` alone.

It is asked three times, by saving (shape), by publishing (shape and list) and by rendering (shape and list), so that
a phishing link needs three failures. Shape means: no trick in the address itself. The list is the published contact
points: a host in it (or below it), a number in it.

Sources are another matter: a citation may lead anywhere that the reviewer has cleared, so only its shape is checked
here, together with the names of operators that must not be borrowed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape
from urllib.parse import parse_qsl, unquote, urlsplit

from operators.vocabulary import Channel


class LinkRefused(ValueError):
    """Says in one sentence what is wrong with a target and what is allowed."""


@dataclass(frozen=True, slots=True)
class OfficialList:
    """What the published contact points add up to: hosts, numbers as digits and signs, e-mail addresses."""

    hosts: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    emails: frozenset[str] = frozenset()
    own_hosts: frozenset[str] = field(default=frozenset())

    def has_host(self, host: str) -> bool:
        """``host`` is in the list or below a host of it.

        >>> OfficialList(hosts=frozenset({"claro.com.pe"})).has_host("mi.claro.com.pe")
        True
        >>> OfficialList(hosts=frozenset({"claro.com.pe"})).has_host("notclaro.com.pe")
        False
        """
        if host in self.own_hosts or host in self.hosts:
            return True
        return any(host[dot.end() :] in self.hosts for dot in re.finditer(r"\.", host))

    def has_number(self, number: str) -> bool:
        return bool(number_forms(number) & self.numbers)

    def joined(self, other: "OfficialList") -> "OfficialList":
        return OfficialList(
            self.hosts | other.hosts,
            self.numbers | other.numbers,
            self.emails | other.emails,
            self.own_hosts | other.own_hosts,
        )


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


# -- shape ---------------------------------------------------------------------------------------------------------

# Characters that hide or reorder: controls, zero-width, bidi marks, the soft hyphen, variation selectors, tags.
_INVISIBLE = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\Z")
_REDIRECTORS = frozenset(
    [
        "bit.ly",
        "t.co",
        "goo.gl",
        "tinyurl.com",
        "ow.ly",
        "is.gd",
        "buff.ly",
        "rebrand.ly",
        "cutt.ly",
        "shorturl.at",
        "t.ly",
        "rb.gy",
        "lnkd.in",
        "s.id",
        "v.gd",
        "l.facebook.com",
        "lm.facebook.com",
        "out.reddit.com",
        "href.li",
        "url.cn",
        "dwz.cn",
        "t.cn",
        "suo.im",
        "linktr.ee",
        "taplink.cc",
        "bio.link",
        "wa.link",
        "api.whatsapp.com",
        "adf.ly",
        "bc.vc",
        "shorte.st",
        "translate.goog",
    ]
)
_REDIRECT_PATHS = re.compile(r"/+(?:url|redirect|redir|out|away|goto|link|exit|r)/?\Z", re.IGNORECASE)
_REDIRECT_KEYS = frozenset(
    [
        "url",
        "u",
        "q",
        "to",
        "target",
        "dest",
        "destination",
        "redirect",
        "redirect_uri",
        "redirect_url",
        "redir",
        "return",
        "returnurl",
        "return_to",
        "next",
        "goto",
        "link",
        "continue",
        "out",
        "view",
        "image_url",
        "r",
        "rurl",
    ]
)


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
        raise LinkRefused(f"The address holds a character that cannot be seen ({hidden}).")
    if not url.isascii():
        raise LinkRefused("An address is written in ASCII; letters of other scripts can look like Latin ones.")
    if any(character in url for character in " \t\n\\\"'<>^`{|}"):
        raise LinkRefused("The address holds a space, a quote or another character that has no place in an address.")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise LinkRefused("The address cannot be read.") from error
    if parts.scheme not in schemes:
        raise LinkRefused(f"The address must begin with {' or '.join(f'{scheme}://' for scheme in schemes)}.")
    if "@" in parts.netloc or "%" in parts.netloc:
        raise LinkRefused("An address has no user name in front of its host.")
    if port is not None or ":" in parts.netloc:
        raise LinkRefused("An address names no port.")
    host = parts.netloc.lower()
    labels = host.split(".")
    if len(labels) < 2 or not all(_LABEL.match(label) for label in labels) or len(host) > 253:
        raise LinkRefused(f"“{host}” is not the name of a host.")
    if labels[-1].isdigit() or not labels[-1].isalpha():
        raise LinkRefused("A host is given by its name, never by a number.")
    if any(label.startswith("xn--") for label in labels):
        raise LinkRefused("Hosts in other scripts are refused: their letters can look like Latin ones.")
    _check_no_redirect(host, parts.path, parts.query, parts.fragment)
    return host


def _check_no_redirect(host: str, path: str, query: str, fragment: str) -> None:
    if host.removeprefix("www.") in _REDIRECTORS:
        raise LinkRefused(f"“{host}” only sends on to somewhere else; give the address it leads to.")
    for name, value in parse_qsl(query, keep_blank_values=True):
        value = unquote(value).strip().lower()
        leads_on = re.match(r"(?:https?:)?[/\\]{2}|[a-z][a-z0-9+.-]*:", value) is not None
        names_host = re.match(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:]|\Z)", value) is not None
        if leads_on or (names_host and (name.lower() in _REDIRECT_KEYS or _REDIRECT_PATHS.search(path))):
            raise LinkRefused(f"The address may send on to somewhere else (“{name}=…”); give the address it leads to.")
    if re.search(r"https?:/|https?%3a|//", f"{path}#{fragment}", re.IGNORECASE):
        raise LinkRefused("The address holds another address in its path.")


def check_contact_value(channel: str, value: str) -> None:
    """Raises LinkRefused unless ``value`` is a proper address, number or app name for ``channel``."""
    hidden = hidden_character(value)
    if hidden:
        raise LinkRefused(f"The value holds a character that cannot be seen ({hidden}).")
    if channel in (Channel.WEBSITE, Channel.CHAT, Channel.REGULATOR_FORM):
        check_url(value)
    elif channel in (Channel.PHONE, Channel.WHATSAPP):
        if not re.fullmatch(r"[+*#]?[0-9()][0-9 ()*#-]{0,24}", value) or not any(c.isdigit() for c in value):
            raise LinkRefused("A number has digits, spaces, brackets, * and # alone, such as 0800 00123.")
    elif channel == Channel.EMAIL:
        match = re.fullmatch(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+)", value)
        if not match:
            raise LinkRefused("That is not an e-mail address.")
        check_url(f"https://{match.group(1).lower()}/")
    elif text_problems(value, OfficialList()) or re.search(r"[<>\[\]*`\\]", value):
        raise LinkRefused("Give the name of the app or of the place, without an address or a number.")


def check_source_url(url: str) -> str:
    """The host of a cited address; plain http is accepted for a citation, since some pages have no other.

    Raises LinkRefused for a trick in the address.
    """
    return check_url(url, schemes=("https", "http"))


def borrowed_name(host: str, official: OfficialList) -> str:
    """The official host whose name ``host`` borrows without belonging to it; empty when it does not.

    >>> borrowed_name("claro.com.pe.ayuda.net", OfficialList(hosts=frozenset({"claro.com.pe"})))
    'claro.com.pe'
    >>> borrowed_name("mi-claro.net", OfficialList(hosts=frozenset({"claro.com.pe"})))
    'claro.com.pe'
    >>> borrowed_name("elcomercio.pe", OfficialList(hosts=frozenset({"claro.com.pe"})))
    ''
    """
    if official.has_host(host):
        return ""
    tokens = {_skeleton(token) for token in re.split(r"[.-]", host)}
    borrowed = (known for known in official.hosts if known in host or _known_by(known) in tokens)
    return min(borrowed, default="")


@lru_cache(maxsize=8192)
def _known_by(host: str) -> str | None:
    """What a token must not be mistaken for; None where the label is too short to be anybody's name."""
    brand = _brand(host)
    return _skeleton(brand) if len(brand) >= 4 else None


def _brand(host: str) -> str:
    """The label that a host is known by: ``claro`` of ``claro.com.pe``, ``osiptel`` of ``osiptel.gob.pe``."""
    labels = [label for label in host.split(".")[:-1] if label not in ("com", "gob", "org", "net", "edu", "co", "www")]
    return labels[-1] if labels else host


def _skeleton(token: str) -> str:
    """Letters that are mistaken for one another made equal: c1aro and claro, rnovistar and movistar."""
    return token.translate(str.maketrans("0135789", "oiestbg")).replace("rn", "m").replace("vv", "w").replace("l", "i")


# -- numbers -------------------------------------------------------------------------------------------------------


def number_forms(number: str) -> set[str]:
    """The forms in which one number may be dialled, as digits and signs: with and without +51, 0 or brackets.

    >>> sorted(number_forms("(01) 611 7777"))
    ['+5116117777', '016117777', '16117777', '6117777']
    """
    plain = re.sub(r"[^0-9+*#]", "", unicodedata.normalize("NFKC", number))
    forms = {plain}
    if plain.startswith("+51"):
        forms |= {plain[3:], f"0{plain[3:]}"}
    elif plain.startswith("01") and len(plain) == 9:
        forms |= {plain[1:], plain[2:], f"+51{plain[1:]}"}
    elif len(plain) == 9 and plain.startswith("9"):
        forms.add(f"+51{plain}")
    return forms


# -- what a text leads to --------------------------------------------------------------------------------------------

_URL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>()\[\]\"'“”‘’，。；、！？（）《》]+", re.IGNORECASE)
# What a browser would still take for an address, and what no honest text needs.
_HALF_URL = re.compile(r"(?<![a-z0-9])https?\s?:(?!//[a-z0-9])(?=[^\s*_`）)])", re.IGNORECASE)
_RELATIVE = re.compile(r"(?<![a-z]:)(?<![\w/\\])(?:/[/\\]|\\\\)+(?=\w)", re.IGNORECASE)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
# Common endings for bare names; an ending not in the list is not taken for a host ("S.A.C.", "com.bitel.selfcare").
_ENDINGS = (
    r"com|net|org|info|biz|online|site|website|xyz|top|shop|store|app|dev|icu|club|vip|live|"
    r"link|click|help|support|page|pro|cloud|space|fun|world|today|email|services|lat|zip|mov|lol|"
    r"bond|cyou|sbs|quest|monster|rest|cfd|buzz|wang|ren|ltd|group|work|win|bid|loan|men|date|"
    r"stream|download|review|trade|party|science|racing|webcam|accountant|faith|cricket|mobi|tel|"
    r"asia|name|jobs|travel|one|blog|tech|news|digital|life|agency|center|company|network|solutions|"
    r"systems|host|press|chat|game|games|video|zone|plus|team|run|cash|money|finance|bank|credit|"
    r"pay|express|direct|care|pe|cn|es|ar|cl|co|mx|br|us|uk|eu|de|fr|it|ru|io|me|tv|cc|ws|"
    r"to|ly|gl|gg|id|in|jp|kr|tw|hk|sg|my|th|vn|nl|pl|ch|at|be|se|no|fi|dk|pt|ro|cz|gr|"
    r"tr|ua|za|ng|ke|tk|ml|ga|cf|gq|pw|la|st|sh|ac|im|is|ai|bo|ec|ve|uy|py|gob"
)
# Letters of every script but those without word spaces: a host may stand right between two Chinese characters.
_LETTER = r"A-Za-z0-9_\u00a1-\u2fff-"
_BARE_HOST = re.compile(
    rf"(?<![{_LETTER}@./])((?:[{_LETTER}]{{1,63}}\.)+(?:{_ENDINGS})|www\.[{_LETTER}.]+)(?![{_LETTER}])(/[^\s]*)?",
    re.IGNORECASE,
)
_CHINESE_HOST = re.compile(rf"[\u3400-\u9fff]+\.(?:{_ENDINGS}|中国|公司|网络)(?![A-Za-z0-9])", re.IGNORECASE)
_BARE_IP = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.])")
_IDEOGRAPHIC_DOT = re.compile(rf"(?<=[A-Za-z0-9])。(?=(?:{_ENDINGS})(?![A-Za-z0-9]))", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_/.,-])(?:\+|\*|\()?\d[\d\s()*#–-]{1,22}\d#?(?![A-Za-z0-9_/-])"
    r"|(?<![A-Za-z0-9_/.,-])[*#]\d{2,6}[#*]?(?![A-Za-z0-9_])"
)
# A mobile number of Peru, however its digits are held apart and whatever stands beside it.
_MOBILE = re.compile(r"(?<!\d)9(?:[\s().,/·•_–-]{0,2}\d){8}(?!\d)")
_DATE = re.compile(
    r"(?<![\d-])(?:(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./](?:19|20)\d{2}|\d{1,2}:\d{2})(?![\d-])"
)
_NO_PHONE = (
    re.compile(r"\d{4}-\d{2}\Z"),  # a month
    re.compile(r"\d{1,6}-(?:19|20)\d{2}\Z"),  # a resolution: 000132-2025
    re.compile(r"\d{1,3}( \d{3})+\Z"),  # a count with thin groups: 309 000
    re.compile(r"\d{4}\s?[–-]\s?\d{4}\Z"),  # years
)


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
    text = _plain(text)
    rest = text
    for found in _URL.finditer(text):
        yield Target("url", found.group().rstrip(".,;:!?*_~`"))
    rest = _URL.sub(" ", rest)
    for found in re.finditer(r"mailto:\s*(" + _EMAIL.pattern + ")", rest, re.IGNORECASE):
        yield Target("email", found.group(1))
    for found in re.finditer(r"\btel:\s*([+*#%\d][\d\sA-F()*#.%-]*)", rest, re.IGNORECASE):
        yield Target("number", found.group(1))
    rest = re.sub(r"\btel:\s*[+*#%\d][\d\sA-F()*#.%-]*|\bmailto:", " ", rest, flags=re.IGNORECASE)
    for found in _EMAIL.finditer(rest):
        yield Target("email", found.group())
    rest = _EMAIL.sub(" ", rest)
    for pattern in (_BARE_HOST, _CHINESE_HOST, _BARE_IP):
        for found in pattern.finditer(rest):
            yield Target("host", found.group(1 if pattern is _BARE_HOST else 0).rstrip("."))
        rest = pattern.sub(" ", rest)
    yield from _numbers(_DATE.sub(" , ", rest))


def _plain(text: str) -> str:
    """Compatibility forms made plain (full-width letters and digits), and every dot a dot."""
    return _IDEOGRAPHIC_DOT.sub(".", unicodedata.normalize("NFKC", text)).replace("｡", ".")


def _numbers(text: str) -> Iterator[Target]:
    """What could be dialled, in a text without addresses and dates."""
    seen = []
    for found in _NUMBER.finditer(text):
        number = found.group().strip(" -–(")
        digits = re.sub(r"\D", "", number)
        if any(pattern.match(number) for pattern in _NO_PHONE):
            continue
        if len(digits) >= 7 or number[0] in "+*#" or re.match(r"0\d{3}\b", number):
            seen.append(found.span())
            yield Target("number", number)
    for found in _MOBILE.finditer(text):
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
            raise LinkRefused(f"The number {target.value.strip()} is no published contact point.")
        return
    if target.kind == "email":
        if target.value.lower() not in official.emails:
            raise LinkRefused(f"The address {target.value} is no published contact point.")
        return
    if target.kind == "host":
        host = target.value.lower()
        if not host.isascii() or not official.has_host(host):
            raise LinkRefused(f"“{target.value}” is not the host of a published contact point.")
        return
    host = check_url(target.value)
    if not official.has_host(host):
        raise LinkRefused(f"“{host}” is not the host of a published contact point; cite it as a source instead.")


def text_problems(text: str, official: OfficialList | None) -> list[str]:
    """What is wrong with the links of a text, one sentence each. Without a list only their shape is looked at.

    >>> text_problems("See [this](https://user@claro.com.pe/)", None)
    ['An address has no user name in front of its host.']
    """
    problems: list[str] = []
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


def _problems(text: str, official: OfficialList | None) -> Iterator[str]:
    hidden = hidden_character(text)
    if hidden:
        yield f"The text holds a character that cannot be seen ({hidden})."
    for destination in link_destinations(text):
        if destination.startswith(("/", "#")) and not destination.startswith(("//", "/\\")):
            if "\\" in destination:
                yield "A link within this site has no backslash."
            continue
        if not re.match(r"(https:|tel:|mailto:)", destination, re.IGNORECASE):
            yield f"“{destination[:80]}” is no link that is allowed here: https, tel, or a page of this site."
    plain = _plain(text)
    if _HALF_URL.search(plain) or _RELATIVE.search(plain):
        yield "An address is written in full, https:// and the host, or not at all."
    for target in targets(text):
        try:
            if official is not None:
                check_target(target, official)
            elif target.kind == "url":
                check_url(target.value)
        except LinkRefused as refusal:
            yield str(refusal)
    yield from _disguised(text)


def _disguised(text: str) -> Iterator[str]:
    """Links whose words name another host than the one they lead to."""
    for found in re.finditer(r"\[([^\]]*)\]\(\s*<?([^)\s>]*)", text):
        words, destination = found.groups()
        for target in targets(words):
            shown = target.value if target.kind == "host" else host_of(target.value)
            leads_to = host_of(destination)
            if target.kind in ("host", "url") and shown.lower().removeprefix("www.") != leads_to.removeprefix("www."):
                yield f"The words of a link name “{shown}”, but it leads to “{leads_to or destination[:60]}”."
            if target.kind == "number" and number_forms(target.value).isdisjoint(
                number_forms(unquote(destination.removeprefix("tel:")))
            ):
                yield f"The words of a link name the number {target.value}, but it leads elsewhere."
