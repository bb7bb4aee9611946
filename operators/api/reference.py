"""The operations of the API as its page shows them, told from the schema alone."""

from typing import Any

EXAMPLES = {
    "listOperators": "?country=PE&lang=en",
    "readOperator": "claro/?lang=en",
    "listPolicies": "?operator=claro&topic=cancellation&lang=en",
    "readPolicy": "pe-cancellation/?as_of=2025-06-01&lang=en",
    "listEditions": "pe-cancellation/editions/?lang=en",
    "readEdition": "pe-cancellation/editions/1/?lang=en",
    "compareEditions": "pe-cancellation/diff/?from=1&to=2&lang=en",
    "listFaq": "?kind=case&lang=en",
    "listFacts": "?key=keep_alive_without_balance&country=PE&lang=en",
    "listSources": "?publisher=OSIPTEL&ordering=-cited&lang=en",
    "listChanges": "?operator=claro&lang=en",
    "followChanges": "?lang=en",
    "readQuestions": "?operator=claro&line_type=prepaid&lang=en",
    "assess": '{"operator": "claro", "line_type": "prepaid", "answers": {"debt": "yes"}}',
    "compareOperators": '{"country": "PE", "line_type": "prepaid", "answers": {"debt": "yes"}}',
    "planKeeping": '{"operator": "bitel", "last_top_up": "2026-10-03", "balance": "without"}',
}


def operations(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """By tag: `{"policies": [{"method", "path", "id", "summary", "description", "parameters", "example"}]}`."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            example = EXAMPLES.get(operation["operationId"], "")
            found.setdefault(operation["tags"][0], []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "id": operation["operationId"],
                    "summary": operation["summary"],
                    "description": operation.get("description", ""),
                    "parameters": [_parameter(one) for one in operation.get("parameters", [])],
                    "statuses": [status for status in operation["responses"] if status != "default"],
                    "example": path.partition("{")[0] + example if method == "get" and example else "",
                    "body": example if method == "post" else "",
                }
            )
    return found


def _parameter(one: dict[str, Any]) -> dict[str, Any]:
    schema = one["schema"]
    return {
        "name": one["name"],
        "place": one["in"],
        "required": one.get("required", False),
        "description": one.get("description", ""),
        "values": schema.get("enum", []),
        "type": schema.get("format") or schema.get("type", ""),
    }
