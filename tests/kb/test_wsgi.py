"""The entry that the production server loads."""

import pytest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.test import RequestFactory


# The end of a request looks after the connection, where an earlier test has left one open.
@pytest.mark.django_db
def test_application_answers() -> None:
    heard: list[str] = []
    environ = RequestFactory().get("/healthz").META
    response = get_internal_wsgi_application()(environ, lambda status, headers: heard.append(status))
    assert (heard, b"".join(response)) == (["200 OK"], b"ok\n")
