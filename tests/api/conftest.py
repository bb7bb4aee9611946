"""A client of the API, on the day that the factories publish on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from operators import clock
from tests.factories import NOW

ROOT = "/api/v1/"
Answer = Any


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day of `factories.NOW` in Lima, and nobody is held up."""
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.fixture(autouse=True)
def _unhurried(settings: Any) -> None:
    settings.KB_API_RATE = 0


@pytest.fixture
def get(client: Client) -> Callable[..., Answer]:
    """`get("policies/", topic="cancellation")`, in English unless told."""

    def ask(path: str, headers: dict[str, str] | None = None, **query: Any) -> Answer:
        return client.get(ROOT + path, {"lang": "en", **query}, headers=headers)

    return ask


@pytest.fixture
def post(client: Client) -> Callable[..., Answer]:
    """`post("readiness/", {...})`, in English."""

    def send(path: str, body: Any, content_type: str = "application/json", **query: Any) -> Answer:
        from urllib.parse import urlencode

        return client.post(f"{ROOT}{path}?{urlencode({'lang': 'en', **query})}", body, content_type=content_type)

    return send
