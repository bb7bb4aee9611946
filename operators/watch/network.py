"""Which machines may be asked: those that the whole world may ask. Refused before a connection is opened."""

import ipaddress
import socket
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

HTTPS_PORT = 443
# Addresses that hold or stand for another one: where they lead depends on a gateway that we do not know. And what
# Python's own tables of private addresses leave out.
_NOT_PUBLIC = tuple(
    ipaddress.ip_network(one)
    for one in (
        "64:ff9b::/96",
        "64:ff9b:1::/48",
        "2002::/16",
        "2001::/32",
        "fec0::/10",
        "192.0.0.0/24",
        "192.88.99.0/24",
    )
)


class PrivateAddress(Exception):
    """A name leads to an address that is not public: loopback, private, link-local, reserved."""


def is_public(ip: str) -> bool:
    """Whether everybody could reach this address.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (True, False, False, False)
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    if any(address in one for one in _NOT_PUBLIC) or (address.version == 6 and address.ipv4_mapped):
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def system_addresses(host: str) -> list[str]:
    """What the system's resolver says. Raises socket.gaierror, UnicodeError."""
    found = socket.getaddrinfo(host, HTTPS_PORT, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


@dataclass(frozen=True, slots=True)
class Network:
    """How pages are reached. ``hosts`` maps names to an address and port that are used without asking: for tests."""

    user_agent: str
    tls: ssl.SSLContext
    hosts: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    resolve: Callable[[str], list[str]] = system_addresses

    def addresses(self, host: str) -> list[tuple[str, int]]:
        """Where to connect to for ``host``. The name is looked up once: what is checked is what is connected to.

        Raises PrivateAddress when any of its addresses is not public, socket.gaierror when it has none.
        """
        if host in self.hosts:
            return [self.hosts[host]]
        found = self.resolve(host)
        if not all(is_public(ip) for ip in found):
            raise PrivateAddress(host)
        return [(ip, HTTPS_PORT) for ip in found]
