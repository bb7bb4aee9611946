"""All nouns, so that Django finds them. Import them from ``models.working`` or ``models.printed``, never from here."""

from operators.models import printed, working

__all__ = ["printed", "working"]
