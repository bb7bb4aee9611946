"""The environment is read into usable values, or the start is refused with advice."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from kb import env

GOOD_SECRET = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7_aB3dE6gH9jK2mN5pQ8sT1vW4"


@pytest.mark.parametrize(
    ("word", "value"), [("on", True), ("TRUE", True), ("1", True), ("off", False), ("no", False), ("", False)]
)
def test_flag_is_read_from_words(word: str, value: bool) -> None:
    assert env.flag({"F": word}, "F", default=not value) is value


def test_flag_not_set_is_the_default() -> None:
    assert env.flag({}, "F", default=True) is True


def test_flag_of_another_word_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="F='maybe' is neither on nor off"):
        env.flag({"F": "maybe"}, "F", default=True)


def test_number_is_read() -> None:
    assert [env.number({"N": word}, "N", default=7) for word in ("3", " 0 ", "")] == [3, 0, 7]


@pytest.mark.parametrize("word", ["-1", "1.5", "x", "³"])
def test_number_of_another_word_is_refused(word: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="not a whole number"):
        env.number({"N": word}, "N", default=0)


def test_secret_is_taken_from_the_environment(tmp_path: Path) -> None:
    assert env.secret({"KB_SECRET_KEY": GOOD_SECRET}, local=False, data_dir=tmp_path) == GOOD_SECRET
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("", "is not set"),
        ("short", "fewer than 50"),
        ("ab" * 40, "too few different"),
        ("django-insecure-" + GOOD_SECRET, "placeholder"),
        ("changeme-" + GOOD_SECRET, "placeholder"),
    ],
)
def test_secret_that_is_none_is_refused_with_how_to_make_one(key: str, why: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match=why) as refusal:
        env.secret({"KB_SECRET_KEY": key}, local=False, data_dir=tmp_path)
    assert "secrets.token_urlsafe(50)" in str(refusal.value)


def test_local_secret_is_made_once_and_is_no_production_secret(tmp_path: Path) -> None:
    first = env.secret({}, local=True, data_dir=tmp_path / "var")
    assert env.secret({}, local=True, data_dir=tmp_path / "var") == first
    assert (tmp_path / "var" / "local-secret").stat().st_mode & 0o777 == 0o600
    with pytest.raises(ImproperlyConfigured, match="placeholder"):
        env.secret({"KB_SECRET_KEY": first}, local=False, data_dir=tmp_path)


@pytest.mark.parametrize("given", ["", "*", "kb.example.org,*"])
def test_production_hosts_must_be_named(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="KB_ALLOWED_HOSTS"):
        env.hosts({"KB_ALLOWED_HOSTS": given}, local=False)


def test_hosts_are_those_named() -> None:
    assert env.hosts({"KB_ALLOWED_HOSTS": "kb.example.org, b.example.org"}, local=False) == [
        "kb.example.org",
        "b.example.org",
    ]


def test_site_url_follows_the_first_host() -> None:
    assert env.site_url({}, local=False, hosts=["kb.example.org"]) == "https://kb.example.org"
    assert (
        env.site_url({"KB_SITE_URL": "https://kb.example.org/"}, local=False, hosts=["a"]) == "https://kb.example.org"
    )
    assert env.site_url({"KB_SITE_URL": "http://[::1]:8000"}, local=False, hosts=["a"]) == "http://[::1]:8000"


@pytest.mark.parametrize(
    "given",
    ["http://kb.example.org", "kb.example.org", "https://a/b", "https://u@a", "https://", "https://a?b", "ftp://a"],
)
def test_site_url_of_another_shape_is_refused(given: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="KB_SITE_URL"):
        env.site_url({"KB_SITE_URL": given}, local=False, hosts=["a"])


@pytest.mark.parametrize(
    ("version", "pragmas"),
    [
        ((3, 51, 2), "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA;"),
        ((3, 51, 3), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
        ((3, 52, 0), "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"),
    ],
)
def test_sqlite_journal_follows_its_version(version: tuple[int, ...], pragmas: str) -> None:
    assert env.sqlite_options(version) == {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": pragmas}


def test_database_sqlite_paths_are_relative_or_absolute() -> None:
    assert env.database("sqlite:///var/kb.sqlite3")["NAME"] == "var/kb.sqlite3"
    assert env.database("sqlite:////srv/k%20b.sqlite3")["NAME"] == "/srv/k b.sqlite3"


def test_database_postgres_has_time_limits_and_keeps_connections() -> None:
    assert env.database("postgres://kb:p%40ss@db:5433/kb?sslmode=require&statement_timeout=8000") == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "kb",
        "USER": "kb",
        "PASSWORD": "p@ss",
        "HOST": "db",
        "PORT": "5433",
        "OPTIONS": {
            "connect_timeout": 2,
            "options": "-c statement_timeout=8000 -c lock_timeout=5000",
            "sslmode": "require",
        },
        "TEST": {"CHARSET": "UTF8", "TEMPLATE": "template0"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


@pytest.mark.parametrize("url", ["mysql://u:hush@h/db", "postgres://u:hush@h", "sqlite://", "nonsense"])
def test_database_of_another_kind_is_refused_without_repeating_a_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must be") as refusal:
        env.database(url)
    assert "hush" not in str(refusal.value)
