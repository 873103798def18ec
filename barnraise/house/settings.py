"""Django's settings, made from the environment; docs/reference/settings.md is for hosts."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from barnraise.house.env import PROJECT, Env, keep_key

ENV = Env.read()
DATA = ENV.data
DEBUG = ENV.debug and not ENV.reachable  # the checks refuse it; this holds where none are run
DEFAULT_EXCEPTION_REPORTER_FILTER = "barnraise.house.exception_filter.RequestOnlyFilter"

SECRET_KEY = keep_key(DATA, "secret.key")
LINK_KEY = keep_key(DATA, "links.key")  # outside the database: a dump opens no workbook

ALLOWED_HOSTS = ENV.allowed_hosts()
CSRF_TRUSTED_ORIGINS = [ENV.url] if ENV.url else []

INSTALLED_APPS = [
    "barnraise.house",
    "barnraise.reports",
    "barnraise.workbook",
    "barnraise.partnerships",
    "barnraise.instruments",
    "barnraise.ledger",
    "barnraise.ui",
    "django_htmx",
    "csp",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MESSAGE_STORAGE = "barnraise.house.cookies.MessageStorage"

MIDDLEWARE = [
    "barnraise.house.middleware.behind_tls",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "barnraise.house.middleware.strict",
    "csp.middleware.CSPMiddleware",
    "barnraise.house.cookies.language_renamed",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "barnraise.house.errors.Refusals",
]

ROOT_URLCONF = "barnraise.house.urls"
WSGI_APPLICATION = "barnraise.house.wsgi.application"
CSRF_FAILURE_VIEW = "barnraise.house.errors.forged"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "builtins": ["barnraise.ui.templatetags.languages"],  # as much needed as escaping
            "loaders": [
                ("django.template.loaders.cached.Loader", ["barnraise.ui.template_loader.Loader"])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


SQLITE = "django.db.backends.sqlite3"
SQLITE_OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    "PRAGMA recursive_triggers=ON; "  # else INSERT OR REPLACE slips past the append-only trigger
    "PRAGMA secure_delete=ON;",  # what was erased is overwritten (see ledger/vacuum.py)
}
# Seconds: to wait for a free connection; and to go on trying to make one before the next visitor
# tries anew, else a server that was away for an hour is found again only after another.
POOL = {"min_size": 1, "max_size": 16, "timeout": 10, "reconnect_timeout": 5}
LOCKS = "-c lock_timeout=20s"  # as long as SQLite waits


def _database() -> dict[str, Any]:
    """PostgreSQL by DATABASE_URL, else SQLite in the data folder, on disk at every commit."""
    found: dict[str, Any] = {"ENGINE": SQLITE, "NAME": DATA / "barnraise.sqlite3"}
    if ENV.database_url:
        found = dict(dj_database_url.parse(ENV.database_url))
    if found["ENGINE"] == SQLITE:
        return {**found, "CONN_MAX_AGE": None, "OPTIONS": SQLITE_OPTIONS}
    options = {"options": LOCKS, **found.get("OPTIONS", {}), "pool": POOL}
    return {**found, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}


DATABASES = {"default": _database()}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [PROJECT / "barnraise" / "house" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/assets/"
STATIC_ROOT = DATA / "assets"
STATICFILES_FINDERS = ["barnraise.ui.assets.JoinedFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "barnraise.ui.assets.JoinedStorage"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["png", "woff2", "gz", "br", "map"]

# Cookies: `__Host-` names bind a cookie to this origin, but browsers drop them over plain http.
# The fresh link's cookie is for the pages of one workbook alone, for which `__Secure-` is the name.
SECURE_COOKIES = ENV.behind_tls
BOUND, SECURED = ("__Host-", "__Secure-") if SECURE_COOKIES else ("", "")
CSRF_COOKIE_NAME = f"{BOUND}barnraise_csrf"
DEVICE_COOKIE_NAME = f"{BOUND}barnraise_device"
MESSAGE_COOKIE_NAME = f"{BOUND}barnraise_messages"
LANGUAGE_COOKIE_NAME = f"{BOUND}barnraise_language"
SHARED_COOKIE_NAME = f"{BOUND}barnraise_shared"  # set by offline/shared_device.js, read here
FRESH_COOKIE_NAME = f"{SECURED}barnraise_fresh"
CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 400 * 24 * 3600
# Django's storage of messages takes the attributes of its cookie from those of a session's.
SESSION_COOKIE_SECURE, SESSION_COOKIE_HTTPONLY, SESSION_COOKIE_SAMESITE = (
    SECURE_COOKIES,
    True,
    "Lax",
)
# The name of before is still read. That of a device was bound already: one without the prefix is
# never read over https, as any site under the same domain could have set it.
OLD_LANGUAGE_COOKIE_NAME = "barnraise_language"

SECURE_SSL_REDIRECT = ENV.behind_tls
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENV.behind_tls else 0
# Other sites may live under names below this one: only the host can say that all speak https.
SECURE_HSTS_INCLUDE_SUBDOMAINS = ENV.behind_tls and ENV.hsts in {"subdomains", "preload"}
SECURE_HSTS_PRELOAD = ENV.behind_tls and ENV.hsts == "preload"
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # Django's advice to say so unasked
SECURE_REFERRER_POLICY = "same-origin"  # with "no-referrer" browsers post forms without an origin
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # a whole stage page with every text full
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # a checklist of 5 MB; nothing is put on disk
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_PERMISSIONS = 0o600  # the prepared assets, which lie in the data folder
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"scrub": {"()": "barnraise.house.log_filter.LinkFilter"}},
    "formatters": {"line": {"()": "barnraise.house.log_filter.UtcFormatter"}},
    "handlers": {
        "terminal": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["scrub"]}
    },
    "root": {"handlers": ["terminal"], "level": "WARNING"},
    "loggers": {
        "barnraise.events": {"level": "INFO"},
        "django": {"handlers": ["terminal"], "level": "WARNING", "propagate": False},
    },
}
