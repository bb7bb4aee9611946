"""The self-check: all questions on one page, and what the answers come to. Answers are computed with and forgotten."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods, require_POST

from operators import clock, editions
from operators.readiness import questionnaire
from operators.rendering import calendar_file, check_entries, question_rows, result_page, result_twin
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import UNKNOWN
from operators.web import choices, parameters
from operators.web.calendars import download
from operators.web.forms import answers_in
from operators.web.page import page
from operators.web.problems import told

Data = dict[str, Any]


@csrf_exempt  # nothing is stored or changed, and nobody is logged in
@require_http_methods(["GET", "HEAD", "POST"])
@told
def answer(request: HttpRequest, language: str) -> HttpResponse:
    """The questions of an operator and a line type; after a POST, with the result."""
    documents = _documents(request, language)
    if documents is None:
        return _choose(request, language)
    if request.method == "POST":
        return _answered(request, language, documents)
    return _page(request, language, documents, {})


def _answered(request: HttpRequest, language: str, documents: editions.CheckDocuments) -> HttpResponse:
    """The page for whoever answered. It is asked for again with each answer, maybe over a dear connection: packed."""
    packed: Callable[[HttpRequest], HttpResponse] = gzip_page(
        lambda given: _page(given, language, documents, answers_in(given.POST))
    )
    return packed(request)


def _page(
    request: HttpRequest, language: str, documents: editions.CheckDocuments, answers: Mapping[str, str]
) -> HttpResponse:
    questions = questionnaire(documents.policy, documents.country) if documents.policy else []
    official = _official()
    # Where there is nothing to check against, that is the result, and there is nothing to ask.
    result = _result(documents, questions, answers, language) if request.method == "POST" or not questions else None
    line = {"operator": documents.operator, "line_type": documents.line_type}
    rows = question_rows(questions, answers, language, official)
    given = sum(answers.get(question["key"], UNKNOWN) != UNKNOWN for question in questions)
    return page(
        request,
        "check.html",
        language=language,
        title=f"{say(language, 'result_title' if result else 'check_title')}{say(language, 'colon')}"
        f"{documents.operator_name}",
        description=say(language, "check_lead"),
        keep=line,
        section="check",
        action=_address("check-answer", language, line),
        calendar_action=_address("check-calendar", language, line),
        operator=documents.operator,
        operator_name=documents.operator_name,
        line_type_word=word(language, "line_type", documents.line_type),
        questions=rows,
        result=result,
        answered=say(language, "answered", given=given, all=len(questions)),
    )


def _result(
    documents: editions.CheckDocuments, questions: list[Data], answers: Mapping[str, str], language: str
) -> Data:
    assessment, found, official = documents.assess(answers).to_dict(), _found(documents), _official()
    entries = check_entries(assessment, found, questions, official, language=language)
    result = result_page(assessment, found, questions, official, language=language)
    return result | {"has_days": bool(entries)}


def _address(name: str, language: str, line: dict[str, str]) -> str:
    return f"{reverse(name, kwargs={'language': language})}?{urlencode(line)}"


@csrf_exempt
@require_POST
@told
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same result as Markdown."""
    _operator, assessment, found, questions = _assessed(request, language)
    text = result_twin(assessment, found, questions, _official(), language=language)
    return HttpResponse(text, content_type="text/markdown; charset=utf-8")


@csrf_exempt
@require_POST
@told
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The plan of the same result as a calendar file; where it has no days, the page that says why."""
    operator, assessment, found, questions = _assessed(request, language)
    entries = check_entries(assessment, found, questions, _official(), language=language)
    if not entries:
        return answer(request, language=language)
    name = f"{say(language, 'plan')}{say(language, 'colon')}{operator}"
    file = calendar_file(entries, name=name, url=found[0]["url"], language=language, now=clock.now())
    return download(file, "plan")


def _assessed(request: HttpRequest, language: str) -> tuple[str, Data, list[Data], list[Data]]:
    """The operator's name, the assessment, the policies that it was made from and their questions.

    Raises NotPublished where no line was chosen, and what a wrong answer raises.
    """
    documents = _documents(request, language)
    if documents is None:
        raise editions.NotPublished
    questions = questionnaire(documents.policy, documents.country)
    return documents.operator_name, documents.assess(answers_in(request.POST)).to_dict(), _found(documents), questions


def _documents(request: HttpRequest, language: str) -> editions.CheckDocuments | None:
    """None until an operator and a line type are chosen; an operator with a single line type needs no choice."""
    now = clock.now()
    operator, line = parameters.slug(request, "operator"), parameters.line_type(request)
    if operator and not line:
        known = editions.line_types(operator, now=now)
        line = known[0] if len(known) == 1 else ""
    if not operator or not line:
        return None
    return editions.check_documents(operator=operator, line_type=line, language=language, now=now)


def _choose(request: HttpRequest, language: str) -> HttpResponse:
    return page(
        request,
        "check_choose.html",
        language=language,
        title=say(language, "check_title"),
        description=say(language, "check_lead"),
        section="check",
        choices=choices.to_cancel(language, clock.now()),
    )


def _found(documents: editions.CheckDocuments) -> list[Data]:
    return [document for document in (documents.policy, documents.country) if document]


def _official() -> Any:
    return editions.official_channels(clock.now())
