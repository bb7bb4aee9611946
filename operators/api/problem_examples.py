"""One example of each problem: the request, and the answer to it. A test asks each request of Peru's content."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from operators.api.problem_kinds import PROBLEMS
from operators.api.problems import type_of
from operators.api.serializers.operator import Operator
from operators.vocabulary import LANGUAGES, LineType


@dataclass(frozen=True)
class Example:
    """A request that ends in a problem, and what its document says beyond type, title and status."""

    request: str
    detail: str
    body: str = ""
    members: dict[str, Any] = field(default_factory=dict)

    @property
    def instance(self) -> str:
        return self.request.partition(" ")[2].partition("?")[0]


_FIELDS = sorted(Operator().fields)
_TYPES = [str(one) for one in LineType]
_PLAN = '{"operator": "claro", "last_top_up": "2026-10-03", '
_CHECK = '{"operator": "claro", "line_type": "prepaid", '

EXAMPLES: dict[str, Example] = {
    "unknown-parameter": Example(
        "GET /api/v1/schema/?colour=red",
        "Unknown parameter 'colour'. This address takes none.",
        members={"parameter": "colour", "allowed": []},
    ),
    "missing-parameter": Example(
        "GET /api/v1/readiness/questions/?operator=claro",
        "line_type is missing. The line's type.",
        members={"parameter": "line_type"},
    ),
    "invalid-value": Example(
        "GET /api/v1/policies/?line_type=PREPAID",
        f"line_type='PREPAID' is none of: {', '.join(_TYPES)}.",
        members={"parameter": "line_type", "allowed": _TYPES},
    ),
    "unknown-field": Example(
        "GET /api/v1/operators/?fields=slug,colour",
        f"Unknown field 'colour'. Fields: {', '.join(_FIELDS)}.",
        members={"parameter": "fields", "field": "colour", "allowed": _FIELDS},
    ),
    "unknown-language": Example(
        "GET /api/v1/faq/?lang=fr",
        f"Nothing is published in that language. Languages: {', '.join(LANGUAGES)}.",
        members={"parameter": "lang", "allowed": list(LANGUAGES)},
    ),
    "future-day": Example(
        "GET /api/v1/facts/?as_of=2126-01-01",
        "The day lies in the future; the last one allowed is 2026-11-22.",
        members={"parameter": "as_of", "latest": "2026-11-22"},
    ),
    "invalid-body": Example(
        "POST /api/v1/keep-plan/",
        "/balance: 'some' is none of: with, without, unknown.",
        _PLAN + '"balance": "some"}',
        {"errors": [{"pointer": "/balance", "detail": "'some' is none of: with, without, unknown."}]},
    ),
    "unknown-question": Example(
        "POST /api/v1/readiness/",
        "'colour' is not asked here. Questions: debt.",
        _CHECK + '"answers": {"colour": "red"}}',
        {"question": "colour", "allowed": ["debt"]},
    ),
    "unknown-option": Example(
        "POST /api/v1/readiness/",
        "'perhaps' is no option of debt. Options: no, yes, unknown.",
        _CHECK + '"answers": {"debt": "perhaps"}}',
        {"question": "debt", "allowed": ["no", "yes", "unknown"]},
    ),
    "bad-request": Example(
        "GET /api/v1/faq/?lang=en&lang=es", "Given more than once: lang.", members={"parameter": "lang"}
    ),
    "forbidden": Example("GET /api/v1/faq/", "You may not see this page."),
    "not-found": Example(
        "GET /api/v1/policies/nothing/", "Nothing published is called 'nothing', or nothing was on that day."
    ),
    "method-not-allowed": Example("POST /api/v1/faq/", 'Method "POST" not allowed.'),
    "moved": Example(
        "GET /api/v1/faq/old-name/",
        "old-name was withdrawn on 2026-11-22. Read new-name instead.",
        members={
            "why": "It has a clearer name now.",
            "since": "2026-11-22",
            "replaced_by": {"slug": "new-name", "url": f"{settings.KB_SITE_URL}/en/faq/new-name/"},
        },
    ),
    "withdrawn": Example(
        "GET /api/v1/faq/once-published/",
        "once-published was withdrawn on 2026-11-22.",
        members={"why": "A source was misread.", "since": "2026-11-22", "replaced_by": None},
    ),
    "gone": Example("GET /api/v1/faq/", "This content has been withdrawn."),
    "too-large": Example("POST /api/v1/readiness/", "The body may hold at most 65536 bytes.", f"{{{'x' * 12}…"),
    "unsupported-media-type": Example(
        "POST /api/v1/readiness/", "Send JSON: Content-Type: application/json.", "operator=claro"
    ),
    "too-many-requests": Example("GET /api/v1/faq/", "Come back in 42 seconds."),
    "internal-error": Example("GET /api/v1/faq/", "Something went wrong on our side."),
    "unavailable": Example("GET /api/v1/faq/", "Unavailable for now; try again soon."),
}


def problem_document(slug: str) -> dict[str, Any]:
    """The example as it is answered."""
    example = EXAMPLES[slug]
    kind = PROBLEMS[slug]
    return {
        "type": type_of(slug),
        "title": kind.title,
        "status": kind.status,
        "detail": example.detail,
        "instance": example.instance,
        **example.members,
    }


def problem_examples() -> dict[str, Any]:
    """All that the API describes, as the components of the description."""
    return {
        slug: {"summary": kind.title, "description": kind.explanation, "value": problem_document(slug)}
        for slug, kind in PROBLEMS.items()
        if slug not in ("forbidden", "gone")
    }
