"""Report a mistake: what, where, and a source if one has it. No account, no script, nothing kept about the reader."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from operators import clock, editions, reports
from operators.rendering.strings import say
from operators.vocabulary import SubjectKind
from operators.web import rate
from operators.web.forms import ReportForm
from operators.web.page import page
from operators.web.problems import told

TOO_MANY = "too_many"


@csrf_exempt  # nobody is logged in: a forged report is worth no more than one that was sent without a browser
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@told
def report(request: HttpRequest, language: str) -> HttpResponse:
    """The form about one page; a POST keeps the report, or gives everything back with what is wrong."""
    posted = request.method == "POST"
    form = ReportForm.of(request.POST if posted else request.GET)
    now = clock.now()
    if form.kind not in list(SubjectKind):
        raise editions.NotPublished
    document = editions.read(form.kind, form.slug, language=language, now=now)
    shown = form if form.edition else form.about(document["edition"]["number"])
    error, status, wait = "", 200, 0
    if posted:
        wait = rate.wait(request)
        try:
            if wait:
                raise reports.ReportRefused("client", TOO_MANY)
            reports.receive(**shown.report(), language=language, now=now)
        except reports.ReportRefused as refused:
            error = say(language, f"report_{refused.field or 'queue'}_{refused.code}", minutes=-(-wait // 60))
            status = 429 if wait else 503 if refused.code == TOO_MANY else 422
        else:
            return HttpResponseRedirect(reverse("report-received", kwargs={"language": language}), status=303)
    response = page(
        request,
        "report.html",
        language=language,
        title=say(language, "report"),
        description=say(language, "report_lead"),
        keep=shown.subject(),
        form=shown,
        about={"title": _title(document), "url": document["url"]},
        error=error,
        noindex=True,
        status=status,
    )
    if status == 429:
        response["Retry-After"] = str(wait)
    return response


@require_safe
def received(request: HttpRequest, language: str) -> HttpResponse:
    """Where a sent report leads, so that loading the page again sends nothing again."""
    title = say(language, "report_received")
    return page(request, "report_received.html", language=language, title=title, noindex=True)


def _title(document: dict[str, Any]) -> str:
    return str(document.get("title") or document.get("question") or document["name"])
