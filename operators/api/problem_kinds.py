"""What can go wrong: every kind of problem under its stable word, with what it means and what to do about it.

`docs/api.md` and `/api/docs/problems/` explain every entry.
"""

from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its status, its title, what it means, and what a developer does about it."""

    status: int
    title: str
    explanation: str
    remedy: str


def _general(code: int, explanation: str, remedy: str) -> Kind:
    """A kind that the site's own error answers share, under the title that they give it."""
    return Kind(code, HTTPStatus(code).phrase, explanation, remedy)


PROBLEMS: dict[str, Kind] = {
    "moved": Kind(
        301,
        "Moved",
        "It was withdrawn, and something else stands in its place: `Location` leads there, `replaced_by` names it, "
        "and `why` and `since` are those of `withdrawn`.",
        "Follow `Location`, as most clients do by themselves, and keep the new slug. Your copy of the old document is "
        "out of date.",
    ),
    "unknown-parameter": Kind(
        400,
        "Unknown parameter",
        "A query parameter that this address does not have. `allowed` lists those it has.",
        "Correct its name, or leave it out. What one address takes another may not: `as_of` has a meaning where rules "
        "applied on a day, and nowhere else.",
    ),
    "missing-parameter": Kind(
        400,
        "Missing parameter",
        "A query parameter without which there is no answer.",
        "Give the one that `parameter` names; `detail` says what it means.",
    ),
    "invalid-value": Kind(
        400,
        "Invalid value",
        "A parameter has a value that it cannot have. `parameter` names it; `allowed` lists the values, where they "
        "can be listed.",
        "Take a value from `allowed`, or a number from `minimum` to `maximum`. Codes are in lower case, countries in "
        "capitals, days are written 2025-06-01. A parameter without a value is left out, not left empty.",
    ),
    "unknown-field": Kind(
        400,
        "Unknown field",
        "`fields` names a field that the document does not have.",
        "Take names from `allowed`, separated by commas. Fields are those of the document itself, not of what is "
        "inside them; a row of a list has fewer than the document.",
    ),
    "unknown-language": Kind(
        400,
        "Unknown language",
        "`lang` names a language in which nothing is published.",
        "Ask for one of `allowed`. To take what there is for a reader's browser, leave `lang` out and pass its "
        "`Accept-Language` on.",
    ),
    "future-day": Kind(
        400,
        "Day in the future",
        "`as_of` lies after today: what will apply then is not public before its day.",
        "Ask for `latest` or a day before it, or leave `as_of` out. Today is reckoned in the country's own time.",
    ),
    "invalid-body": Kind(
        400,
        "Invalid body",
        "The body is not the JSON that this address takes. `errors` says what is wrong, each with a JSON pointer.",
        "Mend what each `pointer` leads to. An empty pointer means the body as a whole: not JSON, not an object, not "
        "UTF-8, or a name that stands in it twice.",
    ),
    "unknown-question": Kind(
        400,
        "Unknown question",
        "An answer to a question that is not asked of this line.",
        "Ask `readiness/questions/` for the questions of the operator and the type of line, and answer those. A "
        "question may have been retired since you stored it.",
    ),
    "unknown-option": Kind(
        400,
        "Unknown option",
        "An answer that is none of the question's options.",
        "Send the `code` of an option, not its label, or `unknown`.",
    ),
    "bad-request": _general(
        400,
        "The request itself is malformed, or far larger than any honest one.",
        "`detail` says in what way: a parameter given twice (`parameter` names it), a query that is not UTF-8, a path "
        "that is too long.",
    ),
    "forbidden": _general(
        403,
        "Not for you. Nothing that the API describes answers this.",
        "Check the address: it is none of the API's.",
    ),
    "not-found": _general(
        404,
        "Nothing of that name is published, or nothing was on the day asked for.",
        "Take slugs from the lists; do not make them up. With `as_of`, the first edition may be younger than that day: "
        "`editions/` says from when each applies.",
    ),
    "method-not-allowed": _general(
        405,
        "The header `Allow` lists the methods.",
        "Lists and documents are read with GET; the self-check and the planner are asked with POST.",
    ),
    "withdrawn": Kind(
        410,
        "Withdrawn",
        "It was published and taken away: `why`, `since` which day, and what to read instead (`replaced_by`, or null).",
        "Stop showing your copy now, whatever its age, and say why. Follow `replaced_by` where there is one.",
    ),
    "gone": _general(410, "It was here and is no longer.", "Forget the address."),
    "too-large": _general(
        413,
        "The body is larger than 64 KB.",
        "Send option codes alone: a questionnaire's answers are a few hundred bytes.",
    ),
    "unsupported-media-type": Kind(
        415,
        "Unsupported media type",
        "Send `Content-Type: application/json`.",
        "Set the header, and send JSON: forms and XML are not read.",
    ),
    "too-many-requests": Kind(
        429,
        "Too many requests",
        "Come back after `Retry-After` seconds; `RateLimit` tells what is left before that.",
        "Wait that long, for all your requests. To copy everything take `export/` once and `updated_since` after it; "
        "to ask again send `If-None-Match`.",
    ),
    "internal-error": _general(
        500,
        "Our fault. `X-Request-ID` helps us to find it.",
        "Try once more after a while; if it stays, tell us the `X-Request-ID` of the answer.",
    ),
    "unavailable": _general(
        503,
        "The database does not answer. Come back after `Retry-After` seconds.",
        "Show your last copy with its check date meanwhile.",
    ),
}
