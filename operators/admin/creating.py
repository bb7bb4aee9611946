"""A double click on an add form makes one thing: the second post is led to what the first one made."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from operators.models.working import Creation

KEPT = timedelta(days=2)
"""Nobody sends a form again after that long."""


def claim(token: str, *, model: Any, by: Any, now: datetime) -> Creation | None:
    """The row of this form, for this transaction alone: a second post waits here until the first is through.

    ``object_id`` of what is returned is empty for the first. None where the form carries no token of ours.
    """
    try:
        uuid = UUID(token)
    except ValueError:
        return None
    Creation.objects.filter(at__lt=now - KEPT).delete()
    Creation.objects.bulk_create(
        [Creation(token=uuid, model=model._meta.label_lower, by=by, at=now)], ignore_conflicts=True
    )
    found = Creation.objects.select_for_update().get(token=uuid)
    return found if (found.by_id, found.model) == (by.pk, model._meta.label_lower) else None
