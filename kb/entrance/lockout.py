"""Ten failed log-ins to an account from one address in a quarter of an hour, and more are refused for a while.

Counted in the database: neither several processes nor a cache that is away lift the limit. An attempt is noted before
the password is looked at, so that of many at one instant no more than the limit are looked at.
"""

import logging
from datetime import UTC, datetime, timedelta

from django.utils.crypto import salted_hmac

from kb.entrance.models import Failure, UsedCode

log = logging.getLogger("kb.entrance")

LIMIT = 10
"""Of one account from one address: a colleague elsewhere is not locked out by somebody who guesses."""
ADDRESS_LIMIT = 50
"""Of all accounts from one address."""
WINDOW = timedelta(minutes=15)


def _hash(kind: str, text: str) -> str:
    return salted_hmac(f"kb.entrance.{kind}", text.strip().casefold(), algorithm="sha256").hexdigest()


def account_hash(name: str) -> str:
    """The name under which failures of an account are kept."""
    return _hash("account", name)


def begin(name: str, address: str) -> Failure | None:
    """Note an attempt before it is looked at; None where it must not be looked at at all."""
    now = datetime.now(UTC)
    Failure.objects.filter(at__lt=now - WINDOW).delete()
    attempt = Failure.objects.create(account=account_hash(name), address=_hash("address", address), at=now)
    here = Failure.objects.filter(address=attempt.address)
    if here.filter(account=attempt.account).count() > LIMIT or here.count() > ADDRESS_LIMIT:
        # An attempt that is refused does not prolong the lock.
        attempt.delete()
        return None
    return attempt


def succeeded(attempt: Failure) -> None:
    """Forget the failures of this account from this address: whoever was let in had only mistyped."""
    Failure.objects.filter(account=attempt.account, address=attempt.address).delete()


def unlock(name: str) -> int:
    """Forget all failures of an account, and say how many there were."""
    return Failure.objects.filter(account=account_hash(name)).delete()[0]


def first_use(user: object, code: str) -> bool:
    """Whether this one-time code lets ``user`` in for the first time. Codes live for a minute and a half."""
    now = datetime.now(UTC)
    UsedCode.objects.filter(at__lt=now - WINDOW).delete()
    used = UsedCode(user=user, code=_hash("code", code), at=now)  # type: ignore[misc]
    if UsedCode.objects.filter(user=used.user, code=used.code).exists():
        return False
    UsedCode.objects.bulk_create([used], ignore_conflicts=True)
    return UsedCode.objects.filter(user=used.user, code=used.code, at=now).exists()
