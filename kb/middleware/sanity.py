"""Turns away requests that no honest client sends, before anything reads them."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from kb import errors, paths

_BROKEN = re.compile("%[89A-F][0-9A-F]")
METHODS = ("GET", "HEAD", "POST", "OPTIONS")


class RequestSanity:
    """400 for a path or query that is malformed, 405 for a method nobody uses here, 413 for a body over the limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            response = errors.answer(request, 405, f"Use one of {', '.join(METHODS)}.")
            response["Allow"] = ", ".join(METHODS)
            return response
        query = request.META.get("QUERY_STRING", "")
        if fault := path_fault(request.META.get("PATH_INFO", "")) or query_fault(query):
            return errors.answer(request, 400, fault)
        if paths.is_api(request) and (twice := repeated(query)):
            return errors.answer(request, 400, f"Given more than once: {', '.join(twice)}.", parameter=twice[0])
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE if paths.is_staff(request) else settings.KB_PUBLIC_BODY_MAX
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not (length.isascii() and length.isdigit()):
            return errors.answer(request, 400, "Content-Length is not a number.")
        if len(length) > 12 or int(length) > limit:
            return errors.answer(request, 413, f"The body may hold at most {limit} bytes.")
        return self.get_response(request)


def path_fault(path: str) -> str:
    """What is wrong with a path, or an empty text. Django has decoded it: bytes that are no UTF-8 stand as ``%FF``."""
    if _BROKEN.search(path):
        return "The path is not UTF-8."
    if len(path) > settings.KB_PATH_MAX:
        return f"The path may hold at most {settings.KB_PATH_MAX} letters."
    if path and not path.startswith("/"):  # `OPTIONS * HTTP/1.1` asks the server itself
        return "The path does not begin with a slash."
    return (
        "The path holds a control character." if any(ord(letter) < 32 or ord(letter) == 127 for letter in path) else ""
    )


def query_fault(raw: str) -> str:
    """What is wrong with a query string as sent, or an empty text."""
    if not raw:
        return ""
    if len(raw) > settings.KB_QUERY_MAX:
        return f"The query may hold at most {settings.KB_QUERY_MAX} bytes."
    if raw.count("&") >= settings.KB_QUERY_MAX_PARAMETERS:
        return f"The query may hold at most {settings.KB_QUERY_MAX_PARAMETERS} parameters."
    try:
        text = unquote_to_bytes(raw.replace("+", " ").encode("latin-1")).decode("utf-8")
    except UnicodeError:
        return "The query is not UTF-8."
    if "\0" in text:
        return "The query holds a NUL character."
    return ""


def repeated(raw: str) -> list[str]:
    """The names that a query gives more than once.

    >>> repeated("a=1&b=2&a=3")
    ['a']
    """
    names = [name for name, _value in parse_qsl(raw, keep_blank_values=True)]
    return sorted({name for name in names if names.count(name) > 1})
