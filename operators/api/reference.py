"""The operations of the API as its page shows them, told from the description alone."""

import json
from typing import Any
from urllib.parse import quote, urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from operators.api.problem_examples import EXAMPLES, problem_document
from operators.api.problem_kinds import PROBLEMS
from operators.api.problems import MEDIA_TYPE

JSON = "application/json"


def tags(description: dict[str, Any]) -> list[dict[str, Any]]:
    """The tags in their order: `[{"name", "description", "operations": [{"id", "method", "path", …}]}]`."""
    found: dict[str, dict[str, Any]] = {
        one["name"]: {"name": one["name"], "description": coded(one["description"]), "operations": []}
        for one in description["tags"]
    }
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            found[operation["tags"][0]]["operations"].append(_operation(path, method, operation, description))
    return list(found.values())


def _operation(path: str, method: str, operation: dict[str, Any], description: dict[str, Any]) -> dict[str, Any]:
    answers = operation["responses"]
    media, content = next(iter(answers["200"]["content"].items()))
    parameters = [_parameter(one) for one in operation.get("parameters", ())]
    body = operation.get("requestBody", {}).get("content", {}).get(JSON, {})
    return {
        "id": operation["operationId"],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "description": coded(operation.get("description", "")),
        # What stands in the path first, then what must be there.
        "parameters": sorted(parameters, key=lambda one: (not one["in_path"], not one["required"])),
        "body": _indented(body["example"]) if "example" in body else "{}" if body else "",
        "members": _members(body, description),
        "curl": _curl(description, operation, parameters, body),
        "media": media,
        "example": _indented(content["example"]) if "example" in content else "",
        "headers": list(answers["200"].get("headers", {})),
        "refusals": [
            {
                "status": status,
                "kinds": [
                    {"slug": slug, "title": PROBLEMS[slug].title} for slug in answer["content"][MEDIA_TYPE]["examples"]
                ],
            }
            for status, answer in answers.items()
            if MEDIA_TYPE in answer.get("content", {}) and status != "default"
        ],
    }


def _curl(description: dict[str, Any], operation: dict[str, Any], parameters: list[dict[str, Any]], body: Any) -> str:
    """The command that asks for the example."""
    given = {one["name"]: str(one["value"]) for one in parameters}
    filled = address(description, operation["operationId"], given, method="post" if body else "get")
    where = f"'{description['servers'][0]['url']}{filled}'" if filled else ""
    if not body:
        return f"curl {where}" if where else ""
    sent = _indented(body.get("example", {})).replace("'", "'\\''")
    return f"curl -H 'Content-Type: application/json' \\\n  -d '{sent}' \\\n  {where}"


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    return {
        "name": one["name"],
        "in_path": one["in"] == "path",
        "required": one.get("required", False),
        "description": coded(one.get("description", "")),
        "values": schema.get("enum", []),
        "input": {"date": "date", "integer": "number"}.get(schema.get("format") or schema.get("type", ""), "text"),
        "minimum": schema.get("minimum"),
        "maximum": schema.get("maximum"),
        "default": schema.get("default"),
        "value": one.get("example", ""),
    }


def _members(body: dict[str, Any], description: dict[str, Any]) -> list[dict[str, Any]]:
    """What a body holds, with what each member means."""
    if not body:
        return []
    shapes = description["components"]["schemas"]
    shape = shapes[body["schema"]["$ref"].rpartition("/")[2]]
    found = []
    for name, member in shape["properties"].items():
        reference = member.get("$ref") or next((one["$ref"] for one in member.get("allOf", ()) if "$ref" in one), "")
        described = shapes.get(reference.rpartition("/")[2], {}) | member
        found.append(
            {
                "name": name,
                "required": name in shape.get("required", ()),
                "description": coded(described.get("description", "")),
                "values": [one for one in described.get("enum", ()) if one is not None],
            }
        )
    return found


def coded(text: str) -> SafeString:
    """A text with what stands between backticks as code.

    >>> coded("Send `lang`, < that's it.")
    'Send <code>lang</code>, &lt; that&#x27;s it.'
    """
    parts = (format_html("<code>{}</code>", part) if place % 2 else part for place, part in enumerate(text.split("`")))
    return format_html_join("", "{}", ((part,) for part in parts))


def _indented(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def address(description: dict[str, Any], operation: str, given: dict[str, str], *, method: str = "get") -> str | None:
    """The address that a form of the page means: what stands in the path filled in, what was left empty left out.

    None for an operation that is not asked by this method, or whose path is not filled.
    """
    for path, methods in description["paths"].items():
        found = methods.get(method, {})
        if found.get("operationId") != operation:
            continue
        parameters = found.get("parameters", ())
        in_path = {one["name"]: quote(given.get(one["name"], ""), safe="") for one in parameters if one["in"] == "path"}
        if not all(in_path.values()):
            return None
        names = [one["name"] for one in parameters if one["in"] == "query"]
        query = urlencode({name: given[name] for name in names if given.get(name)})
        filled = str(path).format_map(in_path)
        return f"{filled}?{query}" if query else filled
    return None


def problems() -> list[dict[str, Any]]:
    """Every kind of problem, as its page explains it."""
    return [
        {
            "slug": slug,
            "title": kind.title,
            "status": kind.status,
            "explanation": coded(kind.explanation),
            "remedy": coded(kind.remedy),
            "request": EXAMPLES[slug].request,
            "body": EXAMPLES[slug].body,
            "document": _indented(problem_document(slug)),
        }
        for slug, kind in PROBLEMS.items()
    ]
