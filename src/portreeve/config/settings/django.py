"""What Django needs to be told. A council's own values come from `Settings`; the environment is not read here."""

from __future__ import annotations

from portreeve.config.settings.read import database_options, settings
from portreeve.foundation.config_types.api import Installation
from portreeve.foundation.observe.api import logging_settings

S = settings()

SECRET_KEY = S.secret_key
PORTREEVE_HOME = S.home
PORTREEVE_URL = S.url
CARRIERS = "portreeve.config.wiring.carriers"
JOURNEYS = "portreeve.config.wiring.journeys"
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
INSTALLATION = Installation(home=S.home, demo=S.demo, council=S.council)
DEBUG = False
ALLOWED_HOSTS = list(S.hosts)
ROOT_URLCONF = "portreeve.config.urls"
WSGI_APPLICATION = "portreeve.config.wsgi.application"
AUTH_USER_MODEL = "portreeve_accounts.Account"
DATABASES = {"default": database_options(S)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"

FOUNDATION = ("accounts", "audit", "outbox", "idempotency", "limits", "files", "personal_data", "design")
MODULES = ("catalogue", "places", "people", "correspondence", "journeys", "cases", "contacts", "insight")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    *[f"portreeve.foundation.{name}" for name in FOUNDATION],
    *[f"portreeve.modules.{name}" for name in MODULES],
]

MIDDLEWARE = [
    "portreeve.foundation.observe.middleware.Observed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portreeve.foundation.design.middleware.ContentPolicy",
    "portreeve.foundation.design.middleware.Language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

PAGE_PACKAGES = (
    "portreeve.foundation.design",
    "portreeve.screens.web",
    "portreeve.channels.resident_web",
    "portreeve.channels.staff_desk",
    "portreeve.channels.system_web",
)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {
            "environment": "portreeve.foundation.design.environment.make",
            "packages": PAGE_PACKAGES,
            "context_processors": ["portreeve.foundation.design.pages.context"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

STATIC_URL = "/static/"
STATIC_ROOT = S.home / "static"
STATICFILES_DIRS = [("brand", S.council / "brand" / "images")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-\d+\.\d+\.\d+\..+$"

SESSION_COOKIE_SECURE = not S.demo
CSRF_COOKIE_SECURE = not S.demo
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 0 if S.demo else 31_536_000
HEALTH_CHECKS = "portreeve.config.health.checks"
OUTBOX_HANDLERS = "portreeve.config.wiring.handlers"
BLOB_STORE = "portreeve.config.files.blob_store"
FILE_SCANNER = "portreeve.foundation.files.scanners.PatternScanner"
METRICS_TOKEN = S.metrics_token
LOGGING = logging_settings(S.log_level)
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
