"""Canonical JSON, and the hash chain over every column and language of every edition."""

import hashlib
import json
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from operators.models.printed import Edition, EditionText

COLUMNS = tuple(field.attname for field in Edition._meta.concrete_fields if field.attname not in ("id", "hash"))
"""All columns of an edition but its key and its own hash: a new column is covered without anyone thinking of it."""


def canonical(value: Any) -> str:
    """One text for equal data, whatever the order of keys.

    >>> canonical({"b": 1, "a": "é"})
    '{"a":"é","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{value!r} has no canonical form.")


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def content_hash(snapshot: dict[str, Any]) -> str:
    """What a reviewer approves: the hash of the whole snapshot, the questions and sources that it embeds included."""
    return digest(canonical(snapshot))


def edition_hash(edition: Edition, texts: Iterable[EditionText]) -> str:
    """The hash of an edition: all its columns (its predecessor's hash among them) and all its texts."""
    columns = {column: getattr(edition, column) for column in COLUMNS}
    bodies = sorted([text.language, digest(text.document), digest(text.summary)] for text in texts)
    return digest(canonical({"columns": columns, "texts": bodies}))
