"""Public answers can be kept by anybody and are told apart byte by byte; all others are kept by nobody."""

import gzip

import pytest
from django.test import Client

from kb.middleware.conditional import accepts_gzip, matches
from tests.kb.conftest import PAGE

PUBLIC = "public, max-age=0, s-maxage=5"
GZIP = {"accept-encoding": "gzip"}


def test_public_page_is_cacheable_with_a_strong_etag(site: Client) -> None:
    response = site.get("/page")
    assert response.status_code == 200
    assert response["Cache-Control"] == PUBLIC
    assert response["Vary"] == "Accept-Encoding"
    assert response["ETag"].startswith('"')
    assert response["ETag"] == site.get("/page")["ETag"]
    assert "X-Request-ID" not in response


def test_gzip_gives_the_same_page_under_another_etag(site: Client) -> None:
    plain, packed = site.get("/page"), site.get("/page", headers=GZIP)
    assert packed["Content-Encoding"] == "gzip"
    assert packed["Content-Length"] == str(len(packed.content))
    assert gzip.decompress(packed.content).decode() == PAGE
    assert packed["ETag"] != plain["ETag"]
    assert packed.content == site.get("/page", headers=GZIP).content


def test_gzip_leaves_a_small_answer_alone(site: Client) -> None:
    response = site.get("/small", headers=GZIP)
    assert (response.content, "Content-Encoding" in response) == (b"ok", False)


@pytest.mark.parametrize("encoding", [{}, GZIP])
def test_same_etag_is_answered_304(site: Client, encoding: dict[str, str]) -> None:
    first = site.get("/page", headers=encoding)
    again = site.get("/page", headers={**encoding, "if-none-match": f'"other", W/{first["ETag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    assert {name: again[name] for name in ("ETag", "Cache-Control", "Vary")} == {
        "ETag": first["ETag"],
        "Cache-Control": PUBLIC,
        "Vary": "Accept-Encoding",
    }
    assert "Content-Security-Policy" in again


def test_other_etag_is_answered_whole(site: Client) -> None:
    first = site.get("/page")
    assert site.get("/page", headers={**GZIP, "if-none-match": first["ETag"]}).status_code == 200


def test_head_has_the_etag_of_get(site: Client) -> None:
    assert site.head("/page")["ETag"] == site.get("/page")["ETag"]


def test_view_that_says_never_cache_is_kept_by_nobody(site: Client) -> None:
    response = site.get("/private", headers=GZIP)
    assert response["Cache-Control"] == "no-store, private"
    assert not {"ETag", "Expires", "Content-Encoding"} & set(response.headers)
    assert response["X-Request-ID"]


def test_view_may_say_longer(site: Client) -> None:
    assert site.get("/longer")["Cache-Control"] == "public, max-age=60"


@pytest.mark.parametrize("path", ["/admin/page", "/admin/longer"])
def test_staff_page_is_kept_by_nobody(site: Client, path: str) -> None:
    assert site.get(path)["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", ["/page", "/api/page"])
def test_post_is_kept_by_nobody(site: Client, path: str) -> None:
    assert site.post(path)["Cache-Control"] == "no-store, private"


def test_missing_page_is_cacheable_without_an_etag(site: Client) -> None:
    response = site.get("/missing")
    assert (response.status_code, response["Cache-Control"], "ETag" in response) == (404, PUBLIC, False)


def test_failure_is_kept_by_nobody(site: Client) -> None:
    response = site.get("/fail/fault")
    assert (response.status_code, response["Cache-Control"]) == (500, "no-store, private")


def test_public_answer_loses_its_cookie(site: Client, caplog: pytest.LogCaptureFixture) -> None:
    response = site.get("/cookie")
    assert (response.status_code, len(response.cookies), response["Cache-Control"]) == (200, 0, PUBLIC)
    assert [record.name for record in caplog.records if record.levelname == "ERROR"] == ["kb.conditional"]


def test_staff_answer_keeps_its_cookie(site: Client) -> None:
    assert list(site.get("/admin/cookie").cookies) == ["a"]


def test_streamed_answer_passes_as_it_is(site: Client) -> None:
    response = site.get("/streamed", headers=GZIP)
    assert (b"".join(response), "ETag" in response) == (b"ab", False)


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("gzip;q=0", False),
        ("gzip; q=0.0", False),
        ("*", True),
        ("*, gzip;q=0", False),
        ("br", False),
        ("", False),
    ],
)
def test_gzip_is_taken_as_the_client_says(header: str, taken: bool) -> None:
    assert accepts_gzip(header) is taken


def test_star_matches_any_etag() -> None:
    assert matches(" * ", '"a"')
    assert not matches("", '"a"')
