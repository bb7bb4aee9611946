"""The working copy on the readers' own page: in any language, as it would be read on any day. For editors alone."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from operators import editions
from operators.admin.draft import TAGS, Draft, completed, draft_of, editions_on, frame, template_of
from operators.admin.status import Status
from operators.admin.words import day
from operators.models.forms import LANGUAGE_NAMES
from operators.vocabulary import COUNTRIES, SubjectKind

FIRST = date(1990, 1, 1)
"""Days before it and after the year 2100 are typing errors."""
LAST = date(2100, 12, 31)


def preview_page(room: Any, request: HttpRequest, status: Status, language: str) -> HttpResponse:
    """The page that readers would get if the working copy were published now, with a bar that says what it is."""
    today = COUNTRIES[status.subject.country].today(status.now)
    on = asked_day(request) or today
    draft = draft_of(status)
    document = completed(draft, language, now=status.now, on=on)
    keep = f"?on={on.isoformat()}" if on != today else ""
    versions = [
        {"code": code, "hreflang": TAGS[code], "name": name, "href": room.url("preview", status.subject, code) + keep}
        for code, name in LANGUAGE_NAMES.items()
    ]
    context = frame(draft, document, language, versions, now=status.now, on=on) | {
        "real_template": template_of(draft),
        "change_url": room.change_url(status.subject),
        "on": on.isoformat(),
        "today": on == today,
        "said": _("Preview of the working copy, version %(version)s. Readers see none of this before it is published.")
        % {"version": status.subject.version},
        "on_that_day": on_that_day(status, draft, on, today),
    }
    return room.page(request, "preview.html", context)


def asked_day(request: HttpRequest) -> date | None:
    """``?on=2027-01-01``; what is no day, or an impossible one, counts as today."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        return None
    return asked if asked is not None and FIRST <= asked <= LAST else None


def on_that_day(status: Status, draft: Draft, on: date, today: date) -> str:
    """Whether the working copy would apply on the day at all, and what readers get if not."""
    begins = draft.effective_from or today
    if on >= begins:
        return _("Read as on %(day)s.") % {"day": day(on)} if on != today else ""
    instead = _applying(status, on)
    if instead is None:
        return _("On %(day)s it would not apply yet, but from %(begins)s; readers would find nothing.") % {
            "day": day(on),
            "begins": day(begins),
        }
    return _("On %(day)s it would not apply yet, but from %(begins)s; readers would get edition %(number)s.") % {
        "day": day(on),
        "begins": day(begins),
        "number": instead,
    }


def _applying(status: Status, on: date) -> int | None:
    """The number of the edition that applies on a day, days to come included; None where there is none."""
    kind = SubjectKind(status.subject.KIND)
    now, as_of = editions_on(status.subject.country, status.now, on)
    rows = editions.listings(kind, now=now, as_of=as_of).filter(slug=status.subject.slug)
    row = rows.select_related("edition").first()
    return row.edition.number if row else None
