"""Handed in, and what came back."""

from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from operators.admin.queue.filters import Filters
from operators.admin.queue.parts import Item, Section, age, take
from operators.models.working import Edit, Submission
from operators.publishing.own_work import own_work


def to_review(user: Any, filters: Filters, now: datetime) -> Section:
    """What somebody else wrote and handed in: this person may publish or return it."""
    section = Section("review", _("Waiting for your review"), _("Review"), _("nothing to review"))
    section.all_url = "admin:operators_submission_changelist?state__exact=open"
    rows = Submission.objects.filter(filters.subjects(), state="open").select_related("submitted_by")
    own = own_work(user)
    if own:
        named = Concat("kind", Value("/"), "slug", output_field=CharField())
        rows = rows.annotate(named=named).exclude(named__in=[f"{kind}/{slug}" for kind, slug in own])
    section.items, section.total = take(
        rows.order_by("submitted_at", "pk"),
        lambda row: Item(
            "",
            row.kind,
            row.slug,
            note=row.note or _("from %(who)s") % {"who": row.submitted_by.get_username()},
            age=age(row.submitted_at, now),
            view="review",
        ),
    )
    return section


def handed_in(user: Any, filters: Filters, now: datetime) -> Section:
    """What this person handed in: it waits for others."""
    section = Section(
        "handed-in", _("Yours, waiting for a reviewer"), _("Open"), _("nothing of yours waits for others")
    )
    rows = Submission.objects.filter(filters.subjects(), state="open", submitted_by=user)
    section.all_url = "admin:operators_submission_changelist?state__exact=open"
    section.items, section.total = take(
        rows.order_by("submitted_at", "pk"),
        lambda row: Item("", row.kind, row.slug, note=row.note, age=age(row.submitted_at, now), view="change"),
    )
    return section


def returned(user: Any, filters: Filters, now: datetime) -> Section:
    """What a reviewer gave back, unless it was handed in again or the changes were discarded since."""
    section = Section("returned", _("Returned to you"), _("Mend it"), _("nothing came back"))
    section.all_url = "admin:operators_submission_changelist?state__exact=returned"
    later = Submission.objects.filter(kind=OuterRef("kind"), slug=OuterRef("slug")).filter(
        Q(submitted_at__gt=OuterRef("submitted_at")) | Q(submitted_at=OuterRef("submitted_at"), pk__gt=OuterRef("pk"))
    )
    discarded = Edit.objects.filter(
        noun=OuterRef("kind"), key=OuterRef("slug"), what__startswith="reverted", at__gt=OuterRef("decided_at")
    )
    rows = Submission.objects.filter(filters.subjects(), state="returned", submitted_by=user)
    rows = rows.exclude(Exists(later)).exclude(Exists(discarded)).annotate(who=F("decided_by__username"))
    section.items, section.total = take(
        rows.order_by("decided_at", "pk"),
        lambda row: Item("", row.kind, row.slug, note=row.message, age=age(row.decided_at, now), view="change"),
    )
    return section
