"""Makes public answers cacheable and repeatable, and everything else uncacheable.

Public is a GET or HEAD outside the staff's paths, answered 200, 301, 404 or 410, unless its view says otherwise with
Django's own `@never_cache` (or any `Cache-Control` with `no-store` or `private`). It gets gzip,
`Cache-Control: public, max-age=0, s-maxage=5`, and a strong ETag over the bytes as sent: another one per encoding.
A view may set a `Cache-Control: public, ...` of its own.
"""

import gzip
import hashlib
import logging
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from kb import paths
from kb.middleware.headers import NO_STORE

log = logging.getLogger("kb.conditional")

PUBLIC = "public, max-age=0, s-maxage=5"
PUBLIC_STATUSES = frozenset({200, 301, 404, 410})
GZIP_FROM_BYTES = 256
GZIP_LEVEL = 6
# What a 304 repeats of the answer that it stands for (RFC 9110, 15.4.5), and what the doors add.
KEPT_IN_304 = (
    "ETag",
    "Cache-Control",
    "Vary",
    "Content-Location",
    "Content-Language",
    "Last-Modified",
    "Link",
    "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers",
    "RateLimit",
    "RateLimit-Policy",
)


class Conditional:
    """The last to touch a public answer's bytes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not paths.is_staff(request) and response.cookies:
            # A cookie on a page that anybody's cache may keep would be handed to everybody.
            log.error("a public answer tried to set a cookie; it was removed")
            response.cookies.clear()
        if not is_public(request, response):
            response["Cache-Control"] = NO_STORE
            for name in ("Expires", "ETag", "Last-Modified"):
                if response.has_header(name):
                    del response[name]
            return response
        response.setdefault("Cache-Control", PUBLIC)
        if isinstance(response, StreamingHttpResponse):
            return _streamed(request, response)
        if not isinstance(response, HttpResponse):
            return response
        _encode(request, response)
        if response.status_code == 200:
            response["ETag"] = etag(response.content)
            if matches(request.headers.get("If-None-Match", ""), response["ETag"]):
                return _not_modified(response)
        return response


def is_public(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Whether anybody may be given this answer again."""
    said = response.get("Cache-Control", "")
    return (
        request.method in ("GET", "HEAD")
        and not paths.is_staff(request)
        and response.status_code in PUBLIC_STATUSES
        and "no-store" not in said
        and "private" not in said
        and "no-cache" not in said
    )


def etag(body: bytes) -> str:
    """A strong validator of exactly these bytes: `etag(b"")` -> '"cae66941d9efbd404e4d88758ea67670"'."""
    return f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'


def matches(if_none_match: str, tag: str) -> bool:
    """`matches('"a", W/"b"', '"b"')` -> True: a GET compares weakly (RFC 9110, 13.1.2)."""
    if if_none_match.strip() == "*":
        return True
    return tag in {given.removeprefix("W/") for given in parse_etags(if_none_match)}


def accepts_gzip(accept_encoding: str) -> bool:
    """`accepts_gzip("br, gzip;q=0.5")` -> True, `accepts_gzip("gzip;q=0")` -> False, `accepts_gzip("*")` -> True."""
    quality = {}
    for part in accept_encoding.lower().split(","):
        name, _, rest = part.strip().partition(";")
        value = rest.strip().removeprefix("q=").strip() if rest else "1"
        quality[name.strip()] = value.strip("0.") != ""
    return quality.get("gzip", quality.get("*", False))


def _encode(request: HttpRequest, response: HttpResponse) -> None:
    """Gzip the body where the client takes it and it is worth it."""
    if response.has_header("Content-Encoding") or len(response.content) < GZIP_FROM_BYTES:
        return
    patch_vary_headers(response, ("Accept-Encoding",))
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        # mtime=0: the same body gives the same bytes, and so the same ETag, in every process.
        response.content = gzip.compress(response.content, GZIP_LEVEL, mtime=0)
        response["Content-Encoding"] = "gzip"
        response["Content-Length"] = str(len(response.content))


def _streamed(request: HttpRequest, response: StreamingHttpResponse) -> HttpResponseBase:
    """A body that is sent while it is made. Only its view can tell its ETag; gzip has one of its own."""
    if response.status_code != 200 or not response.has_header("ETag"):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    if accepts_gzip(request.headers.get("Accept-Encoding", "")):
        response["Content-Encoding"] = "gzip"
        response["ETag"] = etag(response["ETag"].encode() + b" gzip")
        response.streaming_content = _gzipped(cast(Iterable[bytes], response.streaming_content))
    if matches(request.headers.get("If-None-Match", ""), response["ETag"]):
        return _not_modified(response)
    if request.method == "HEAD":
        response.streaming_content = ()
    return response


def _gzipped(parts: Iterable[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    for part in parts:
        if packed := packer.compress(part):
            yield packed
    yield packer.flush()


def _not_modified(response: HttpResponseBase) -> HttpResponse:
    answer = HttpResponseNotModified()
    for name in KEPT_IN_304:
        if response.has_header(name):
            answer[name] = response[name]
    return answer
