"""What a supervisor asks, and what it is told."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client


def test_healthz_answers_without_a_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Cache-Control"]) == (200, b"ok\n", "no-store, private")


@pytest.mark.django_db
def test_readyz_says_ready(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"database": "ok", "migrations": "applied"})


@pytest.mark.django_db
def test_readyz_counts_migrations_not_applied(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("delete from django_migrations where app = 'sessions'")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["migrations"]) == (503, "1 not applied")
    assert response["Retry-After"] == "5"


@pytest.mark.django_db
def test_readyz_says_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    response = client.get("/readyz")
    assert (response.status_code, response.json()["database"]) == (503, "does not answer")


@pytest.mark.django_db
def test_ensure_admin_prints_a_password_once(capsys: pytest.CaptureFixture[str], client: Client) -> None:
    call_command("ensure_admin")
    words = capsys.readouterr().out.split()
    name, password = words[3], words[7]
    assert client.login(username=name, password=password)
    assert len(password) == 20
    call_command("ensure_admin")
    assert capsys.readouterr().out == "An administrator exists already.\n"
