"""Hosts that borrow the name of an official one."""

import re
from functools import lru_cache

from operators.links.official import OfficialList


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
