"""Settings for work on the code: debug pages, mail on the console, a throw-away secret."""

from .base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "development-only-not-a-secret"
ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
