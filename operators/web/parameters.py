"""The query parameters that pages know. Any other is ignored: messengers append their own to a shared link."""

from datetime import date

from django.http import HttpRequest

from operators.vocabulary import LineType, SubjectKind
from operators.web.problems import BadRequest


def as_of(request: HttpRequest) -> date | None:
    """The day asked about; raises BadRequest for one that cannot be read."""
    given = request.GET.get("as_of", "")
    if not given:
        return None
    day = day_of(given)
    if day is None:
        raise BadRequest("bad_day")
    return day


def day_of(text: str) -> date | None:
    """``day_of("2026-03-01")`` -> ``date(2026, 3, 1)``; None for anything that is no such day."""
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def edition_numbers(request: HttpRequest) -> tuple[int, int]:
    """``?from=1&to=2``; raises BadRequest."""
    given = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(text.isascii() and text.isdigit() and len(text) <= 6 for text in given):
        raise BadRequest("bad_editions")
    return int(given[0]), int(given[1])


def place(request: HttpRequest) -> tuple[str, str, int] | None:
    """``?before=policy:pe-cancellation:2``: kind, slug and number of an edition; raises BadRequest."""
    given = request.GET.get("before", "")
    if not given:
        return None
    kind, _, rest = given.partition(":")
    name, _, number = rest.partition(":")
    if (
        kind not in set(SubjectKind)
        or len(name) > 80
        or not (number.isascii() and number.isdigit() and len(number) < 7)
    ):
        raise BadRequest("bad_place")
    return kind, name, int(number)


def slug(request: HttpRequest, name: str) -> str:
    """A parameter that names something, or an empty text."""
    given = request.GET.get(name, "")
    return given if len(given) <= 80 else ""


def line_type(request: HttpRequest) -> str:
    """A known line type, or an empty text."""
    given = request.GET.get("line_type", "")
    return given if given in set(LineType) - {LineType.ANY} else ""


def typed(request: HttpRequest, name: str, most: int) -> str:
    """What a reader typed, on one line and without what cannot be seen; the beginning of what is longer."""
    given = "".join(letter if letter.isprintable() else " " for letter in request.GET.get(name, ""))
    return " ".join(given.split())[:most]


def page_number(request: HttpRequest) -> int:
    """``?page=2``; 1 for anything that is no page."""
    given = request.GET.get("page", "")
    return max(int(given), 1) if given.isascii() and given.isdigit() and len(given) <= 4 else 1
