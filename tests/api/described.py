"""Holds answers against the OpenAPI description, strictly: a field that it does not name is a fault."""

from copy import deepcopy
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator

from operators.api.schema import description


@cache
def _components() -> dict[str, Any]:
    """The described shapes, closed: no answer may have more than they say."""
    components = deepcopy(description()["components"])

    def close(schema: Any) -> None:
        if isinstance(schema, dict):
            if str(schema.get("anyOf", [{}])[-1].get("$ref")).endswith("Fields"):
                schema["$ref"] = schema.pop("anyOf")[0]["$ref"]  # nothing was left out by `fields`
            if "properties" in schema and "additionalProperties" not in schema:
                schema["additionalProperties"] = False
            for inner in schema.values():
                close(inner)
        elif isinstance(schema, list):
            for inner in schema:
                close(inner)

    close({name: one for name, one in components["schemas"].items() if name != "Problem"})
    return components


@cache
def _operations() -> dict[str, dict[str, Any]]:
    return {one["operationId"]: one for methods in description()["paths"].values() for one in methods.values()}


def operation(name: str) -> dict[str, Any]:
    return _operations()[name]


def faults(name: str, document: Any, status: str = "200") -> list[str]:
    """What an answer of an operation has that its description does not allow."""
    content = operation(name)["responses"][status]["content"]
    described = next(iter(content.values()))["schema"]
    schema = {**described.get("anyOf", [described])[0], "components": _components()}
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [
        f"{'/'.join(map(str, fault.absolute_path))}: {fault.message[:200]}" for fault in validator.iter_errors(document)
    ]
