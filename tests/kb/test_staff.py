"""Sessions and log-in exist for staff alone; the language comes from the path."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_session_exists_under_the_staff_paths_alone(site: Client) -> None:
    assert site.get("/admin/session").status_code == 200
    assert [site.get(path).status_code for path in ("/session", "/api/session")] == [500, 500]


@pytest.mark.parametrize(("path", "status"), [("/page", 200), ("/api/page", 200), ("/admin/page", 403)])
def test_form_token_is_asked_for_under_the_staff_paths_alone(settings: object, path: str, status: int) -> None:
    from tests.kb.conftest import SITE

    settings.ROOT_URLCONF = SITE  # type: ignore[attr-defined]
    settings.CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"  # type: ignore[attr-defined]
    assert Client(enforce_csrf_checks=True).post(path).status_code == status


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/es/language", "es"),
        ("/en/language", "en"),
        ("/zh-hans/language", "zh-hans"),
        ("/fr/language", "zh-hans"),
        ("/language", "zh-hans"),
        ("/admin/language", "en"),
    ],
)
def test_language_is_the_one_in_the_path_and_the_browsers_for_staff(site: Client, path: str, code: str) -> None:
    assert site.get(path, headers={"accept-language": "en-GB"}).content.decode() == code


@pytest.mark.django_db
def test_log_in_page_of_the_real_site_works_and_sets_its_cookie(client: Client) -> None:
    response = client.get("/admin/login/")
    assert (response.status_code, list(response.cookies)) == (200, ["csrf"])
    assert response["Cache-Control"] == "no-store, private"
