"""Settings of the tests: SQLite in memory unless PEOPLEZONES_DATABASE names another, nothing kept, mail in a list."""

import os
import tempfile
from pathlib import Path

from .base import *  # noqa: F403

SECRET_KEY = "tests-only-not-a-secret"
ALLOWED_HOSTS = ["localhost", "testserver"]
if "PEOPLEZONES_DATABASE" not in os.environ:
    DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
# All in one store, so that a test that clears one clears all.
CACHES = {alias: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"} for alias in CACHES}  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
KEPT_NOWHERE = Path(tempfile.mkdtemp(prefix="peoplezones-test-"))
DATA_STORE = KEPT_NOWHERE / "data"
UPLOADS = DATA_STORE / "uploads"
MEDIA_ROOT = KEPT_NOWHERE / "media"
STATIC_ROOT = KEPT_NOWHERE / "static"
MEDIA_ROOT.mkdir()
STATIC_ROOT.mkdir()
for folder in STATICFILES_DIRS:  # noqa: F405
    folder.mkdir(parents=True, exist_ok=True)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}  # no worker runs beside a test
