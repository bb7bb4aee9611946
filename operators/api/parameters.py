"""The query parameters: declared once, for the check and for the schema alike."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from operators.api.problems import Problem, cut, shown
from operators.api.serializers.bodies import day
from operators.vocabulary import LANGUAGES

MAX_PAGE_SIZE = 100
PAGE_SIZE = 20
DIGITS = 6


def text(name: str, about: str, *, required: bool = False, least: int = 1) -> OpenApiParameter:
    """A parameter that takes any text of so many letters, and so no empty one unless it may have none."""
    schema = {"type": "string", "minLength": least, "pattern": "^[^\\u0000]*$"}
    return OpenApiParameter(name, schema, description=about, required=required)


def code(name: str, about: str, codes: type[StrEnum] | Iterable[str], *, required: bool = False) -> OpenApiParameter:
    """A parameter that takes one of these words."""
    return OpenApiParameter(name, str, description=about, enum=[str(one) for one in codes], required=required)


def number(name: str, about: str, *, most: int, default: int | None = None, required: bool = False) -> OpenApiParameter:
    """A parameter that takes a whole number from 1."""
    schema = {"type": "integer", "minimum": 1, "maximum": most} | ({"default": default} if default else {})
    return OpenApiParameter(name, schema, description=about, required=required)


def pattern(name: str, about: str, matching: str) -> OpenApiParameter:
    """A parameter that takes a text of this form."""
    return OpenApiParameter(name, {"type": "string", "pattern": matching}, description=about)


def fields(known: Iterable[str]) -> OpenApiParameter:
    """`fields`, for a document that has these."""
    names = sorted(known)
    one = "|".join(names)
    about = f"Only these fields of a document, separated by commas: {', '.join(f'`{name}`' for name in names)}."
    return pattern("fields", about, f"^({one})(,({one}))*$")


LANG = pattern(
    "lang",
    f"The language: {', '.join(LANGUAGES)}; `zh`, `zh-CN`, `es-PE` … are understood.",
    "^([zZ][hH]|[eE][sS]|[eE][nN])([-_][A-Za-z0-9]{1,8}){0,4}$",
)
AS_OF = OpenApiParameter("as_of", OpenApiTypes.DATE, description="What applied on this day, up to today.")
PAGE = number("page", "Which page.", most=10**DIGITS - 1, default=1)
PAGE_SIZES = number("page_size", "How many on a page.", most=MAX_PAGE_SIZE, default=PAGE_SIZE)


MOMENT = {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time"}]}


def check(request: Request, allowed: Iterable[OpenApiParameter]) -> None:
    """Refuse what is not allowed, what is empty (but for a text that may be), and the absence of what is required."""
    declared = list(allowed)
    names = [one.name for one in declared]
    may_be_empty = [one.name for one in declared if isinstance(one.type, dict) and one.type.get("minLength") == 0]
    for name, value in request.query_params.items():
        if name not in names:
            told = f"This address takes: {', '.join(names)}." if names else "This address takes none."
            raise Problem(
                "unknown-parameter", f"Unknown parameter {shown(name)}. {told}", parameter=cut(name), allowed=names
            )
        if not value and name not in may_be_empty:
            raise Problem("invalid-value", f"{name} is empty. Leave it out, or give it a value.", parameter=name)
    for one in declared:
        if one.required and one.name not in request.query_params:
            raise Problem("missing-parameter", f"{one.name} is missing. {one.description}", parameter=one.name)


def read_day(given: Mapping[str, str], name: str = "as_of") -> date | None:
    """A day that was given as `2025-06-01`."""
    if name not in given:
        return None
    found = day(given[name])
    if found is None:
        raise Problem(
            "invalid-value", f"{name}={shown(given[name])} is not a day: write it as 2025-06-01.", parameter=name
        )
    return found


def read_moment(name: str, value: str) -> datetime:
    """A day, which begins at midnight UTC, or a moment with its offset: `2026-11-22T10:00:00Z`."""
    found = day(value)
    if found is not None:
        return datetime(found.year, found.month, found.day, tzinfo=UTC)
    try:
        moment = datetime.fromisoformat(value) if "T" in value and len(value) <= 32 else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise Problem(
        "invalid-value",
        f"{name}={shown(value)} is neither a day (2026-11-22) nor a moment with its offset (2026-11-22T10:00:00Z).",
        parameter=name,
    )


def read_number(given: Mapping[str, str], name: str, *, most: int, default: int = 0) -> int:
    """A whole number from 1 to `most`."""
    if name not in given:
        return default
    value = given[name]
    if value.isascii() and value.isdigit() and len(value) <= DIGITS and 1 <= int(value) <= most:
        return int(value)
    raise Problem(
        "invalid-value",
        f"{name}={shown(value)} is not a whole number from 1 to {most}.",
        parameter=name,
        minimum=1,
        maximum=most,
    )


def read_fields(given: Mapping[str, str], known: Iterable[str]) -> list[str] | None:
    """The fields that were asked for, or None for all."""
    if "fields" not in given:
        return None
    allowed = sorted(known)
    names = given["fields"].split(",")
    for name in names:
        if name not in allowed:
            raise Problem(
                "unknown-field",
                f"Unknown field {shown(name)}. Fields: {', '.join(allowed)}.",
                parameter="fields",
                field=cut(name),
                allowed=allowed,
            )
    return names
