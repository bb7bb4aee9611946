"""How a calendar file is handed out."""

from django.http import HttpResponse


def download(file: bytes, name: str) -> HttpResponse:
    """A file that a phone opens in its calendar: ``download(b"BEGIN:VCALENDAR…", "keep")`` is ``keep.ics``."""
    return HttpResponse(
        file,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.ics"'},
    )
