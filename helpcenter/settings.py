"""Every setting. The only reader of the environment; .env.example explains each name.

Runs with no environment at all, for this machine only: local hosts, SQLite and secrets
made once in var/. PRODUCTION=True insists on real secrets and turns TLS on.
"""

import secrets
from datetime import date
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()
if (BASE_DIR / ".env").exists():  # environ would note each start without one
    env.read_env(BASE_DIR / ".env")

PRODUCTION = env.bool("PRODUCTION", default=False)
DEBUG = env.bool("DEBUG", default=False)
if DEBUG and PRODUCTION:
    raise ImproperlyConfigured("DEBUG shows what people typed: not in production.")


def secret(name):
    """The environment's secret; off production, one made once and kept in var/."""
    if value := env.str(name, default=""):
        return value
    if PRODUCTION:
        raise ImproperlyConfigured(f"{name} must be set in production.")
    file = VAR_DIR / name.lower().replace("_", "-")
    if not file.exists():
        VAR_DIR.mkdir(mode=0o700, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text()


def day(name):
    """The environment's YYYY-MM-DD as a date, or None."""
    try:
        return date.fromisoformat(value) if (value := env.str(name, "")) else None
    except ValueError:
        raise ImproperlyConfigured(f"{name} is no day: YYYY-MM-DD.") from None


SECRET_KEY = secret("SECRET_KEY")
# Salts the stretching of the six words. Kept outside the database and its backups, so
# that a stolen database alone cannot be guessed at (shared security study, part 3).
SITE_SALT = secret("SITE_SALT")

ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["localhost", ".localhost", "127.0.0.1"]
)
if PRODUCTION and not env.list("ALLOWED_HOSTS", default=[]):
    raise ImproperlyConfigured("ALLOWED_HOSTS must be set in production.")

INSTALLED_APPS = [
    "guide",
    "takedown",
    "evidence",
    "directory",
    "helpcenter",
    "directory.site_config.StaffConfig",  # django.contrib.admin, with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "helpcenter.privacy.PrivacyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Pads each answer at random, so that its length gives no secret away.
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "helpcenter.privacy.refuse_other_methods",
    "helpcenter.languages.LanguageMiddleware",
    "directory.changes.PlannedMiddleware",
]
ROOT_URLCONF = "helpcenter.urls"
WSGI_APPLICATION = "helpcenter.wsgi.application"
FORM_RENDERER = "helpcenter.forms.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "helpcenter.privacy.leaving",
            ]
        },
    }
]

DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/db.sqlite3")
}
DATABASES["default"]["CONN_MAX_AGE"] = None
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    VAR_DIR.mkdir(mode=0o700, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # Measured: no lock errors in four processes; commits survive power cuts.
        "transaction_mode": "IMMEDIATE",
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON"
        ),
    }
# Throttles count here; a crowd of networks must not push each other's counts out.
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://?max_entries=100000")
}
# Networks of the proxies whose X-Forwarded-For is believed. Nobody else's is.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Sessions are sealed under the cookie's token: see helpcenter/sessions.py.
SESSION_ENGINE = "helpcenter.sessions"
SESSION_COOKIE_NAME = "__Host-s" if PRODUCTION else "s"
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_AGE = IDLE_SECONDS = env.int("IDLE_MINUTES", default=30) * 60
SESSION_ABSOLUTE_SECONDS = env.int("VISIT_HOURS", default=8) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# Each answer sets the cookie again: a rolling limit, and no copy kept for Back.
SESSION_SAVE_EVERY_REQUEST = True
# A CSRF cookie would stay on the person's device for a year.
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "evidence.case_views.resume"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 86400 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
# Not no-referrer: Chromium would then send "Origin: null" and every form would fail.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # the icon stands in the page itself
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "object-src": [CSP.NONE],
}

# Where "Leave this site" goes: something dull that anybody might have open.
NEUTRAL_URL = env.str("NEUTRAL_URL", default="https://www.weather.gov/")
# The one title of every page, and the word downloads begin with.
SITE_TITLE = env.str("SITE_TITLE", default="Notes")
CASE_DAYS = env.int("CASE_DAYS", default=365)
# An e-mail address of who runs the site: for weaknesses and for what cannot be used.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
# The last day on which security.txt says so: YYYY-MM-DD, at most a year ahead.
CONTACT_UNTIL = day("CONTACT_UNTIL")

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("es", "Español")]  # each in its own words
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["helpcenter.formats"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=f"{VAR_DIR}/static").root
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "helpcenter.bundles.BundleFinder",
]
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
# Exhibits, sealed before they come here. With EXHIBIT_BUCKET they go to an S3 store,
# whose address, region and keys are the AWS_… variables of its own tools.
EXHIBIT_FOLDER = env.path("EXHIBIT_FOLDER", default=f"{VAR_DIR}/exhibits").root
EXHIBIT_BUCKET = env.str("EXHIBIT_BUCKET", default="")
SEALED_FOLDER = {
    "BACKEND": "helpcenter.vault.FolderStorage",
    "OPTIONS": {"location": EXHIBIT_FOLDER},
}
SEALED_BUCKET = {
    "BACKEND": "helpcenter.vault.bucket.BucketStorage",
    "OPTIONS": {
        "bucket_name": EXHIBIT_BUCKET,
        "endpoint_url": env.str("AWS_ENDPOINT_URL", default=None),
        "region_name": env.str("AWS_REGION", default=None),
        "default_acl": None,
        "querystring_auth": True,
        "file_overwrite": True,
    },
}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "sealed": SEALED_BUCKET if EXHIBIT_BUCKET else SEALED_FOLDER,
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if PRODUCTION
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        )
    },
}
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

# A long story is welcome; a flood is not. A field takes at most 200,000 characters.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# The first takes exhibits, and no other file of anybody; the second is for staff.
FILE_UPLOAD_HANDLERS = [
    "evidence.intake.ExhibitUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
EXHIBIT_MAX_BYTES = env.int("EXHIBIT_MAX_MB", default=2048) * 2**20
CASE_MAX_BYTES = env.int("CASE_MAX_MB", default=10240) * 2**20
# What gives (file name, bytes) of papers for the digital copy of an open case.
CASE_PAPERS = ["takedown.copies.papers_of"]
# What gives (title, HTML) of the parts that they add to the binder.
CASE_SECTIONS = ["takedown.requests.papers.sections_of"]
# What gives lines on whom a person told, for the summary for the police.
CASE_TOLD = ["takedown.requests.papers.told_of"]
# What gives sentences that staff should read on the start page of their admin.
STAFF_NOTES = ["takedown.review.notes"]
# An upload is refused while the disk has less than this left.
KEEP_FREE_BYTES = env.int("KEEP_FREE_MB", default=1024) * 2**20

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Nobody is mailed a traceback, and no line holds an address, a query or a typed word.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "helpcenter.privacy.QuietFormatter"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "quiet"},
        "nowhere": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # That somebody of staff logged in, by the number of the account.
        "helpcenter.login": {"level": "INFO"},
        # Not just no handler: Python would then print its warnings as they are.
        "django.server": {"handlers": ["nowhere"], "propagate": False},
    },
}
