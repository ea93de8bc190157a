"""Settings of a public installation: what is secret or local comes from the environment; without it nothing starts."""

import os

from .base import *  # noqa: F403


def parted(text: str) -> list[str]:
    """The parts of a text between its commas, without the spaces around them."""
    return [part.strip() for part in text.split(",") if part.strip()]


SECRET_KEY = os.environ["PEOPLEZONES_SECRET_KEY"]
# What an older secret locked away (the secrets of authenticator apps) still opens; everything new takes the newest.
SECRET_KEY_FALLBACKS = parted(os.environ.get("PEOPLEZONES_OLD_SECRET_KEYS", ""))
ALLOWED_HOSTS = parted(os.environ["PEOPLEZONES_HOSTS"])
# A host that begins with a dot stands for all below it, which an origin writes with a star.
CSRF_TRUSTED_ORIGINS = [f"https://{'*' if host.startswith('.') else ''}{host}" for host in ALLOWED_HOSTS]
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # noqa: F405
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("PEOPLEZONES_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("PEOPLEZONES_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("PEOPLEZONES_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("PEOPLEZONES_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("PEOPLEZONES_MAIL_TLS", "yes") == "yes"
