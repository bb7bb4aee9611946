"""A result that somebody shared: computed anew by today's rules, saying whether they changed since."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from operators import clock, editions
from operators.readiness import questionnaire
from operators.rendering.strings import say
from operators.vocabulary import LineType, SubjectKind
from operators.web.check_page import answered_page, made_from
from operators.web.page import page
from operators.web.problems import BadRequest
from operators.web.shared_links import SharedLink

Data = dict[str, Any]


@csrf_exempt  # nothing is stored or changed, and nobody is logged in
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def opened(request: HttpRequest, language: str) -> HttpResponse:
    """The page that a link leads to. Its script sends what stands after the ``#``; without scripts one pastes it."""
    try:
        response = _result(request, language) if request.method == "POST" else _asked(request, language)
    except BadRequest as fault:
        response = _asked(request, language, error=str(fault), status=400)
    except editions.NotPublished:
        response = _asked(request, language, error="link_gone", status=404)
    response["Referrer-Policy"] = "no-referrer"
    return response


def _asked(request: HttpRequest, language: str, *, error: str = "", status: int = 200) -> HttpResponse:
    return page(
        request,
        "shared.html",
        language=language,
        title=say(language, "open_bad" if error else "open_title"),
        description=say(language, "open_lead"),
        section="check",
        error=say(language, error) if error else "",
        noindex=True,
        status=status,
    )


def _result(request: HttpRequest, language: str) -> HttpResponse:
    """Raises BadRequest with what is wrong with the link, and NotPublished where its operator is gone."""
    link = SharedLink.read(request.POST.get("link", ""))
    if link.line_type not in set(LineType) - {LineType.ANY}:
        raise BadRequest("link_none")
    documents = editions.check_documents(
        operator=link.operator, line_type=link.line_type, language=language, now=clock.now()
    )
    changes = _changes(link, made_from(documents), language)
    questions = questionnaire(documents.policy, documents.country) if documents.policy else []
    options = {question["key"]: {option["code"] for option in question["options"]} for question in questions}
    answers = {key: code for key, code in link.answers.items() if code in options.get(key, ())}
    lost = len(link.answers) - len(answers)
    if lost and not changes:  # by the same rules the link could not have been made
        raise BadRequest("link_answers")
    return answered_page(
        request,
        language,
        documents,
        answers,
        noindex=True,
        shared={
            "said": say(language, "link_changed" if changes else "link_same"),
            "changes": changes,
            "lost": say(language, "link_lost", count=lost) if lost else "",
        },
    )


def _changes(link: SharedLink, current: list[Data], language: str) -> list[Data]:
    """What rests on another edition than the link, in sentences, with the address of the difference if there is one.

    Raises BadRequest for an edition that was never printed, or not yet.
    """
    now, rows = clock.now(), []
    today = {one["slug"]: one for one in current}
    for slug, number in link.editions.items():
        withdrawn = editions.was_withdrawn(SubjectKind.POLICY, slug, number, now=now)
        if withdrawn is None:
            raise BadRequest("link_edition")
        if slug not in today:
            rows.append({"text": say(language, "link_over"), "url": ""})
        elif (newer := today[slug]["edition"]["number"]) != number:
            text = say(language, "link_edition_now", title=today[slug]["title"], old=number, new=newer)
            difference = reverse("policy-compare", kwargs={"language": language, "slug": slug})
            rows.append({"text": text, "url": "" if withdrawn else f"{difference}?from={number}&to={newer}"})
    return rows + [
        {"text": say(language, "link_more", title=one["title"]), "url": ""}
        for slug, one in today.items()
        if slug not in link.editions
    ]
