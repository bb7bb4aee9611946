"""One page, fetched with bounds on everything: time, bytes, redirects, and where it may lead."""

import http.client
import re
import socket
import ssl
import threading
import zlib
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from operators.vocabulary import LinkReason
from operators.watch.network import HTTPS_PORT, Network, PrivateAddress

LARGEST_PAGE = 4 * 1024 * 1024
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
"""Of one host: a machine without IPv6 needs the second."""
REDIRECTS = (301, 302, 303, 307, 308)
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_WRONG_NAME = 62  # X509_V_ERR_HOSTNAME_MISMATCH
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave in the end. ``whole`` is False where it was cut off or could not be unpacked."""

    url: str
    status: int
    content_type: str
    body: bytes
    whole: bool

    @property
    def text(self) -> str:
        """The body as text, by the character set that the answer or the page names."""
        found = _CHARSET.search(self.content_type) or _CHARSET.search(self.body[:2048].decode("latin-1"))
        try:
            return self.body.decode(found.group(1) if found else "utf-8", errors="replace")
        except (LookupError, ValueError):
            return self.body.decode("utf-8", errors="replace")


class Unreachable(Exception):
    """There is no page to judge; ``reason`` says why."""

    def __init__(self, reason: LinkReason) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _Connection(http.client.HTTPSConnection):
    """Connects to the address that was checked, not to what the name may mean a moment later; shut at the deadline."""

    def __init__(self, host: str, address: tuple[str, int], network: Network, seconds: float) -> None:
        super().__init__(host, timeout=seconds, context=network.tls)
        self.address, self.network, self.seconds = address, network, seconds
        self.guard: threading.Timer | None = None

    def connect(self) -> None:
        raw = socket.create_connection(self.address, self.seconds)
        try:
            secure = self.network.tls.wrap_socket(raw, server_hostname=self.host, do_handshake_on_connect=False)
        except BaseException:
            raw.close()
            raise
        self.sock = secure
        # A server that sends a byte now and then never meets the socket's own time-out.
        self.guard = threading.Timer(self.seconds, _shut, [secure])
        self.guard.daemon = True
        self.guard.start()
        secure.do_handshake()

    def finish(self) -> None:
        """Not ``close``: that is called as soon as an answer begins that will be the last of its connection."""
        if self.guard is not None:
            self.guard.cancel()
        self.close()


def _shut(secure: socket.socket) -> None:
    with suppress(OSError):
        # The method of the plain socket: that of the secure one would wait for the thread that reads.
        socket.socket.shutdown(secure, socket.SHUT_RDWR)


def fetch(url: str, *, network: Network, seconds: float, body: bool = True) -> Page:
    """Get ``url`` and what it redirects to. Without ``body`` the answer's head is enough. Raises Unreachable.

    Every hop is held to https and to public addresses anew.
    """
    deadline = monotonic() + seconds
    for _hop in range(MOST_REDIRECTS + 1):
        try:
            found = _once(url, network=network, deadline=deadline, body=body)
        except (OSError, http.client.HTTPException, PrivateAddress, ValueError) as error:
            raise Unreachable(_reason(error, late=monotonic() >= deadline)) from error
        if isinstance(found, Page):
            return found
        url = found
    raise Unreachable(LinkReason.TOO_MANY_REDIRECTS)


def _reason(error: Exception, *, late: bool) -> LinkReason:
    if isinstance(error, PrivateAddress):
        return LinkReason.PRIVATE_ADDRESS
    if isinstance(error, _NotHttps):
        return LinkReason.NOT_HTTPS
    if isinstance(error, socket.gaierror):
        gone = error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
        return LinkReason.NO_SUCH_HOST if gone else LinkReason.NO_DNS
    if isinstance(error, ssl.SSLCertVerificationError):
        return LinkReason.WRONG_NAME if error.verify_code == _WRONG_NAME else LinkReason.BAD_CERTIFICATE
    if late or isinstance(error, TimeoutError):
        return LinkReason.TIMED_OUT
    return LinkReason.NO_ANSWER if isinstance(error, OSError) else LinkReason.BAD_ANSWER


class _NotHttps(ValueError):
    """An address that is not plain https to a host."""


def _once(url: str, *, network: Network, deadline: float, body: bool) -> Page | str:
    """The page, or the address that it redirects to."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or parts.port not in (None, HTTPS_PORT):
        raise _NotHttps(url)
    host = parts.hostname.rstrip(".")
    connection = _connect(host, network, deadline)
    try:
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        headers = {"User-Agent": network.user_agent, "Accept": "text/html,*/*;q=0.5", "Accept-Encoding": "gzip"}
        connection.request("GET", target, headers=headers | {"Connection": "close"})
        with connection.getresponse() as answer:
            if answer.status in REDIRECTS and answer.headers.get("Location"):
                return urljoin(url, answer.headers["Location"].strip())
            kind = answer.headers.get("Content-Type", "")
            content, whole = _read(answer, deadline) if body and 200 <= answer.status < 300 else (b"", False)
            return Page(url, answer.status, kind.lower(), content, whole)
    finally:
        connection.finish()


def _connect(host: str, network: Network, deadline: float) -> _Connection:
    last: Exception = TimeoutError()
    for address in network.addresses(host)[:MOST_ADDRESSES]:
        left = deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        connection = _Connection(host, address, network, left)
        try:
            connection.connect()
        except (OSError, ValueError) as error:
            connection.finish()
            last = error
            if isinstance(error, ssl.SSLError):
                break
        else:
            return connection
    raise last


def _read(answer: http.client.HTTPResponse, deadline: float) -> tuple[bytes, bool]:
    """The body up to the largest size, unpacked; and whether that was all of it."""
    packed = answer.headers.get("Content-Encoding", "").strip().lower()
    if packed not in ("", "identity", "gzip"):
        return b"", False
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS) if packed == "gzip" else None
    parts: list[bytes] = []
    raw = size = 0
    while raw < LARGEST_PAGE and size < LARGEST_PAGE:
        try:
            chunk = answer.read1(65536)
        except (OSError, http.client.HTTPException):
            if monotonic() >= deadline:
                raise TimeoutError from None
            return b"".join(parts), False
        if not chunk:
            whole = answer.length in (None, 0) and (unpack is None or unpack.eof)
            if monotonic() >= deadline:
                raise TimeoutError
            return b"".join(parts), whole
        raw += len(chunk)
        if unpack is not None:
            try:
                # A few bytes can be gigabytes once unpacked.
                chunk = unpack.decompress(chunk, LARGEST_PAGE - size)
            except zlib.error:
                return b"".join(parts), False
        size += len(chunk)
        parts.append(chunk)
    return b"".join(parts), False
