"""Failures whose cause is known become the answer that tells it: the request was bad, or the database is away."""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from kb import errors

log = logging.getLogger("kb.faults")

# Nested too deep, too large for a column, a lone surrogate in JSON: only crafted input gets there.
BAD_INPUT = (RecursionError, OverflowError, DataError, UnicodeEncodeError, UnreadablePostError)
DATABASE_AWAY = (OperationalError, InterfaceError)


class KnownFaults:
    """400 for crafted input, 413 for a body over the limit, 503 with `Retry-After` while the database is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Called by Django for what a view raised; None leaves it to handler500."""
        if isinstance(exception, RequestDataTooBig):
            return errors.answer(request, 413)
        if isinstance(exception, BAD_INPUT):
            log.warning("bad input", exc_info=exception)
            return errors.answer(request, 400)
        if isinstance(exception, DATABASE_AWAY):
            log.error("database does not answer", exc_info=exception)
            return errors.answer(request, 503)
        return None
