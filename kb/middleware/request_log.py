"""A request id, and one access line a request: never a query string, a body, a header or an address of a reader."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from kb.logs import REQUEST_ID

access = logging.getLogger("kb.access")
GIVEN_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")


class RequestLog:
    """Outermost. The id comes from the proxy's `X-Request-ID` where that is harmless, and is made up otherwise."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
        token = REQUEST_ID.set(request_id)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            # A public answer is kept and repeated by caches: an id in it would be somebody else's.
            if "public" not in response.get("Cache-Control", ""):
                response["X-Request-ID"] = request_id
            access.info(
                "%s %s %s",
                request.method,
                quote(request.path),
                response.status_code,
                extra={
                    "method": request.method,
                    "path": request.path,
                    "status": response.status_code,
                    "bytes": len(response.content) if isinstance(response, HttpResponse) else None,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                },
            )
            return response
        finally:
            REQUEST_ID.reset(token)
