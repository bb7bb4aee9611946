"""A site on this machine with every kind of page that a cited address can turn into: real sockets, real TLS."""

import gzip
import http.server
import ipaddress
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

NAMES = ("pages.example", "www.pages.example", "elsewhere.example")
QUOTE = "el plazo máximo es de 5 días hábiles"
PAGE = (
    "<html><head><title>x</title></head><body><p>Sepa que <b>el plazo&nbsp;m&aacute;ximo</b>\n"
    " es de 5 días hábiles.</p></body></html>"
)


@cache
def bomb() -> bytes:
    """A hundred megabytes in a hundred kilobytes."""
    pack, megabyte = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS), b"0" * 1_000_000
    return b"".join([*(pack.compress(megabyte) for _one in range(100)), pack.flush()])


class Pages(http.server.BaseHTTPRequestHandler):
    """``/fine``, ``/gone`` …; each path is one behaviour."""

    server: Any

    def log_message(self, *args: Any) -> None: ...

    def give(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content_Type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        self.server.asked.append((time.monotonic(), self.path, dict(self.headers)))
        with suppress(OSError):  # the visitor may have had enough
            self.answer(self.path.partition("?")[0].strip("/"))

    def answer(self, name: str) -> None:
        page = PAGE.encode()
        if name.isdigit():
            self.give(int(name), b"no")
        elif name.startswith("to-"):
            self.give(302, Location=self.server.leads[name])
        elif name == "changed":
            self.give(200, PAGE.replace("5 días", "6 días").encode())
        elif name == "latin":
            self.give(200, PAGE.encode("latin-1"), Content_Type="text/html; charset=ISO-8859-1")
        elif name == "pdf":
            self.give(200, b"%PDF-1.7 ...", Content_Type="application/pdf")
        elif name == "packed":
            self.give(200, gzip.compress(page), Content_Encoding="gzip")
        elif name == "bomb":
            self.give(200, bomb(), Content_Encoding="gzip")
        elif name == "brotli":
            self.give(200, page, Content_Encoding="br")
        elif name == "broken-gzip":
            self.give(200, page, Content_Encoding="gzip")
        elif name == "slow":
            time.sleep(30)
        elif name == "drip":
            self.give(200)
            for _second in range(100):
                self.wfile.write(b"<p>")
                time.sleep(0.1)
        elif name == "drip-head":
            for _second in range(100):
                self.wfile.write(b"H")
                time.sleep(0.1)
        elif name == "endless":
            self.give(200, page if "quote" in self.path else b"")
            while True:
                self.wfile.write(b"<p>nothing</p>" * 4096)
        elif name == "huge-header":
            self.give(200, page, X_Padding="x" * 200_000)
        elif name == "many-headers":
            self.give(200, page, **{f"X_{number}": "x" for number in range(500)})
        elif name == "cut-off":
            self.give(200, page[:40], Content_Length=str(len(page)))
        elif name == "not-http":
            self.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")
        else:
            self.give(200, page)


@dataclass
class Site:
    port: int
    ca: str
    leads: dict[str, str]
    asked: list[tuple[float, str, dict[str, str]]] = field(default_factory=list)

    @property
    def hosts(self) -> dict[str, tuple[str, int]]:
        return dict.fromkeys(NAMES, ("127.0.0.1", self.port)) | {"wrong.example": ("127.0.0.1", self.port)}

    def visits(self) -> Counter[str]:
        return Counter(path for _when, path, _headers in self.asked)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for the names above that vouches for itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = datetime.now(UTC)
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=3650))
        .not_valid_after(now + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName(
                [*(x509.DNSName(one) for one in NAMES), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
            ),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "ca.pem", folder / "key.pem"
    certificate.write_bytes(built.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, secret


class _Server(http.server.ThreadingHTTPServer):
    """The handshake is made in the thread of its own connection, so that a visitor who gives up stops nobody."""

    daemon_threads = True
    block_on_close = False
    tls: ssl.SSLContext

    def finish_request(self, request: Any, client_address: Any) -> None:
        try:
            request.settimeout(20)
            with self.tls.wrap_socket(request, server_side=True) as secure:
                self.RequestHandlerClass(secure, client_address, self)  # type: ignore[call-arg]
        except OSError:
            pass

    def handle_error(self, request: Any, client_address: Any) -> None: ...


@contextmanager
def serve(folder: Path) -> Iterator[Site]:
    certificate, secret = _certificate(folder)
    server = _Server(("127.0.0.1", 0), Pages)
    server.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.tls.load_cert_chain(certificate, secret)
    site = Site(server.server_port, str(certificate), {})
    server.leads, server.asked = site.leads, site.asked  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
