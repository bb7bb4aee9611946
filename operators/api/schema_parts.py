"""What the description says in its own words: the information at its head, tags, headers, the shape of a problem."""

from typing import Any

from operators.api.problem_kinds import PROBLEMS, Kind
from operators.vocabulary import LANGUAGES

INFO: dict[str, Any] = {
    "summary": "What mobile operators and their regulator say about cancelling and keeping a number, with sources.",
    "description": (
        "Everything that is published, as data, and the self-check. No key, no account, no cookie; the POSTs compute "
        "and keep nothing.\n\n"
        "Every GET also answers HEAD, and every address OPTIONS. Say `lang`, or the answer is in the best match of "
        "`Accept-Language`; `language` and `fallbacks` tell what it came to. An unknown parameter, value or field is "
        "a 400 that names it and lists what is allowed. `unknown` is a value of its own and never a `no`. Every claim "
        "carries its sources, and `freshness` the day of the last check: show both.\n\n"
        "Fields may be added to answers, and parameters to operations, without notice; nothing that is described here "
        "is taken away or changes its meaning within `v1`."
    ),
    "contact": {"name": "The editors and developers of this site", "url": ""},
    "license": {"name": "MIT", "identifier": "MIT"},
}

TAGS = {
    "operators": "Who there is: operators and regulators, each with its official contact points.",
    "policies": "What applies, what applied on a day, what was printed when, and what changed.",
    "facts": "One question over all operators at once: each answer with its standing and its whole sources.",
    "faq": "Questions, cases and the glossary.",
    "self-check": "What to ask, what the answers come to, and what happens to a number on which day. Nothing is kept.",
    "search": "Everything published, ranked, with the passages that were found.",
    "history": "What was published, the newest first, with what each edition changed; also as a feed.",
    "sources": "What is cited, and by how many.",
    "export": "All that is published, one file for each language.",
    "description": "What the API says of itself.",
}

HEADERS: dict[str, tuple[str, dict[str, Any]]] = {
    "ETag": (
        "A strong validator of these bytes, another one per encoding; send it back in `If-None-Match`.",
        {"type": "string", "pattern": '^"[0-9a-f]{32}"$'},
    ),
    "Cache-Control": ("How long who may keep the answer.", {"type": "string"}),
    "Vary": ("Which request headers another answer depends on.", {"type": "string"}),
    "Last-Modified": (
        "Since when a document's edition is public; of anything else, when something last became public or was "
        "withdrawn. Told, but no validator.",
        {"type": "string"},
    ),
    "Content-Language": ("The language of the answer.", {"type": "string", "enum": list(LANGUAGES)}),
    "RateLimit": ("What is left in this window (`r`), and in how many seconds it ends (`t`).", {"type": "string"}),
    "RateLimit-Policy": ("How many requests (`q`) a window of so many seconds (`w`) has.", {"type": "string"}),
    "Location": ("The same address of what stands in its place.", {"type": "string", "format": "uri-reference"}),
    "Retry-After": ("In how many seconds to come back.", {"type": "integer", "minimum": 0}),
    "Access-Control-Allow-Origin": ("Pages of other sites may read it.", {"type": "string", "enum": ["*"]}),
}

PATH_PARAMETERS: dict[str, dict[str, Any]] = {
    "slug": {
        "description": "The slug, as lists, documents and addresses of pages have it.",
        "schema": {"type": "string", "pattern": "^[-a-zA-Z0-9_]+$"},
    },
    "number": {
        "description": "The number of an edition, as the history lists it.",
        "schema": {"type": "integer", "minimum": 0},
    },
}

PROBLEM_SCHEMA: dict[str, Any] = {
    "type": "object",
    "description": "RFC 9457. Further members depend on `type`, which is the address that explains it.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "Stable; where it leads, it is explained."},
        "title": {"type": "string", "description": "The same for every problem of this type."},
        "status": {"type": "integer", "description": "The status of the answer."},
        "detail": {"type": "string", "description": "What is wrong here, for a person. It may be reworded."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "parameter": {"type": "string", "description": "The parameter at fault."},
        "field": {"type": "string", "description": "The field that does not exist."},
        "question": {"type": "string", "description": "The question whose answer is at fault."},
        "allowed": {"type": "array", "items": {"type": "string"}, "description": "What it may be."},
        "minimum": {"type": "integer", "description": "The least that it may be."},
        "maximum": {"type": "integer", "description": "The most that it may be."},
        "latest": {"type": "string", "format": "date", "description": "The last day that may be asked for."},
        "errors": {
            "type": "array",
            "description": "The faults of a body, each with a JSON pointer to it.",
            "items": {
                "type": "object",
                "required": ["pointer", "detail"],
                "properties": {"pointer": {"type": "string"}, "detail": {"type": "string"}},
            },
        },
        "why": {"type": "string", "description": "Why it was withdrawn."},
        "since": {"type": "string", "format": "date", "description": "Since which day it is withdrawn."},
        "replaced_by": {
            "description": "What to read instead.",
            "type": ["object", "null"],
            "required": ["slug", "url"],
            "properties": {"slug": {"type": "string"}, "url": {"type": "string"}},
        },
    },
}


def problem_types(operation: dict[str, Any], status: str, shapes: dict[str, Any]) -> dict[str, Kind]:
    """The types of problem that an operation can answer with under a status, or under `default`."""
    told: tuple[str, ...]
    if status == "default":
        told = ("method-not-allowed", "internal-error", "unavailable")
    elif status == "400":
        told = _of_bad_requests(operation, shapes)
    else:
        told = tuple(slug for slug, kind in PROBLEMS.items() if str(kind.status) == status and slug != "gone")
    return {slug: PROBLEMS[slug] for slug in told}


def _of_bad_requests(operation: dict[str, Any], shapes: dict[str, Any]) -> tuple[str, ...]:
    queries = {one["name"]: one for one in operation.get("parameters", ()) if one["in"] == "query"}
    members: dict[str, Any] = {}
    if "requestBody" in operation:
        reference = operation["requestBody"]["content"]["application/json"]["schema"]["$ref"]
        members = shapes[reference.rpartition("/")[2]]["properties"]
    possible = {
        "unknown-parameter": True,
        "missing-parameter": any(one.get("required") for one in queries.values()),
        "invalid-value": bool(queries),
        "unknown-field": "fields" in queries,
        "unknown-language": "lang" in queries,
        "future-day": "as_of" in {**queries, **members},
        "invalid-body": bool(members),
        "unknown-question": "answers" in members,
        "unknown-option": "answers" in members,
        "bad-request": True,
    }
    return tuple(slug for slug, can in possible.items() if can)
