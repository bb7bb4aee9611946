"""The OpenAPI description, made from what the views say of themselves."""

import inspect
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiResponse
from rest_framework.serializers import Serializer

from operators.api.problems import MEDIA_TYPE

ALWAYS = (400, 429)
HEADERS = {
    "ETag": "A strong validator; send it back in `If-None-Match`.",
    "Last-Modified": "Since when the edition is public. Told, but no validator.",
    "Content-Language": "The language of the answer.",
    "RateLimit": "What is left in this window, and when it ends.",
    "RateLimit-Policy": "How many requests a window has.",
    "Retry-After": "In how many seconds to come back.",
}
SUCCESS_HEADERS = ("ETag", "Content-Language", "RateLimit", "RateLimit-Policy")
PROBLEM_SCHEMA = {
    "type": "object",
    "description": "RFC 9457. Further members depend on `type`, which is the address that explains it.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "parameter": {"type": "string", "description": "The parameter at fault."},
        "allowed": {"type": "array", "items": {"type": "string"}, "description": "What it may be."},
        "errors": {
            "type": "array",
            "description": "The faults of a body.",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "why": {"type": "string", "description": "Why it was withdrawn."},
        "since": {"type": "string", "format": "date"},
        "replaced_by": {
            "type": ["object", "null"],
            "properties": {"slug": {"type": "string"}, "url": {"type": "string"}},
        },
    },
}


class DoorSchema(AutoSchema):
    """Reads the class attributes of a `Door`."""

    view: Any

    def is_excluded(self) -> bool:
        return not self.view.operation

    def get_operation_id(self) -> str:
        return str(self.view.operation)

    def get_tags(self) -> list[str]:
        return [self.view.tag]

    def get_summary(self) -> str:
        return (inspect.getdoc(type(self.view)) or "").partition("\n")[0].rstrip(".")

    def get_description(self) -> str:  # type: ignore[override]
        return (inspect.getdoc(type(self.view)) or "").partition("\n")[2].strip()

    def get_override_parameters(self) -> list[Any]:
        return list(self.view.parameters)

    def get_request_serializer(self) -> type[Serializer[Any]] | None:
        return self.view.accepts

    def get_response_serializers(self) -> Any:
        answers: dict[Any, Any] = {200: OpenApiResponse(self.view.gives, description="The answer.")}
        statuses = {*ALWAYS, *self.view.problems, *((413, 415) if self.view.accepts else ())}
        reference = {"$ref": "#/components/schemas/Problem"}
        for status in sorted(statuses):
            phrase = HTTPStatus(status).phrase
            answers[(status, MEDIA_TYPE)] = OpenApiResponse(reference, description=phrase)
        answers[("default", MEDIA_TYPE)] = OpenApiResponse(reference, description="Any other problem.")
        return answers


class CodeField(OpenApiSerializerFieldExtension):
    """Each vocabulary is one named schema."""

    target_class = "operators.api.serializers.shapes.Code"
    match_subclasses = True

    def get_name(self) -> str:
        return str(self.target.enum.__name__)

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {"type": "string", "enum": [str(code) for code in self.target.enum]}


def complete(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """A `POSTPROCESSING_HOOK`: the problem's shape, the headers, and the 304 that has neither body nor type."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SCHEMA
    result["components"]["headers"] = {
        name: {"description": about, "schema": {"type": "string"}} for name, about in HEADERS.items()
    }
    for name, shape in result["components"]["schemas"].items():
        if name.endswith("Body"):
            shape["additionalProperties"] = False
    _trimmable(result)
    for methods in result["paths"].values():
        for method, operation in methods.items():
            answers = operation["responses"]
            answers["200"]["headers"] = _references(
                *(name for name in SUCCESS_HEADERS if method == "get" or name != "ETag"),
                *(["Last-Modified"] if "410" in answers else []),
            )
            answers["429"]["headers"] = _references("Retry-After", "RateLimit", "RateLimit-Policy")
            if method == "get":
                answers["304"] = {"description": "What you have is current.", "headers": _references("ETag")}
                operation["responses"] = dict(sorted(answers.items()))
    return result


def _trimmable(result: dict[str, Any]) -> None:
    """With `fields` a document has a few of its fields: said as a second shape, so that both can be relied on."""
    shapes = result["components"]["schemas"]

    def either(reference: dict[str, str]) -> dict[str, Any]:
        name = reference["$ref"].rpartition("/")[2]
        few = {key: value for key, value in shapes[name].items() if key != "required"}
        shapes[f"{name}Fields"] = few | {"description": f"Those of the fields of {name} that were asked for."}
        return {"anyOf": [reference, {"$ref": f"#/components/schemas/{name}Fields"}]}

    for methods in result["paths"].values():
        for operation in methods.values():
            names = {parameter["name"]: parameter for parameter in operation.get("parameters", ())}
            if "slug" in names:
                names["slug"]["schema"]["pattern"] = "^[-a-zA-Z0-9_]+$"
            if "fields" not in names:
                continue
            content = operation["responses"]["200"]["content"]["application/json"]
            page = shapes[content["schema"]["$ref"].rpartition("/")[2]]
            if "results" in page["properties"]:
                page["properties"]["results"]["items"] = either(page["properties"]["results"]["items"])
            else:
                content["schema"] = either(content["schema"])
    result["components"]["schemas"] = dict(sorted(shapes.items()))


def _references(*names: str) -> dict[str, dict[str, str]]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


@lru_cache(maxsize=4)
def description(operators: tuple[str, ...] = ()) -> dict[str, Any]:
    """The OpenAPI document, with the slugs of the published operators: made once for them, in half a second."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    for methods in found["paths"].values():
        for operation in methods.values():
            for parameter in operation.get("parameters", ()):
                if parameter["name"] == "operator" and operators:
                    parameter["schema"]["enum"] = list(operators)
    return found
