"""The planner for keepers: a day and a balance in, the days on which things happen out. Nothing is kept."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from operators import clock, editions
from operators.readiness import plan_keep
from operators.rendering import keep_page
from operators.rendering.strings import say
from operators.rendering.words import word
from operators.vocabulary import COUNTRIES
from operators.web import choices, parameters
from operators.web.forms import KeepForm
from operators.web.page import page
from operators.web.problems import told


@csrf_exempt  # nothing is stored or changed, and nobody is logged in
@require_http_methods(["GET", "HEAD", "POST"])
@told
def plan(request: HttpRequest, language: str) -> HttpResponse:
    """The form; after a POST, the plan above it."""
    now = clock.now()
    kept = choices.to_keep(language, now)
    today = editions.latest_today(now)
    form = KeepForm.of(request.POST, [row["operator"] for row in kept], today)
    posted = request.method == "POST"
    chosen = form.chosen if posted else {"operator": parameters.slug(request, "operator"), "balance": "unknown"}
    shown: dict[str, Any] | None = None
    if posted and not form.errors and form.last_top_up:
        row = next(row for row in kept if row["operator"] == form.operator)
        document = editions.read("policy", row["policy"], language=language, now=now)
        on = COUNTRIES[document["country"]].today(now)
        # A reader east of Lima may already have tomorrow's date.
        made = plan_keep(document, min(form.last_top_up, on), form.balance, on)
        shown = keep_page(made.to_dict(), document, editions.official_channels(now))
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
