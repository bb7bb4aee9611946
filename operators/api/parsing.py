"""Reads a body: JSON in UTF-8, an object, nothing in it that no honest client sends."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.parsers import BaseParser

from operators.api.problems import Problem, invalid_body

MAX_BYTES = 64 * 1024
MAX_DEPTH = 5


class StrictJsonParser(BaseParser):
    """Refuses with a 400 what is not JSON, names a key twice, nests deeply, or holds NUL or half a character."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise Problem("too-large", f"The body may hold at most {MAX_BYTES} bytes.")
        try:
            text = body.decode("utf-8")
            data = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        except UnicodeDecodeError:
            raise invalid_body("", "It is not UTF-8.") from None
        except json.JSONDecodeError as error:
            raise invalid_body("", f"It is not JSON: {error.msg} at character {error.pos}.") from None
        except RecursionError:
            raise invalid_body("", "It is nested too deeply.") from None
        except ValueError:  # a number of thousands of digits
            raise invalid_body("", "It holds a number that is too long.") from None
        if not isinstance(data, dict):
            raise invalid_body("", "It is not a JSON object.")
        _check(data, MAX_DEPTH)
        return data


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise invalid_body("", "A name stands twice in one object.")
    return found


def _constant(name: str) -> None:
    raise invalid_body("", f"{name} is not JSON.")


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise invalid_body("", "It is nested too deeply.")
    if isinstance(value, dict):
        for key, inner in value.items():
            _check(key, depth)
            _check(inner, depth - 1)
    elif isinstance(value, list):
        for inner in value:
            _check(inner, depth - 1)
    elif isinstance(value, str) and any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value):
        raise invalid_body("", "A text holds NUL or half a character.")
