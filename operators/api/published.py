"""The description as it is served: with what is published filled in, and made once for a state of the content."""

import json
from copy import deepcopy
from datetime import date, datetime
from typing import Any

from operators.api.comparing import asked_today
from operators.api.examples import Call, answer, calls, small
from operators.api.problem_examples import problem_examples
from operators.api.problems import MEDIA_TYPE
from operators.api.schema import description
from operators.api.schema_parts import problem_types
from operators.editions import citations, content_revision, listings
from operators.vocabulary import COUNTRIES, SubjectKind

JSON = "application/json"
State = tuple[int, tuple[date, ...]]

_kept: dict[State, tuple[dict[str, Any], bytes]] = {}


def published(*, now: datetime) -> tuple[dict[str, Any], bytes]:
    """The description and its bytes: the same for a revision and a day, in every process."""
    state = content_revision(), tuple(country.today(now) for country in COUNTRIES.values())
    if state not in _kept:
        found = illustrated(now=now)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        _kept.clear()
        _kept[state] = found, text.encode()
    return _kept[state]


def illustrated(*, now: datetime) -> dict[str, Any]:
    """The description with what its parameters may be, told from what is published, and with examples."""
    found = deepcopy(description())
    slugs = list(listings(SubjectKind.OPERATOR, now=now).order_by("slug").values_list("slug", flat=True))
    shapes = found["components"]["schemas"]
    _name_questions(shapes, slugs, now)
    found["components"]["examples"] = problem_examples()
    cited = citations(now=now)
    choices = {"operator": slugs} | {
        name: list(cited.exclude(**{name: ""}).order_by(name).values_list(name, flat=True).distinct())
        for name in ("publisher", "host")
    }
    asked = calls(now=now)
    for path, methods in found["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", ()):
                if allowed := choices.get(parameter["name"]):
                    parameter["schema"]["enum"] = allowed
            for status, response in operation["responses"].items():
                if MEDIA_TYPE in response.get("content", {}):
                    response["content"][MEDIA_TYPE]["examples"] = {
                        slug: {"$ref": f"#/components/examples/{slug}"}
                        for slug in problem_types(operation, status, shapes)
                    }
            call = asked.get(operation["operationId"])
            if call is None and not _asks_for_more(operation):
                call = Call(query={"lang": "en"} if _takes(operation, "lang") else {})
            if call is not None and operation["operationId"] != "readDescription":
                _illustrate(operation, call, answer(path, method, call, now=now))
    return found


def _name_questions(shapes: dict[str, Any], slugs: list[str], now: datetime) -> None:
    """The bodies with the operators and the questions that there are, as an unknown one is refused."""
    codes: dict[str, dict[str, None]] = {}
    for country in COUNTRIES:
        for asked in asked_today(country, now=now):
            for key, options in asked.items():
                codes.setdefault(key, {}).update(dict.fromkeys(options))
    for name in ("CheckBody", "CompareBody", "KeepPlanBody"):
        members = shapes[name]["properties"]
        if slugs and "operator" in members:
            members["operator"]["enum"] = slugs
        if codes and "answers" in members:
            members["answers"]["properties"] = {
                key: {"type": "string", "enum": list(options)} for key, options in codes.items()
            }
            members["answers"]["additionalProperties"] = False


def _asks_for_more(operation: dict[str, Any]) -> bool:
    """Whether an operation gives nothing unless it is told what."""
    required = any(one.get("required") for one in operation.get("parameters", ()))
    return required or "requestBody" in operation


def _takes(operation: dict[str, Any], name: str) -> bool:
    return any(one["name"] == name for one in operation.get("parameters", ()))


def _illustrate(operation: dict[str, Any], call: Call, answered: Any) -> None:
    given = {**call.path, **call.query}
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in given:
            parameter["example"] = given[parameter["name"]]
    if call.body is not None:
        operation["requestBody"]["content"][JSON]["example"] = call.body
    content = operation["responses"]["200"]["content"]
    if answered is not None and JSON in content:
        content[JSON]["example"] = small(answered)
