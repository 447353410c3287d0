"""What Django needs to be told. A council's own values come from `Settings`; the environment is not read here."""

from __future__ import annotations

from portreeve.config.settings.post import post_settings, sign_in_mail
from portreeve.config.settings.read import database_options, settings
from portreeve.config.settings.sign_in import oidc_settings
from portreeve.foundation.config_types.api import Installation
from portreeve.foundation.observe.api import logging_settings

S = settings()

SECRET_KEY = S.secret_key
PORTREEVE_HOME = S.home
PORTREEVE_URL = S.url
CARRIERS = "portreeve.config.post.carriers"
DEMO_POST = "portreeve.config.post.demo_post"
NOTIFY_CALLBACKS = "portreeve.config.post.callback_token"
JOURNEYS = "portreeve.config.wiring.journeys"
ADDRESS_SOURCES = "portreeve.config.wiring.address_sources"
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
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    *[f"portreeve.foundation.{name}" for name in FOUNDATION],
    *[f"portreeve.modules.{name}" for name in MODULES],
]

MIDDLEWARE = [
    "portreeve.foundation.observe.middleware.Observed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portreeve.foundation.design.middleware.ContentPolicy",
    "portreeve.foundation.design.middleware.Language",
    "portreeve.channels.staff_desk.middleware.KeepLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portreeve.foundation.design.middleware.CleanText",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portreeve.channels.staff_desk.middleware.BeginAnew",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

PAGE_PACKAGES = (
    "portreeve.foundation.design",
    "portreeve.screens.web",
    "portreeve.channels.resident_web",
    "portreeve.channels.staff_desk",
    "portreeve.channels.system_web",
    "portreeve.channels.holder_web",
    "portreeve.channels.demo_post",
)

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "OPTIONS": {
            "environment": "portreeve.foundation.design.environment.make",
            "packages": PAGE_PACKAGES,
            "context_processors": [
                "portreeve.foundation.design.pages.context",
                "portreeve.channels.staff_desk.views.identity.context",
            ],
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

if not S.demo:  # sign-in codes go out by the same mail server as all else; what is missing is said here, at the start
    globals().update(sign_in_mail(post_settings()))
else:  # in the demo nothing leaves the machine: they are looked at where all else is that it sends
    EMAIL_BACKEND = "portreeve.adapters.smtp.twin.DemoEmails"
    EMAIL_FILE_PATH = post_settings().folder / "mail"
    DEFAULT_FROM_EMAIL = post_settings().mail_from

# Staff sign in; residents have no accounts (portreeve.foundation.accounts.sign_in).
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_ADAPTER = "portreeve.channels.staff_desk.emails.DeskSignIn"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # sign-up is closed: this makes the sign-in page ask for a password
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "portreeve.foundation.accounts.api.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator made the account for this address; a code proves it at each use
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = S.demo
MFA_TOTP_ISSUER = "Portreeve"
IDENTITY_PROVIDER = oidc_settings(demo=S.demo)  # the council's own accounts (ADR 0020); None: no button, no routes
SOCIALACCOUNT_ADAPTER = "portreeve.foundation.accounts.identity.StaffFromProvider"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # we look accounts up ourselves; the library would wipe their passwords
# Counts of attempts to sign in, shared by all workers; the table comes with the accounts' migration.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "portreeve_accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = S.home / "static"
STATICFILES_DIRS = [("brand", S.council / "brand" / "images")]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-\d+\.\d+\.\d+\..+$"

SESSION_ENGINE = "portreeve.foundation.accounts.sessions"
SESSION_COOKIE_SECURE = not S.demo
CSRF_COOKIE_SECURE = not S.demo
SESSION_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "portreeve.config.faults.stale"
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
