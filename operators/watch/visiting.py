"""A round of visits: one after the other, never the same host twice without a pause."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from time import monotonic, sleep
from urllib.parse import urlsplit

from operators.vocabulary import LinkReason
from operators.watch.fetching import Page, Unreachable, fetch
from operators.watch.network import Network


def visit(
    addresses: Iterable[tuple[str, bool]], *, network: Network, seconds: float, pause: float
) -> Iterator[tuple[str, Page | Unreachable]]:
    """Each address with what was seen there. ``addresses`` says of each whether its text is wanted.

    A host without an address counts as gone only if another name could be looked up in the same round: else it is our
    own network that is down. Such addresses come last.
    """
    nowhere: list[str] = []
    resolved = False
    last: dict[str, float] = {}
    for url, body in in_turn(addresses):
        host = host_of(url)
        if host in last:
            sleep(max(0.0, last[host] + pause - monotonic()))
        seen: Page | Unreachable
        try:
            seen = fetch(url, network=network, seconds=seconds, body=body)
        except Unreachable as unreachable:
            seen = unreachable
        last[host] = monotonic()
        if isinstance(seen, Unreachable) and seen.reason == LinkReason.NO_SUCH_HOST:
            nowhere.append(url)
            continue
        if not isinstance(seen, Unreachable) or seen.reason not in (LinkReason.NO_DNS, LinkReason.NOT_HTTPS):
            resolved = True
        yield url, seen
    for url in nowhere:
        yield url, Unreachable(LinkReason.NO_SUCH_HOST if resolved else LinkReason.NO_DNS)


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def in_turn(addresses: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The hosts by turns, so that the pause for one is spent at another.

    >>> [url for url, _body in in_turn([("https://a/1", True), ("https://a/2", True), ("https://b/", False)])]
    ['https://a/1', 'https://b/', 'https://a/2']
    """
    by_host: dict[str, deque[tuple[str, bool]]] = defaultdict(deque)
    for url, body in addresses:
        by_host[host_of(url)].append((url, body))
    while by_host:
        for host in list(by_host):
            yield by_host[host].popleft()
            if not by_host[host]:
                del by_host[host]
