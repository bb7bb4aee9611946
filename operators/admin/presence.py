"""Who else has a page open. A page says so when it is loaded, and a script asks again every half minute."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from operators import clock
from operators.admin.forms import key_of, noun_of
from operators.models.working import Edit, Presence

EXPIRES = timedelta(seconds=90)
"""A browser that was closed without a word is forgotten after three missed signs of life."""


def _at(obj: Any) -> QuerySet[Presence]:
    return Presence.objects.filter(model=obj._meta.label_lower, object_id=str(obj.pk))


def said(obj: Any, *, to: Any) -> str:
    """A sentence about the others who have the page of ``obj`` open; empty where there are none."""
    others = _at(obj).filter(seen_at__gte=clock.now() - EXPIRES).exclude(user=to).select_related("user")
    names = [
        _("%(who)s (since %(when)s)")
        % {"who": one.user.get_username(), "when": timezone.localtime(one.since).strftime("%H:%M")}
        for one in others.order_by("since")[:5]
    ]
    if not names:
        return ""
    return _("Also open at: %(names)s. The first to save is kept; the second is told what changed.") % {
        "names": ", ".join(names)
    }


def saved_since(obj: Any, version: int) -> str:
    """A sentence about who saved ``obj`` after ``version``; empty where nobody did."""
    last = Edit.objects.filter(noun=noun_of(obj), key=key_of(obj), version__gt=version).select_related("by").first()
    if last is None:
        return ""
    return _("%(who)s saved version %(version)s at %(when)s. You will be shown what changed when you save.") % {
        "who": last.by.get_username(),
        "version": last.version,
        "when": timezone.localtime(last.at).strftime("%H:%M:%S"),
    }


def here(room: Any, request: HttpRequest, pk: int) -> HttpResponse:
    """POST: ``request.user`` has the page open (or, with ``left``, no longer). Tells what the page should say.

    ``{"others": "Also open at: ed2 (since 12:03). …", "saved": ""}``. Raises Http404, PermissionDenied.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    obj = room.get_queryset(request).filter(pk=pk).first()
    if obj is None:
        raise Http404
    if not room.has_change_permission(request, obj):
        raise PermissionDenied
    now = clock.now()
    Presence.objects.filter(seen_at__lt=now - EXPIRES).delete()
    if "left" in request.POST:
        _at(obj).filter(user=request.user.pk).delete()
    else:
        by: Any = request.user
        row = Presence(model=obj._meta.label_lower, object_id=str(obj.pk), user=by, since=now, seen_at=now)
        Presence.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["model", "object_id", "user"], update_fields=["seen_at"]
        )
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else obj.version
    return JsonResponse({"others": said(obj, to=request.user), "saved": saved_since(obj, seen)})
