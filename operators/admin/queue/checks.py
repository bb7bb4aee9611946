"""Freshness: what is due for a check, and which checks wait to be confirmed."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from operators.admin.list_filters import asks_for_check, live_listings, with_turn
from operators.admin.queue.filters import Filters
from operators.admin.queue.parts import Item, Section, age, days, take, until
from operators.editions.freshness import freshness_state
from operators.models.printed import Listing, Verification
from operators.vocabulary import COUNTRIES, Freshness, SubjectKind

LATELY = timedelta(days=30)
"""A check that nobody has confirmed for longer than this no longer hides that its policy is due."""


def to_check(user: Any, filters: Filters, now: datetime) -> Section:
    """The longest overdue first, then what was never checked. A fresh proposal is work done."""
    section = Section("due", _("Due for a check"), _("Note a check"), _("every live policy is fresh"))
    section.all_url = "admin:operators_policy_changelist?freshness=due"
    proposed = Verification.objects.filter(
        policy=OuterRef("slug"), outcome="confirmed", confirmed_at__isnull=True, at__gte=now - LATELY
    )
    live = with_turn(live_listings(SubjectKind.POLICY, now).filter(filters.listings()))
    rows = live.filter(asks_for_check(now)).exclude(Exists(proposed))
    section.items, section.total = take(
        rows.order_by(F("review_due_on").asc(nulls_last=True), "slug"), lambda row: _due(row, now)
    )
    return section


def _due(row: Listing, now: datetime) -> Item:
    today = COUNTRIES[row.country].today(now)
    state = freshness_state(row.review_due_on, today)
    said = {
        Freshness.NEVER: _("never checked"),
        Freshness.DUE: _("due"),
        Freshness.OVERDUE: _("overdue"),
        Freshness.FRESH: _("due soon"),
    }[state]
    late = ""
    if row.review_due_on:
        late = days((today - row.review_due_on).days) if row.review_due_on <= today else until(row.review_due_on, today)
    urgent = state in (Freshness.OVERDUE, Freshness.NEVER)
    return Item("", row.kind, row.slug, note=said, age=late, urgent=urgent, view="verify")


def to_confirm(user: Any, filters: Filters, now: datetime) -> Section:
    """Checks of others: they count once a reviewer who did not make them confirms them."""
    section = Section("confirm", _("Checks to confirm"), _("Confirm"), _("no check waits to be confirmed"))
    section.all_url = "admin:operators_verification_changelist?confirmed=no"
    rows = Verification.objects.filter(filters.policies("policy"), confirmed_at__isnull=True).select_related("by")
    if settings.KB_FOUR_EYES:
        rows = rows.exclude(by=user)
    section.items, section.total = take(
        rows.order_by("at", "pk"),
        lambda row: Item(
            reverse("admin:operators_verification_change", args=[row.pk]),
            SubjectKind.POLICY,
            row.policy,
            note=_("%(outcome)s, by %(who)s on %(day)s")
            % {"outcome": row.get_outcome_display(), "who": row.by.get_username(), "day": row.day.isoformat()},
            age=age(row.at, now),
        ),
    )
    return section
