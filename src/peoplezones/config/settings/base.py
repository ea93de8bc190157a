"""Settings that every way of running shares; knows no secret and no address of a machine."""

import os
from email.utils import parseaddr
from pathlib import Path

import dj_database_url
from django.utils.translation import gettext_lazy as _

ROOT = Path(__file__).resolve().parents[4]
VAR = Path(os.environ.get("PEOPLEZONES_VAR", ROOT / "var")).resolve()
SITE_NAME = os.environ.get("PEOPLEZONES_SITE_NAME", "People Zones")

DEBUG = False
# The demo's sign-in links and its folder of outgoing mail work under this switch alone.
PEOPLEZONES_DEMO = False

INSTALLED_APPS = [
    # Top to bottom, as the layers stack: templates of a higher context win over lower ones.
    "peoplezones.demo",
    "peoplezones.pages",
    "peoplezones.choosing",
    "peoplezones.agreements",
    "peoplezones.people",
    "peoplezones.provision",
    "peoplezones.teams",
    "peoplezones.partners",
    "peoplezones.zones",
    "peoplezones.places",
    "peoplezones.accounts",
    "peoplezones.ui",
    "peoplezones.foundation",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # WhiteNoise does not compress pages
    "peoplezones.ui.policies.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "peoplezones.pages.middleware.OneSiteMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "peoplezones.foundation.read_only.ReadOnlyRequestMiddleware",
    "peoplezones.accounts.middleware.SignedInByDefaultMiddleware",
    "peoplezones.accounts.middleware.SecondFactorMiddleware",
    "peoplezones.accounts.middleware.ActingMiddleware",
]

ROOT_URLCONF = "peoplezones.config.urls"
WSGI_APPLICATION = "peoplezones.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "peoplezones.ui.context.layout",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django.contrib.humanize.templatetags.humanize",
            ],
        },
    }
]
FORM_RENDERER = "peoplezones.ui.forms.DesignRenderer"

DATABASES = {
    "default": dj_database_url.config(
        env="PEOPLEZONES_DATABASE",
        default=f"sqlite:///{VAR / 'peoplezones.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,  # a data base that was started again is met by a new connection
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all workers of one machine: rate limits live here. Several machines need a cache that they all reach.
# What visitors can fill as they like (tiles) has a place of its own, so that it pushes no limit out.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    "tiles": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(VAR / "tiles"),
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
}

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [ROOT / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True
DATE_FORMAT = "j F Y"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [VAR / "frontend"]  # compiled style and front-end libraries, made by ./run
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR / "media"
WHITENOISE_MAX_AGE = 60  # of files without a hash in their name; the others are kept for ever
WHITENOISE_ALLOW_ALL_ORIGINS = False

# --- who is who -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Person"
# Nobody has a password, so no back end takes one (ADR-0006).
AUTHENTICATION_BACKENDS = [
    "peoplezones.accounts.backends.NoPasswordBackend",
    "rules.permissions.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, str]] = []
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:home"
ACCOUNT_ADAPTER = "peoplezones.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person: a new one takes the place of the old
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # whoever has a second factor gives it again to change their address
# By address of machine (ip), of mail (key) and by person (user). A code is one of 20^8 = 26 thousand million;
# three tries a code and twenty codes an hour leave no hope of a guess.
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "request_login_code": "20/m/ip,3/m/key,20/h/key",
    "login_failed": "10/m/ip,5/300s/key",
    "signup": "10/m/ip",
    "confirm_email": "1/10s/key",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
# How many proxies of ours stand before the server, so that limits count visitors and not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("PEOPLEZONES_PROXIES", "0"))
PEOPLEZONES_SIGNUP_OPEN = os.environ.get("PEOPLEZONES_SIGNUP_OPEN", "yes") == "yes"
# Staff who have not signed in for so many days lose access until somebody gives it back (`daily`).
PEOPLEZONES_IDLE_DAYS = int(os.environ.get("PEOPLEZONES_IDLE_DAYS", "90"))
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "peoplezones.accounts.adapters.MFAAdapter"
MFA_TOTP_TOLERANCE = 1  # a code typed as it changes, or a clock half a minute off, still works
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = SITE_NAME
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True

# --- mail ----------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = os.environ.get("PEOPLEZONES_MAIL_FROM", "people-zones@localhost")
# Where people write to the programme team; pages and security.txt show it.
CONTACT_EMAIL = os.environ.get("PEOPLEZONES_CONTACT") or parseaddr(DEFAULT_FROM_EMAIL)[1]

# --- editorial pages ---------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = os.environ.get("PEOPLEZONES_BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # asks an outside host otherwise
WAGTAIL_ENABLE_UPDATE_CHECK = False  # the same
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # no password opens anything
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []  # no embed provider is ever asked
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- background work -----------------------------------------------------------------------------------
# Kept in the data base until `db_worker` does it (ADR-0013): ours, and what saving a page asks for (search, links).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- security ----------------------------------------------------------------------------------------
CMS_PREFIX = "cms/"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "peoplezones.foundation.views.csrf_failed"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "worker-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

# --- data --------------------------------------------------------------------------------------------
DEMO_DATA = ROOT / "demo-data"
# Where the snapshots of values lie; several machines need a folder that all of them reach.
DATA_STORE = Path(os.environ.get("PEOPLEZONES_DATA_STORE", VAR / "data"))
# Files that were handed in and wait for the worker.
UPLOADS = DATA_STORE / "uploads"
UPLOAD_LIMIT = int(os.environ.get("PEOPLEZONES_UPLOAD_LIMIT", "1000")) * 1_000_000  # bytes
EMERGENCY_TEXT = _("In an emergency call 999. If it is not urgent call 101.")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
