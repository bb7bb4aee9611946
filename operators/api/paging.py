"""Pages of a list: by number, told how many there are; or walked by cursor, as long as it may be."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import QuerySet
from rest_framework.request import Request

from operators.api import parameters
from operators.api.cursors import cursor
from operators.api.problems import Problem
from operators.models.printed import ChangeEntry


def paged(
    request: Request,
    rows: QuerySet[Any] | Sequence[Any],
    show: Callable[[Any], list[dict[str, Any]]],
    *,
    language: str,
    fields: list[str] | None = None,
) -> dict[str, Any]:
    """The page that was asked for; `show` makes documents of its rows."""
    given = request.query_params
    page = parameters.read_number(given, "page", most=10**parameters.DIGITS - 1, default=1)
    size = page_size(request)
    count = rows.count() if isinstance(rows, QuerySet) else len(rows)
    pages = max(-(-count // size), 1)
    if page > pages:
        raise Problem("not-found", f"There are {pages} pages.", parameter="page", maximum=pages)
    documents = show(rows[(page - 1) * size : page * size]) if count else []
    return {
        "count": count,
        "page": page,
        "page_size": size,
        "next": _address(request, page=page + 1) if page < pages else None,
        "previous": _address(request, page=page - 1) if page > 1 else None,
        "language": language,
        "results": [only(document, fields) for document in documents],
    }


def walked(
    request: Request,
    rows: QuerySet[ChangeEntry],
    show: Callable[[list[int]], list[dict[str, Any]]],
    *,
    walk: str,
    language: str,
    fields: list[str] | None = None,
) -> dict[str, Any]:
    """A page of a walk, which costs the same wherever it is; `rows` begin behind the cursor that was given."""
    size = page_size(request)
    found = list(rows.values_list("pk", flat=True)[: size + 1])
    documents = show(found[:size])
    going_on = None
    if len(found) > size:
        going_on = next_page(request, walk, documents[-1])
    return {
        "page_size": size,
        "next": going_on,
        "language": language,
        "results": [only(document, fields) for document in documents],
    }


def next_page(request: Request, walk: str, last: dict[str, Any]) -> str:
    """The address at which a walk goes on behind the last document of a page."""
    return _address(request, cursor=cursor(walk, last["kind"], last["slug"], last["edition"]["number"]))


def page_size(request: Request) -> int:
    return parameters.read_number(
        request.query_params, "page_size", most=parameters.MAX_PAGE_SIZE, default=parameters.PAGE_SIZE
    )


def only(document: dict[str, Any], fields: list[str] | None) -> dict[str, Any]:
    """The fields that were asked for, in the document's own order."""
    return document if fields is None else {name: value for name, value in document.items() if name in fields}


def _address(request: Request, **changed: object) -> str:
    """The same list, another page. From the site's own address: a `Host` header is nothing to repeat."""
    query = {**request.query_params.dict(), **changed}
    return f"{settings.KB_SITE_URL}{request.path}?{urlencode(query)}"
