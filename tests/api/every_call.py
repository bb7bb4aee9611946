"""Every call that the description allows: each operation with each value of each of its parameters."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from operators.api.cursors import cursor
from operators.api.examples import Call, calls
from operators.api.published import illustrated
from operators.vocabulary import LANGUAGES

CURSORS = {"listChanges": "changes", "exportAll": "export"}


def operations(*, now: datetime) -> dict[str, tuple[str, str, dict[str, Any], Call]]:
    """By name: method, path with its parameters filled in, description, and a call that is answered."""
    found = {}
    known = calls(now=now)
    for template, methods in illustrated(now=now)["paths"].items():
        for method, operation in methods.items():
            call = known.get(operation["operationId"], Call())
            found[operation["operationId"]] = method, call.address(template), operation, call
    return found


def needed(operation: dict[str, Any], call: Call) -> dict[str, Any]:
    """The parameters without which there is no answer."""
    return {
        one["name"]: call.query[one["name"]]
        for one in operation.get("parameters", ())
        if one["in"] == "query" and one.get("required")
    }


def optional(operation: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in operation.get("parameters", ()) if one["in"] == "query"]


def values(name: str, operation: dict[str, Any], schema: dict[str, Any]) -> list[str]:
    """Every value that a parameter lists, else some of each sort that it takes."""
    if "enum" in schema:
        return [str(value) for value in schema["enum"]]
    if name == "fields":
        return re.findall(r"[a-z_]+", schema["pattern"].split(")")[0])
    if name == "cursor":
        slugs = ("claro-cancellation-prepaid", "claro-keep", "claro", "draft-0", "waiting-0")
        walk = CURSORS[operation["operationId"]]
        return [cursor(walk, "operator" if slug == "claro" else "policy", slug, 1) for slug in slugs] + ["x"]
    return {
        "lang": [*LANGUAGES, "fr"],
        "as_of": ["2026-11-21", "2025-01-01", "2000-01-01", "2027-03-01", "x"],
        "updated_since": ["2020-01-01", "2026-11-22T12:00:00Z", "2027-03-01", "x"],
        "operator": ["claro", "draft-0", "nobody"],
        "publisher": ["News", "CANARY"],
        "host": ["news.example", "evil.example"],
        "q": ["cancelling", "CANARY", "draft", "", "*123#"],
    }.get(name, ["1", "2", "3", "100", "0", "x"])


def addresses(*, now: datetime) -> Iterator[str]:
    """The address of every GET that there is, as often as it has values to give."""
    for method, path, operation, call in operations(now=now).values():
        if method != "get":
            continue
        must = needed(operation, call)
        yield f"{path}?{urlencode(must)}"
        for one in optional(operation):
            for value in values(one["name"], operation, one["schema"]):
                yield f"{path}?{urlencode(must | {one['name']: value})}"
        yield f"{path}?{urlencode(must | {'unknown': 'x'})}"
