"""The OpenAPI description, made from what the views say of themselves."""

import inspect
from functools import cache
from http import HTTPStatus
from typing import Any

from django.conf import settings
from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse
from rest_framework.serializers import Serializer

from operators.api.problems import MEDIA_TYPE
from operators.api.schema_parts import HEADERS, INFO, PATH_PARAMETERS, PROBLEM_SCHEMA, TAGS, problem_types

ALWAYS = (400, 429)
SUCCESS_HEADERS = (
    "ETag",
    "Cache-Control",
    "Vary",
    "Content-Language",
    "RateLimit",
    "RateLimit-Policy",
    "Access-Control-Allow-Origin",
)
OF_GET_ALONE = ("ETag", "Vary")
OF_POST_ALONE = ("RateLimit",)
"""What is one client's own stands in no answer that shared caches may keep."""


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
        given = self.view.gives or OpenApiTypes.STR
        answers: dict[Any, Any] = {(200, self.view.gives_as): OpenApiResponse(given, description="The answer.")}
        statuses = {*ALWAYS, *self.view.problems, *((413, 415) if self.view.accepts else ())}
        reference = {"$ref": "#/components/schemas/Problem"}
        for status in (*sorted(statuses), "default"):
            answers[(status, MEDIA_TYPE)] = OpenApiResponse(reference)
        return answers

    def get_auth(self) -> list[Any]:
        """Nobody logs in; the description says so once, for all."""
        return []


class CodeField(OpenApiSerializerFieldExtension):
    """Each vocabulary is one named schema."""

    target_class = "operators.api.serializers.shapes.Code"
    match_subclasses = True

    def get_name(self) -> str:
        return str(self.target.enum.__name__)

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {"type": "string", "enum": [str(code) for code in self.target.enum]}


class AlwaysField(OpenApiSerializerFieldExtension):
    """A constant: generated clients tell shapes apart by it."""

    target_class = "operators.api.serializers.shapes.Always"

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return {"type": "string", "const": self.target.text}


def complete(result: dict[str, Any], **_context: Any) -> dict[str, Any]:
    """A `POSTPROCESSING_HOOK`: the problem's shape, the headers, and the 304 that has neither body nor type."""
    shapes = result["components"].setdefault("schemas", {})
    shapes["Problem"] = PROBLEM_SCHEMA
    result["components"]["headers"] = {
        name: {"description": about, "schema": schema} for name, (about, schema) in HEADERS.items()
    }
    for name, shape in shapes.items():
        if name.endswith("Body"):
            shape["additionalProperties"] = False
    for methods in result["paths"].values():
        for method, operation in methods.items():
            _complete(operation, of_get=method == "get", shapes=shapes)
    _trimmable(result)
    used = {tag for methods in result["paths"].values() for operation in methods.values() for tag in operation["tags"]}
    result["tags"] = [{"name": tag, "description": about} for tag, about in TAGS.items() if tag in used]
    result["security"] = []
    result["info"] |= INFO | {"contact": {**INFO["contact"], "url": f"{settings.KB_SITE_URL}/"}}
    return result


def _complete(operation: dict[str, Any], *, of_get: bool, shapes: dict[str, Any]) -> None:
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "path":
            parameter |= PATH_PARAMETERS[parameter["name"]]
    answers = operation["responses"]
    translated = any(one["name"] == "lang" for one in operation.get("parameters", ()))
    left_out = (*(OF_POST_ALONE if of_get else OF_GET_ALONE), *(() if translated else ("Content-Language",)))
    answers["200"].setdefault("headers", {}).update(
        _references(
            *(name for name in SUCCESS_HEADERS if name not in left_out),
            *(["Last-Modified"] if of_get and operation["operationId"] != "readDescription" else []),
        )
    )
    if of_get:
        kept = ("ETag", "Cache-Control", "Vary", "RateLimit-Policy", "Access-Control-Allow-Origin")
        answers["304"] = {"description": "What you have is current.", "headers": _references(*kept)}
        operation["responses"] = answers = dict(sorted(answers.items()))
    for status, answer in answers.items():
        if MEDIA_TYPE not in answer.get("content", {}):
            continue
        types = problem_types(operation, status, shapes)
        named = ", ".join(f"`{slug}`" for slug in types)
        phrase = "Any other problem" if status == "default" else HTTPStatus(int(status)).phrase
        answer["description"] = f"{phrase}: {named}."
        answer["headers"] = _references("RateLimit-Policy", "Access-Control-Allow-Origin")
        if status == "301":
            answer["headers"] |= _references("Location")
        if not (of_get and status in ("301", "404", "410")):
            answer["headers"] |= _references("RateLimit")
        if status in ("429", "default"):
            answer["headers"] |= _references("Retry-After")


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


@cache
def description() -> dict[str, Any]:
    """The OpenAPI document as the code alone makes it, in half a second. `published` fills in the content."""
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    _without_marks(found)
    return found


def _without_marks(value: Any) -> None:
    """Takes out what the generator notes for itself."""
    if isinstance(value, dict):
        value.pop("x-spec-enum-id", None)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _without_marks(inner)
