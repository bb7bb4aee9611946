"""Addresses that send on to somewhere else, whatever host they name."""

import re
from urllib.parse import parse_qsl, unquote

from operators.links.refusal import LinkRefused, gettext_noop

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


def check_no_redirect(host: str, path: str, query: str, fragment: str) -> None:
    """Raises LinkRefused for a known redirector, and for an address that holds another one."""
    if host.removeprefix("www.") in _REDIRECTORS:
        raise LinkRefused(
            gettext_noop("“%(host)s” only sends on to somewhere else; give the address it leads to."), host=host
        )
    for name, value in parse_qsl(query, keep_blank_values=True):
        value = unquote(value).strip().lower()
        leads_on = re.match(r"(?:https?:)?[/\\]{2}|[a-z][a-z0-9+.-]*:", value) is not None
        names_host = re.match(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#:]|\Z)", value) is not None
        if leads_on or (names_host and (name.lower() in _REDIRECT_KEYS or _REDIRECT_PATHS.search(path))):
            raise LinkRefused(
                gettext_noop("The address may send on to somewhere else (“%(name)s=…”); give the address it leads to."),
                name=name,
            )
    if re.search(r"https?:/|https?%3a|//", f"{path}#{fragment}", re.IGNORECASE):
        raise LinkRefused(gettext_noop("The address holds another address in its path."))
