"""The page of a self-check: its questions and, once they were answered, the result."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.gzip import gzip_page

from operators import clock, editions
from operators.readiness import questionnaire
from operators.rendering import answered_rows, check_entries, question_groups, question_rows, result_page
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import UNKNOWN, Topic
from operators.web.page import page
from operators.web.shared_links import SharedLink

Data = dict[str, Any]


def check_page(
    request: HttpRequest,
    language: str,
    documents: editions.CheckDocuments,
    answers: Mapping[str, str] | None = None,
    *,
    share: bool = False,
    **context: Any,
) -> HttpResponse:
    """The questions; with ``answers``, what they come to as well, and with ``share`` a link to that.

    Raises UnknownQuestion and UnknownOption.
    """
    questions = questionnaire(documents.policy, documents.country) if documents.policy else []
    given = answers or {}
    # Where there is nothing to check against, that is the result, and there is nothing to ask.
    result = _result(documents, questions, given, language) if answers is not None or not questions else None
    line = {"operator": documents.operator, "line_type": documents.line_type}
    return page(
        request,
        "check.html",
        language=language,
        title=check_title(documents, language, result=bool(result)),
        description=say(language, "check_lead"),
        keep=line,
        section="check",
        twin=True,
        action=_address("check-answer", language, line),
        calendar_action=_address("check-calendar", language, line),
        operator=documents.operator,
        operator_name=documents.operator_name,
        line_type_word=word(language, "line_type", documents.line_type),
        groups=question_groups(
            question_rows(questions, given, language, editions.official_channels(clock.now())), language
        ),
        result=result,
        answered=say(
            language,
            "answered",
            given=sum(given.get(question["key"], UNKNOWN) != UNKNOWN for question in questions),
            all=len(questions),
        ),
        share_link=_link(documents, given, language) if share and questions else "",
        **context,
    )


def check_title(documents: editions.CheckDocuments, language: str, *, result: bool = False) -> str:
    """Of the questions or, with ``result``, of what they came to: with the operator's name."""
    title = say(language, "result_title" if result else "check_title")
    return f"{title}{say(language, 'colon')}{documents.operator_name}"


@gzip_page
def answered_page(
    request: HttpRequest, language: str, documents: editions.CheckDocuments, answers: Mapping[str, str], **context: Any
) -> HttpResponse:
    """The same with its result, packed: it is asked for again with each answer, maybe over a dear connection."""
    return check_page(request, language, documents, answers, **context)


def made_from(documents: editions.CheckDocuments) -> list[Data]:
    """The policies that a result is made from: the operator's own, and the country's."""
    return [document for document in (documents.policy, documents.country) if document]


def unlinking(found: list[Data], language: str) -> Data | None:
    """The country's list of what to unlink before cancelling."""
    if not found:
        return None
    return editions.country_policy(found[0]["country"], Topic.UNLINKING, language=language, now=clock.now())


def _result(
    documents: editions.CheckDocuments, questions: list[Data], answers: Mapping[str, str], language: str
) -> Data:
    found, official = made_from(documents), editions.official_channels(clock.now())
    assessment = documents.assess(answers).to_dict()
    entries = check_entries(assessment, found, questions, official, language=language)
    result = result_page(assessment, found, questions, official, language=language)
    return result | {
        "has_days": bool(entries),
        "unlinking": unlinking(found, language),
        "answers": answered_rows(questions, answers),
    }


def _link(documents: editions.CheckDocuments, answers: Mapping[str, str], language: str) -> str:
    numbers = {one["slug"]: one["edition"]["number"] for one in made_from(documents)}
    link = SharedLink(documents.operator, documents.line_type, numbers, answers)
    return f"{settings.KB_SITE_URL}{reverse('check-shared', kwargs={'language': language})}#{link.text()}"


def _address(name: str, language: str, line: dict[str, str]) -> str:
    return f"{reverse(name, kwargs={'language': language})}?{urlencode(line)}"
