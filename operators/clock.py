"""The one place where the doors ask what time it is. Pure code is told instead."""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)
