"""The official list: what the published contact points add up to."""

import re
from dataclasses import dataclass, field

from operators.links.numbers import number_forms


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
