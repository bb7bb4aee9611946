"""The planner for keepers: a day and a balance in, the days on which things happen out. Nothing is kept."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from operators import clock, editions
from operators.rendering import calendar_file, keep_entries, keep_form_twin, keep_page, keep_twin
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.web import choices, parameters
from operators.web.calendars import download
from operators.web.forms import KeepForm
from operators.web.keep_planning import Planned, planned, ways_to_pay_less
from operators.web.page import markdown, page
from operators.web.problems import told

Data = dict[str, Any]


@csrf_exempt  # nothing is stored or changed, and nobody is logged in
@require_http_methods(["GET", "HEAD", "POST"])
@told
def plan(request: HttpRequest, language: str) -> HttpResponse:
    """The form; after a POST, the plan above it."""
    now = clock.now()
    kept = choices.to_keep(language, now)
    today = editions.latest_today(now)
    form = _form(request, kept, now)
    posted = request.method == "POST"
    chosen = form.chosen if posted else {"operator": parameters.slug(request, "operator"), "balance": "unknown"}
    shown: Data | None = None
    made = _made(form, kept, language, now) if posted else None
    if made:
        official = editions.official_channels(now)
        days, document, cost, others = made
        shown = keep_page(days, document, official, cost, others)
        shown |= {"has_days": bool(keep_entries(days, document, official))}
    return page(
        request,
        "keep.html",
        language=language,
        title=say(language, "keep_title"),
        description=say(language, "keep_lead"),
        keep={"operator": chosen["operator"]} if chosen["operator"] else None,
        section="keep",
        choices=kept,
        chosen=chosen,
        balances=[
            {
                "code": code,
                "label": say(language, "dont_know") if code == "unknown" else word(language, "balance", code),
            }
            for code in ("with", "without", "unknown")
        ],
        errors=[say(language, error) for error in form.errors] if posted else [],
        today=today.isoformat(),
        plan=shown,
        ways=ways_to_pay_less(kept, chosen["operator"], language, now),
        twin=True,
        status=422 if posted and form.errors else 200,
    )


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@told
def twin(request: HttpRequest, language: str) -> HttpResponse:
    """The same as Markdown: what the planner goes by, or the plan of what was posted; the page where there is none."""
    now = clock.now()
    kept, official = choices.to_keep(language, now), editions.official_channels(now)
    if request.method == "POST":
        form = _form(request, kept, now)
        made = _made(form, kept, language, now)
        if not made:
            return plan(request, language=language)
        days, document, cost, others = made
        ways = ways_to_pay_less(kept, form.operator, language, now)
        return markdown(keep_twin(days, document, official, cost, others, ways))
    operator = parameters.slug(request, "operator")
    chosen = [row for row in kept if row["operator"] == operator]
    rows = planned(chosen or kept, language, now)
    return markdown(keep_form_twin(rows, ways_to_pay_less(kept, operator, language, now), official, language=language))


@csrf_exempt
@require_POST
@told
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The same plan as a calendar file; where there is no plan or no day in it, the page that says why."""
    now = clock.now()
    kept = choices.to_keep(language, now)
    made = _made(_form(request, kept, now), kept, language, now)
    entries = keep_entries(*made[:2], editions.official_channels(now)) if made else []
    if not made or not entries:
        return plan(request, language=language)
    name = say(language, "keep_title")
    return download(calendar_file(entries, name=name, url=made[1]["url"], language=language, now=now), "keep")


def _form(request: HttpRequest, kept: list[Data], now: datetime) -> KeepForm:
    return KeepForm.of(request.POST, [row["operator"] for row in kept], editions.latest_today(now))


def _made(form: KeepForm, kept: list[Data], language: str, now: datetime) -> Planned | None:
    """The plan with what it was made from; None where the form cannot be answered."""
    if form.errors or not form.last_top_up:
        return None
    row = next(row for row in kept if row["operator"] == form.operator)
    return planned([row], language, now, form.last_top_up, form.balance)[0]
