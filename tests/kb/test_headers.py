"""Every answer says what a browser may do with it, errors and redirects included."""

import pytest
from django.test import Client

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
API = "default-src 'none'; frame-ancestors 'none'; sandbox"
EVERYWHERE = ["/page", "/private", "/missing", "/fail/fault", "/fail/database", "/fail/data", "/small", "/admin/small"]


@pytest.mark.parametrize("path", EVERYWHERE)
def test_page_has_every_header_whatever_its_status(site: Client, path: str) -> None:
    response = site.get(path)
    assert response["Content-Security-Policy"] == STRICT
    assert response["Permissions-Policy"].startswith("accelerometer=(), ")
    assert {
        name: response[name]
        for name in (
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "X-Frame-Options",
        )
    } == {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }


def test_refused_host_has_the_headers_too(site: Client) -> None:
    response = site.get("/page", headers={"host": "evil.example"})
    assert (response.status_code, response["Content-Security-Policy"]) == (400, STRICT)
    assert b"evil.example" not in response.content


def test_https_site_redirects_and_pins(site: Client, settings: object) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 60  # type: ignore[attr-defined]
    moved = site.get("/page")
    assert (moved.status_code, moved["Location"]) == (301, "https://testserver/page")
    assert (moved["Cache-Control"], moved["Content-Security-Policy"]) == ("no-store, private", STRICT)
    assert site.get("/page", secure=True)["Strict-Transport-Security"].startswith("max-age=60")


@pytest.mark.parametrize("path", ["/api/small", "/api/missing", "/api/fail/fault"])
def test_api_is_sandboxed_and_open_to_other_sites(site: Client, path: str) -> None:
    response = site.get(path)
    assert response["Content-Security-Policy"] == API
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response


def test_api_page_for_people_is_a_page(site: Client) -> None:
    assert site.get("/api/page")["Content-Security-Policy"] == STRICT


def test_api_answers_a_preflight(site: Client) -> None:
    response = site.options("/api/small", headers={"access-control-request-method": "POST"})
    assert (response.status_code, response["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, POST, OPTIONS")
    assert response["Access-Control-Allow-Origin"] == "*"


def test_pages_are_not_open_to_other_sites(site: Client) -> None:
    assert "Access-Control-Allow-Origin" not in site.get("/page")
