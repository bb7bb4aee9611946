"""The same answers at every operator of a country."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from operators.api.assessing import sent
from operators.editions import CheckDocuments, country_documents
from operators.readiness import Assessment, UnknownOption, UnknownQuestion, assess, questionnaire
from operators.vocabulary import COUNTRIES, DEFAULT_LANGUAGE, UNKNOWN, LineType

Codes = dict[str, list[str]]


def compared(body: Mapping[str, Any], *, language: str, now: datetime) -> dict[str, Any]:
    """The answer of `readiness/compare/` to a body that was read. Raises what no operator could understand."""
    country, line_type, answers = body["country"], body["line_type"], body["answers"]
    lines = country_documents(country=country, line_type=line_type, language=language, now=now, as_of=body["as_of"])
    asked = {line.operator: _codes(line) for line in lines}
    if answers:
        understood(answers, asked.values() if any(asked.values()) else asked_today(country, now=now))
    on = body["as_of"] or COUNTRIES[country].today(now)
    return {
        "country": country,
        "line_type": line_type,
        "as_of": on.isoformat(),
        "language": language,
        "results": [
            {
                "operator": {"slug": line.operator, "name": line.operator_name},
                "assessment": sent(line, _assess(line, answers, asked[line.operator]), language),
            }
            for line in lines
        ],
    }


def _assess(line: CheckDocuments, answers: Mapping[str, str], asked: Codes) -> Assessment:
    return assess(
        line.policy,
        line.country,
        {key: code for key, code in answers.items() if code in asked.get(key, ())},
        line.on,
        keep_alive=line.keep_alive,
        operator=line.operator,
        line_type=line.line_type,
    )


def _codes(line: CheckDocuments) -> Codes:
    """The codes that may be answered to each question that is asked here."""
    if line.policy is None or line.country is None:
        return {}
    questions = questionnaire(line.policy, line.country)
    return {one["key"]: [*(option["code"] for option in one["options"]), UNKNOWN] for one in questions}


def asked_today(country: str, *, now: datetime) -> list[Codes]:
    """What is asked of any line of a country: what can be meant where nothing is asked of a line itself."""
    return [
        _codes(line)
        for line_type in LineType
        for line in country_documents(country=country, line_type=line_type, language=DEFAULT_LANGUAGE, now=now)
    ]


def understood(answers: Mapping[str, str], asked: Iterable[Codes]) -> None:
    """An answer that nobody asks for is a mistake, and not one to pass over. Where nobody asks anything, none is."""
    known: dict[str, dict[str, None]] = {}
    for codes in asked:
        for key, options in codes.items():
            known.setdefault(key, {}).update(dict.fromkeys(options))
    for key in sorted(answers) if known else ():
        if key not in known:
            raise UnknownQuestion(key, list(known))
        if answers[key] not in known[key]:
            raise UnknownOption(key, answers[key], list(known[key]))
