"""The self-check: all questions on one page, and what the answers come to. Answers are computed with and forgotten."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from operators import clock, editions
from operators.readiness import questionnaire
from operators.rendering import calendar_file, check_entries, choose_twin, questions_twin, result_twin
from operators.rendering.strings import say
from operators.web import choices, parameters, sitemap
from operators.web.calendars import download
from operators.web.check_page import answered_page, check_page, check_title, made_from, unlinking
from operators.web.forms import answers_in
from operators.web.page import markdown, page
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
        return answered_page(request, language, documents, answers_in(request.POST), share="share" in request.POST)
    return check_page(request, language, documents)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@told
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown: the choice of a line, its questions, or the result of what was posted."""
    return _result_written(request, language) if request.method == "POST" else _asked(request, language)


def _asked(request: HttpRequest, language: str) -> HttpResponse:
    documents = _documents(request, language)
    if documents is None:
        url = sitemap.address("check-answer", language)
        return markdown(choose_twin(choices.to_cancel(language, clock.now()), url, language))
    questions = questionnaire(documents.policy, documents.country) if documents.policy else []
    if not questions:
        return _result_written(request, language)
    return markdown(questions_twin(check_title(documents, language), questions, _official(), language))


def _result_written(request: HttpRequest, language: str) -> HttpResponse:
    _operator, assessment, found, questions = _assessed(request, language)
    before = unlinking(found, language)
    text = result_twin(assessment, found, questions, _official(), before, language=language)
    return markdown(text)


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
    return (
        documents.operator_name,
        documents.assess(answers_in(request.POST)).to_dict(),
        made_from(documents),
        questions,
    )


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
        twin=True,
        choices=choices.to_cancel(language, clock.now()),
    )


def _official() -> Any:
    return editions.official_channels(clock.now())
