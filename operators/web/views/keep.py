"""The planner for keepers: a day and a balance in, the days on which things happen out. Nothing is kept."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from operators import clock, editions
from operators.readiness import plan_keep
from operators.rendering import calendar_file, keep_entries, keep_page
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import COUNTRIES
from operators.web import choices, parameters
from operators.web.calendars import download
from operators.web.forms import KeepForm
from operators.web.page import page
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
        shown = keep_page(*made, official) | {"has_days": bool(keep_entries(*made, official))}
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
        status=422 if posted and form.errors else 200,
    )


@csrf_exempt
@require_POST
@told
def calendar(request: HttpRequest, language: str) -> HttpResponse:
    """The same plan as a calendar file; where there is no plan or no day in it, the page that says why."""
    now = clock.now()
    kept = choices.to_keep(language, now)
    made = _made(_form(request, kept, now), kept, language, now)
    entries = keep_entries(*made, editions.official_channels(now)) if made else []
    if not made or not entries:
        return plan(request, language=language)
    name = say(language, "keep_title")
    return download(calendar_file(entries, name=name, url=made[1]["url"], language=language, now=now), "keep")


def _form(request: HttpRequest, kept: list[Data], now: datetime) -> KeepForm:
    return KeepForm.of(request.POST, [row["operator"] for row in kept], editions.latest_today(now))


def _made(form: KeepForm, kept: list[Data], language: str, now: datetime) -> tuple[Data, Data] | None:
    """The plan and the policy that it was made from; None where the form cannot be answered."""
    if form.errors or not form.last_top_up:
        return None
    row = next(row for row in kept if row["operator"] == form.operator)
    document = editions.read("policy", row["policy"], language=language, now=now)
    on = COUNTRIES[document["country"]].today(now)
    # A reader east of Lima may already have tomorrow's date.
    return plan_keep(document, min(form.last_top_up, on), form.balance, on).to_dict(), document
