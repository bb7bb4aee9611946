"""The matrix of permissions: what is written in ``permissions.csv``, and what the site does.

A line is an address, a method, and what each role gets:

- ``shown``: a page. A POST that is shown was an empty form that came back with what is missing: the role may send it.
- ``moved``: sent on to another address. ``login``: sent to the log-in.
- ``refused``: let in, but the request lacks what it needs (400 or 409).
- ``no``: 403. ``missing``: 404. ``method``: 405.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.resolvers import RoutePattern

from operators.models.working import Policy

FILE = Path(__file__).with_name("permissions.csv")
PEOPLE = {"anonymous": "", "viewer": "view1", "editor": "ed1", "reviewer": "rev1", "administrator": "adm"}
METHODS = ("GET", "POST")
HEADING = ["url", "method", *PEOPLE]
OBJECT = ("pk", "object_id", "id")
"""Parameters that stand for a row of the model that the address names."""
WORDS = {200: "shown", 400: "refused", 409: "refused", 403: "no", 404: "missing", 405: "method"}

Matrix = dict[tuple[str, str], dict[str, str]]


def written(file: Path = FILE) -> Matrix:
    """The matrix as it is written. Raises AssertionError for a line that stands there twice."""
    matrix: Matrix = {}
    with file.open(encoding="utf-8", newline="") as lines:
        for line in csv.DictReader(lines):
            key = line.pop("url"), line.pop("method")
            assert key not in matrix, f"{key} stands there twice"
            matrix[key] = line
    return matrix


def line(url: str, method: str, cells: dict[str, str]) -> str:
    """One line of the file, as it is to be written."""
    return ",".join([f'"{url}"' if "," in url else url, method, *(cells[person] for person in PEOPLE)])


def addresses() -> dict[str, URLPattern]:
    """Every address below the staff's paths, by its route: ``admin/operators/policy/<int:pk>/submit/``."""
    found = dict(_walk(get_resolver().url_patterns, ""))
    staff = tuple(path.lstrip("/") for path in settings.KB_STAFF_PATHS)
    return {route: pattern for route, pattern in sorted(found.items()) if route.startswith(staff)}


def _walk(patterns: Any, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        # The names of the apps in it change with what is installed; the rule does not.
        route = prefix + re.sub(r"\(\?P<app_label>[^)]*\)", "(?P<app_label>…)", str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            yield route, pattern
        else:
            yield from _walk(pattern.url_patterns, route)


def path_of(route: str, pattern: URLPattern) -> str:
    """An address that fits a route, about a row that exists. Raises AssertionError where nobody said which."""
    if not isinstance(pattern.pattern, RoutePattern):
        return _by_name(route, pattern)
    values = _values(route)
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: _value(route, found[1], values), route)
    return f"/{filled}"


def _by_name(route: str, pattern: URLPattern) -> str:
    if pattern.name == "app_list":
        return reverse("admin:app_list", args=["operators"])
    if "<url>" in route:
        return "/admin/nowhere"
    values = _values(route)
    names = re.findall(r"\?P<(\w+)>", route)
    return reverse(str(pattern.name), kwargs={name: _value(route, name, values) for name in names})


def _value(route: str, name: str, values: dict[str, str]) -> str:
    assert name in values, f"{route}: say in tests/admin/matrix.py what <{name}> is, or make a row of that model there"
    return values[name]


def _values(route: str) -> dict[str, str]:
    # No link to a draft is called so, and no row has so high a number.
    values = {
        "language": "es",
        "token": "nobody.made-this",
        "link": "987654",
        "edit": "987654",
        "name": "facts.csv",
        "form": "csv",
    }
    policy = Policy.objects.order_by("pk")[0]
    if route.startswith("admin/r/"):
        return {"content_type_id": str(ContentType.objects.get_for_model(Policy).pk), "object_id": str(policy.pk)}
    if route.startswith("admin/account/2fa/webauthn/keys/"):
        # Nobody has one here; the password is asked for before that is looked at.
        return {"pk": "1"}
    if route.startswith("admin/translations/"):
        return {"noun": "policy", "key": policy.slug, "language": "es"}
    parts = route.split("/")
    model = next((one for one in apps.get_models() if [one._meta.app_label, one._meta.model_name] == parts[1:3]), None)
    row: Any = model._default_manager.order_by("pk").first() if model else None
    return values | (dict.fromkeys(OBJECT, str(row.pk)) if row else {})


def seen(routes: dict[str, str], method: str, person: str) -> dict[str, str]:
    """What ``person`` gets at each of these paths, by route. Nothing that a request did is kept."""
    found = {}
    for route, path in routes.items():
        client = Client(headers={"accept-language": "en"})
        with transaction.atomic():
            if PEOPLE[person]:
                client.force_login(User.objects.get(username=PEOPLE[person]))
            response = client.get(path) if method == "GET" else client.post(path, {})
            transaction.set_rollback(True)
        found[route] = word(response)
    return found


def word(response: Any) -> str:
    if response.status_code in (301, 302):
        return "login" if response["Location"].startswith("/admin/login/") else "moved"
    return WORDS.get(response.status_code, str(response.status_code))


def make_viewer() -> User:
    """Staff who may look at everything and change nothing."""
    user = User.objects.create_user("view1", password="correct horse battery staple", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return user
