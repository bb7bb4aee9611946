"""What a supervisor asks: is the process up, and can it answer readers?"""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all; touches nothing else, so a restart is the cure when it fails."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers and its tables are those of this code, else 503 with what is missing."""
    try:
        executor = MigrationExecutor(connection)
        waiting = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return _not_ready({"database": "does not answer", "migrations": "unknown"})
    if waiting:
        return _not_ready({"database": "ok", "migrations": f"{waiting} not applied"})
    return JsonResponse({"database": "ok", "migrations": "applied"})


def _not_ready(state: dict[str, str]) -> HttpResponse:
    response = JsonResponse(state, status=503)
    response["Retry-After"] = "5"
    return response
