"""Ending sessions: after a change of role, or of what somebody logs in with."""

from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session


def end_sessions(user: Any, *, but: str | None = None) -> int:
    """Log ``user`` out everywhere, ``but`` one session excepted. Gives how many sessions ended."""
    ended = [
        session.session_key
        for session in Session.objects.all()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk) and session.session_key != but
    ]
    Session.objects.filter(session_key__in=ended).delete()
    return len(ended)
