"""What comes from outside: readers' reports, sources that are gone, and days that are near."""

from datetime import datetime
from typing import Any

from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from operators.admin.queue.filters import Filters
from operators.admin.queue.parts import Item, Section, age, take, until
from operators.admin.watching import found
from operators.models.printed import CorrectionReport, Listing
from operators.models.working import Source
from operators.vocabulary import COUNTRIES, LinkState


def reports(user: Any, filters: Filters, now: datetime) -> Section:
    """What readers say is wrong, oldest first."""
    section = Section("reports", _("Readers’ reports"), _("Answer it"), _("no report is open"))
    section.all_url = "admin:operators_correctionreport_changelist?state__exact=open"
    rows = CorrectionReport.objects.filter(filters.subjects(), state="open")
    if filters.language:
        rows = rows.filter(language=filters.language)
    section.items, section.total = take(
        rows.order_by("received_at", "pk"),
        lambda row: Item(
            reverse("admin:operators_correctionreport_change", args=[row.pk]),
            row.kind,
            row.slug,
            note=Truncator(row.text).chars(120),
            age=age(row.received_at, now),
            language=row.language,
        ),
    )
    return section


def sources(user: Any, filters: Filters, now: datetime) -> Section:
    """Sources whose page is gone, leads elsewhere or no longer holds the quote; what is gone first."""
    section = Section(
        "sources", _("Sources gone or changed"), _("Look at the page"), _("no source is known to be gone or changed")
    )
    section.all_url = "admin:operators_source_changelist?found=trouble"
    gone_first = Case(When(link_state=LinkState.DEAD, then=Value(0)), default=Value(1))
    section.items, section.total = take(
        Source.objects.troubled().filter(filters.sources()).order_by(gone_first, "key"),
        lambda row: Item(
            reverse("admin:operators_source_change", args=[row.pk]),
            slug=row.key,
            title=row.title,
            note=found(row).words,
            age=age(row.checked_at, now) if row.checked_at else "",
            urgent=row.link_state == LinkState.DEAD,
        ),
    )
    return section


def soon(user: Any, filters: Filters, now: datetime) -> Section:
    """Editions that are printed and wait for their day: the last moment to look once more."""
    section = Section("soon", _("Takes effect soon"), _("Look at it"), _("no edition waits for its day"))
    section.all_url = "admin:operators_edition_changelist?waiting=yes"
    rows = Listing.objects.filter(filters.listings(), public_at__gt=now).select_related("edition")
    section.items, section.total = take(
        rows.order_by("public_at", "kind", "slug"),
        lambda row: Item(
            reverse("admin:operators_edition_change", args=[row.edition_id]),
            row.kind,
            row.slug,
            note=_("withdrawn from %(day)s") % {"day": row.effective_from.isoformat()}
            if row.withdrawn
            else _("edition %(number)s, from %(day)s")
            % {"number": row.edition.number, "day": row.effective_from.isoformat()},
            age=until(row.effective_from, COUNTRIES[row.country].today(now)),
        ),
    )
    return section
