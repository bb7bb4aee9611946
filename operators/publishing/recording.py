"""``record_verb``: one line in the log of verbs. Call it in the transaction of the verb itself."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from operators.models.working import VerbRecord


def record_verb(
    verb: str,
    *,
    noun: str,
    key: str,
    by: User,
    now: datetime,
    version: int | None = None,
    content_hash: str = "",
    edition: int | None = None,
    message: str = "",
    **details: Any,
) -> VerbRecord:
    """Note what was done to what. ``details`` is anything else worth keeping that JSON can hold.

    ``record_verb("return", noun="policy", key="claro-cancellation-prepaid", by=…, now=…, message="Cite the law.")``
    """
    return VerbRecord.objects.create(
        verb=verb,
        noun=noun,
        key=key,
        by=by,
        at=now,
        version=version,
        content_hash=content_hash,
        edition=edition,
        message=message,
        details={name: value for name, value in details.items() if value},
    )
