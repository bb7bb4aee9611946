"""Every way in which a page can answer, over real sockets; and that nothing but a public address is ever asked."""

import socket
import ssl
import threading
import tracemalloc
from collections.abc import Iterator
from time import perf_counter

import pytest

from operators.vocabulary import LinkReason, LinkState, QuoteState
from operators.watch import Network, Page, PrivateAddress, Unreachable, fetch, judge
from operators.watch.network import is_public
from tests.watch.site import QUOTE, Site

HOST = "https://pages.example"
Trap = tuple[tuple[str, int], list[object]]


def network(site: Site, **more: object) -> Network:
    tls = ssl.create_default_context(cafile=site.ca)
    return Network("kb test (+https://kb.example)", tls, site.hosts, **more)  # type: ignore[arg-type]


def look(site: Site, url: str, *, seconds: float = 10) -> tuple[str, str, str]:
    """State of the link, why, and state of the quote."""
    seen: Page | Unreachable
    try:
        seen = fetch(url, network=network(site), seconds=seconds)
    except Unreachable as unreachable:
        seen = unreachable
    found = judge(url, QUOTE, seen)
    why = str(found.http_status or "") if found.link_reason == LinkReason.STATUS else found.final_url
    return str(found.link_state), why or str(found.link_reason), str(found.quote_state)


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/fine", ("ok", "", "found")),
        ("/fine?a=ñ&b=%20", ("ok", "", "found")),
        ("/pásele", ("ok", "", "found")),
        ("/latin", ("ok", "", "found")),
        ("/packed", ("ok", "", "found")),
        ("/changed", ("ok", "", "missing")),
        ("/404", ("dead", "404", "could_not_check")),
        ("/410", ("dead", "410", "could_not_check")),
        ("/401", ("could_not_check", "401", "could_not_check")),
        ("/403", ("could_not_check", "403", "could_not_check")),
        ("/429", ("could_not_check", "429", "could_not_check")),
        ("/500", ("could_not_check", "500", "could_not_check")),
        ("/503", ("could_not_check", "503", "could_not_check")),
        ("/pdf", ("ok", "", "could_not_check")),
        ("/brotli", ("ok", "", "could_not_check")),
        ("/broken-gzip", ("ok", "", "could_not_check")),
        ("/bomb", ("ok", "", "could_not_check")),
        ("/endless", ("ok", "", "could_not_check")),
        ("/endless?quote", ("ok", "", "found")),
        ("/cut-off", ("ok", "", "could_not_check")),
        ("/huge-header", ("could_not_check", "bad_answer", "could_not_check")),
        ("/many-headers", ("could_not_check", "bad_answer", "could_not_check")),
        ("/not-http", ("could_not_check", "bad_answer", "could_not_check")),
    ],
)
def test_each_kind_of_page_is_judged(site: Site, path: str, found: tuple[str, str, str]) -> None:
    assert look(site, HOST + path) == found


@pytest.mark.parametrize("path", ["/slow", "/drip", "/drip-head"])
def test_a_page_that_takes_too_long_is_left_at_the_deadline(site: Site, path: str) -> None:
    start = perf_counter()
    assert look(site, HOST + path, seconds=0.6) == ("could_not_check", "timed_out", "could_not_check")
    assert 0.5 < perf_counter() - start < 3


@pytest.mark.parametrize(
    ("leads_to", "found"),
    [
        ("/fine", ("ok", "", "found")),
        ("https://www.pages.example/fine", ("ok", "", "found")),
        ("https://elsewhere.example/fine", ("ok", "https://elsewhere.example/fine", "found")),
        ("https://elsewhere.example/404", ("dead", "404", "could_not_check")),
        ("/", ("ok", "https://pages.example/", "found")),
        ("/404", ("dead", "404", "could_not_check")),
        ("/to-x", ("could_not_check", "too_many_redirects", "could_not_check")),
        ("http://pages.example/fine", ("could_not_check", "not_https", "could_not_check")),
        ("https://user@pages.example/fine", ("could_not_check", "not_https", "could_not_check")),
        ("https://pages.example:8443/fine", ("could_not_check", "not_https", "could_not_check")),
        ("file:///etc/passwd", ("could_not_check", "not_https", "could_not_check")),
        ("https://[bad/", ("could_not_check", "bad_answer", "could_not_check")),
        ("https://127.0.0.1/", ("could_not_check", "private_address", "could_not_check")),
        ("https://localhost/", ("could_not_check", "private_address", "could_not_check")),
        ("https://2130706433/", ("could_not_check", "private_address", "could_not_check")),
        ("https://10.0.0.1/", ("could_not_check", "private_address", "could_not_check")),
        ("https://169.254.169.254/latest/meta-data/", ("could_not_check", "private_address", "could_not_check")),
        ("https://[::1]/", ("could_not_check", "private_address", "could_not_check")),
        ("https://[::ffff:127.0.0.1]/", ("could_not_check", "private_address", "could_not_check")),
    ],
)
def test_a_redirect_is_held_to_the_same_rules(site: Site, leads_to: str, found: tuple[str, str, str]) -> None:
    site.leads["to-x"] = leads_to
    assert look(site, f"{HOST}/to-x") == found


@pytest.fixture
def trap() -> Iterator[Trap]:
    """A listener on another loopback address: it notes whether anybody connects."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.2)
    caught: list[object] = []

    def wait() -> None:
        while True:
            try:
                connection, address = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            caught.append(address)
            connection.close()

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    yield listener.getsockname(), caught
    listener.close()
    thread.join(2)


def test_a_private_address_is_refused_before_anybody_connects(site: Site, trap: Trap) -> None:
    where, caught = trap
    strict = Network("kb test", ssl.create_default_context(), resolve=lambda _host: [where[0]])
    with pytest.raises(Unreachable) as refused:
        fetch("https://sly.example/", network=strict, seconds=2)
    assert refused.value.reason == LinkReason.PRIVATE_ADDRESS
    assert caught == []
    # The control: the trap works, and a name that is allowed by hand leads into it.
    open_door = Network("kb test", ssl.create_default_context(), {"sly.example": where})
    with pytest.raises(Unreachable):
        fetch("https://sly.example/", network=open_door, seconds=2)
    assert len(caught) == 1


def test_one_private_address_among_public_ones_is_enough() -> None:
    sly = Network("kb test", ssl.create_default_context(), resolve=lambda _host: ["93.184.216.34", "192.168.1.1"])
    with pytest.raises(PrivateAddress):
        sly.addresses("sly.example")


def test_a_name_is_looked_up_once_and_that_address_is_connected_to(trap: Trap) -> None:
    """Rebinding: the second answer of the resolver, a private one, is never asked for."""
    answers = iter([["192.0.2.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return next(answers)

    # 192.0.2.1 is reserved for documentation, so it is no public address: the look-up is judged, and not made again.
    with pytest.raises(Unreachable) as refused:
        fetch("https://sly.example/", network=Network("kb", ssl.create_default_context(), resolve=resolve), seconds=1)
    assert (refused.value.reason, asked, trap[1]) == (LinkReason.PRIVATE_ADDRESS, ["sly.example"], [])


def test_what_is_connected_to_is_what_was_looked_up(site: Site) -> None:
    """The connection goes to the address of ``addresses``: the name itself, which no resolver knows, is not asked."""
    page = fetch(f"{HOST}/fine", network=network(site), seconds=5)
    assert page.status == 200
    with pytest.raises(socket.gaierror):
        socket.getaddrinfo("pages.example", 443)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        *[
            (ip, False)
            for ip in (
                "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.8.8.8", "169.254.1.1", "172.16.0.1", "192.0.0.8",
                "192.168.0.1", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
                "fc00::1", "fe80::1", "fe80::1%eth0", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1",
                "::ffff:93.184.216.34", "64:ff9b::a00:1", "2002:7f00:1::", "2001:0:7f00:1::",
            )
        ],
    ],
)  # fmt: skip
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_a_certificate_for_another_name_is_a_dead_page_and_one_of_a_stranger_is_not(site: Site) -> None:
    assert look(site, "https://wrong.example/fine") == ("dead", "wrong_name", "could_not_check")
    strangers = Network("kb", ssl.create_default_context(), site.hosts)
    with pytest.raises(Unreachable) as refused:
        fetch(f"{HOST}/fine", network=strangers, seconds=5)
    assert refused.value.reason == LinkReason.BAD_CERTIFICATE
    assert judge(HOST, QUOTE, refused.value).link_state == LinkState.COULD_NOT_CHECK
    assert site.visits() == {}


def test_a_port_where_nobody_listens_is_no_answer(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    nobody = Network("kb", ssl.create_default_context(), {"pages.example": ("127.0.0.1", port)})
    with pytest.raises(Unreachable) as refused:
        fetch(f"{HOST}/fine", network=nobody, seconds=5)
    assert refused.value.reason == LinkReason.NO_ANSWER


def test_it_introduces_itself_and_sends_nothing_else_of_ours(site: Site) -> None:
    fetch(f"{HOST}/fine#part", network=network(site), seconds=5)
    ((_when, path, headers),) = site.asked
    assert path == "/fine"
    assert headers == {
        "Host": "pages.example",
        "User-Agent": "kb test (+https://kb.example)",
        "Accept": "text/html,*/*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }


@pytest.mark.parametrize("path", ["/endless", "/bomb"])
def test_what_has_no_end_costs_a_few_megabytes(site: Site, path: str) -> None:
    fetch(f"{HOST}/fine", network=network(site), seconds=5)
    tracemalloc.start()
    try:
        page = fetch(HOST + path, network=network(site), seconds=10)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert not page.whole
    assert peak < 30_000_000


def test_a_page_without_a_quote_is_not_read(site: Site) -> None:
    page = fetch(f"{HOST}/fine", network=network(site), seconds=5, body=False)
    assert (page.status, page.body) == (200, b"")
    assert judge(HOST, "", page).quote_state == QuoteState.UNCHECKED
