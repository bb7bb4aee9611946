"""The one settings file. Everything that differs from place to place comes from the environment (`docs/operating.md`).

Production is the default and the strict case: without a secret and hosts it does not start.
`KB_LOCAL=1`, which `make run` and the tests set, is the case of one's own machine.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from kb import env, logs

ROOT = Path(__file__).resolve().parent.parent

# pytest sets PYTEST_VERSION: a test run needs no environment of its own.
KB_LOCAL = env.flag(os.environ, "KB_LOCAL", default="PYTEST_VERSION" in os.environ)
TESTING = KB_LOCAL and "PYTEST_VERSION" in os.environ
DEBUG = env.flag(os.environ, "KB_DEBUG", default=False)
if DEBUG and not KB_LOCAL:
    raise ImproperlyConfigured("KB_DEBUG shows code to every reader: it needs KB_LOCAL=1, on your own machine.")

KB_DATA_DIR = Path(os.environ.get("KB_DATA_DIR") or ROOT / "var").absolute()
SECRET_KEY = env.secret(os.environ, local=KB_LOCAL, data_dir=KB_DATA_DIR)
ALLOWED_HOSTS = env.hosts(os.environ, local=KB_LOCAL)
KB_SITE_URL = env.site_url(os.environ, local=KB_LOCAL, hosts=ALLOWED_HOSTS)
# Nobody who edited may publish. Off is for a team of one; each edition records which it was.
KB_FOUR_EYES = env.flag(os.environ, "KB_FOUR_EYES", default=True)
# Whom to tell of a weakness: "mailto:…" or "https://…", for /.well-known/security.txt.
KB_SECURITY_CONTACT = env.contact(os.environ, "KB_SECURITY_CONTACT")
# How long a link to a draft can be read by somebody without an account; 0 makes no such links.
KB_DRAFT_LINK_DAYS = env.number(os.environ, "KB_DRAFT_LINK_DAYS", default=7)
# How many proxies in front of this process write X-Forwarded-For and X-Forwarded-Proto.
KB_NUM_PROXIES = env.number(os.environ, "KB_NUM_PROXIES", default=0)
HTTPS = urlsplit(KB_SITE_URL).scheme == "https"

# Applications

INSTALLED_APPS = [
    "kb.apps.EditorsDoor",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "django.forms",
    "operators",
    "django.contrib.humanize",  # for a page of django-allauth
    "allauth",
    "kb.entrance.apps.Accounts",
    "allauth.mfa",
    "kb.entrance.apps.Entrance",
]
ROOT_URLCONF = "kb.urls"
WSGI_APPLICATION = "kb.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions, log-in, forms' tokens and messages exist under these paths alone; everything else is public and stateless.
KB_STAFF_PATHS = ("/admin/",)

MIDDLEWARE = [
    "kb.middleware.request_log.RequestLog",
    "kb.middleware.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kb.middleware.conditional.Conditional",
    "kb.middleware.cors.OpenApi",
    "kb.middleware.sanity.RequestSanity",
    "django.middleware.common.CommonMiddleware",
    "kb.middleware.staff.StaffSession",
    "kb.middleware.language.PathLanguage",
    "kb.middleware.staff.StaffCsrf",
    "kb.middleware.staff.StaffAuthentication",
    "kb.middleware.staff.StaffMessages",
    "kb.middleware.staff.StaffAccounts",
    "kb.middleware.second_factor.SecondFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "kb.middleware.faults.KnownFaults",
]
SILENCED_SYSTEM_CHECKS = [
    # "CsrfViewMiddleware is not in MIDDLEWARE": a subclass is, which does its work under KB_STAFF_PATHS; on public
    # addresses nobody is logged in and no cookie exists, so a forged POST gains nothing.
    "security.W003",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kb.entrance.context.frame",
            ],
        },
    },
]

# Widgets of our own are templates of the project; the commonest of Django's are drawn without one.
FORM_RENDERER = "kb.drawing.Drawing"

# Data

DATABASES = {"default": env.database(os.environ.get("DATABASE_URL") or f"sqlite:///{KB_DATA_DIR / 'kb.sqlite3'}")}
REDIS_URL = os.environ.get("REDIS_URL", "")
if TESTING and REDIS_URL and "PYTEST_XDIST_WORKER" in os.environ:
    # Test processes side by side clear the cache: each has a Redis database of its own.
    REDIS_URL = f"{REDIS_URL.rpartition('/')[0]}/{15 - int(os.environ['PYTEST_XDIST_WORKER'][2:]) % 15}"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "kb",
        "OPTIONS": {"socket_timeout": 1, "socket_connect_timeout": 1},
    }
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

# Source watch (`manage.py check_sources`): how it introduces itself to the sites that are cited.
KB_WATCH_USER_AGENT = os.environ.get("KB_WATCH_USER_AGENT") or f"operators-kb source check (+{KB_SITE_URL})"
# For tests alone: names that lead to a given address and port, whatever that is, and who vouches for them.
KB_WATCH_HOSTS: dict[str, tuple[str, int]] = {}
KB_WATCH_CA = ""

# Readers' reports: so many may come in and wait in a day, and so many in all, whoever sends them.
KB_REPORTS_A_DAY = env.number(os.environ, "KB_REPORTS_A_DAY", default=100)
KB_REPORTS_WAITING = env.number(os.environ, "KB_REPORTS_WAITING", default=1000)

# Languages and time. Days are reckoned in each country's own zone; the registry in `operators.vocabulary` knows it.

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("es", "Español"), ("en", "English")]
LOCALE_PATHS = [ROOT / "kb" / "locale"]
# The language an editor chose for the admin; readers' pages have theirs in the address and no cookie.
LANGUAGE_COOKIE_NAME = "__Secure-language" if HTTPS else "language"
LANGUAGE_COOKIE_PATH = "/admin/"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# Static files

STATIC_URL = "/static/"
# On one's own machine files are served from the source folders, so nothing has to be collected.
STATIC_ROOT = None if KB_LOCAL else KB_DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "kb" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if KB_LOCAL
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = KB_LOCAL
WHITENOISE_AUTOREFRESH = KB_LOCAL and not TESTING
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = KB_DATA_DIR / "media"

# Log-in

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
# Staff without a second factor are led to set one up first.
KB_REQUIRE_MFA = env.flag(os.environ, "KB_REQUIRE_MFA", default=HTTPS)
ACCOUNT_ADAPTER = "kb.entrance.adapter.Accounts"
ACCOUNT_FORMS = {"login": "kb.entrance.forms.LogInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]  # sign-up is closed: see the adapter
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "admin:login"
# Its limits live in the cache: several processes, or a cache that is away, lift them. kb/entrance/lockout.py counts.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
MFA_ADAPTER = "kb.entrance.adapter.SecondFactors"
MFA_FORMS = {
    "authenticate": "kb.entrance.forms.AuthenticateForm",
    "reauthenticate": "kb.entrance.forms.ReauthenticateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # a loopback address
MFA_ALLOW_UNVERIFIED_EMAIL = True
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
# The prefix makes browsers refuse these cookies unless they came over TLS, for the whole host and no other.
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = False  # the admin's own scripts read it
CSRF_COOKIE_SAMESITE = "Lax"
# Gives the posted texts back, so that a session that ended costs nobody an hour's work.
CSRF_FAILURE_VIEW = "kb.staff_site.token_refused"

# What a browser is told, and what may come in

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if KB_NUM_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

NONE, SELF = "'none'", "'self'"
SECURE_CSP = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [NONE],
    "object-src": [NONE],
}
# Django's own admin works under the strict policy; a comfort that needs more gets it here, not on public pages.
KB_CSP_STAFF = {**SECURE_CSP}
KB_CSP_API = {"default-src": [NONE], "frame-ancestors": [NONE], "sandbox": []}
KB_PERMISSIONS_DENIED = [
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
]

KB_PATH_MAX = 2 * 1024
KB_QUERY_MAX = 8 * 1024
KB_QUERY_MAX_PARAMETERS = 50
KB_PUBLIC_BODY_MAX = 64 * 1024
# Requests to the API a client and minute; 0 lifts the limit.
KB_API_RATE = env.number(os.environ, "KB_API_RATE", default=300)
# Corrections that a reader may report in an hour; 0 lifts the limit.
KB_REPORT_RATE = env.number(os.environ, "KB_REPORT_RATE", default=10)
# The staff's limits; a public body is held to the one above before anything reads it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# One policy form holds all its rows in three languages.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# The API: stateless, JSON alone, nobody logs in to it. Page sizes are the API's own matter.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_FILTER_BACKENDS": ["django_filters.rest_framework.DjangoFilterBackend"],
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "operators.api.problems.handler",
    "UNAUTHENTICATED_USER": None,
    "UNAUTHENTICATED_TOKEN": None,
    "NUM_PROXIES": KB_NUM_PROXIES,
    "COERCE_DECIMAL_TO_STRING": True,
    "UNICODE_JSON": True,
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "TEST_REQUEST_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Can I cancel my Peruvian number?",
    "VERSION": "1.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVERS": [{"url": KB_SITE_URL}],
    "POSTPROCESSING_HOOKS": ["operators.api.schema.complete"],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# Logs and error reports: nothing that a reader sent

LOGGING = logs.configuration(readable=KB_LOCAL)
DEFAULT_EXCEPTION_REPORTER_FILTER = "kb.privacy.BlankPost"
