"""Settings of `./run demo`: one laptop, real boundaries, made-up people, sign-in links; never for the public."""

import secrets
import tempfile
from contextlib import suppress

from .base import *  # noqa: F403
from .base import VAR

PEOPLEZONES_DEMO = True
DEMO_VAR = VAR / "demo"
DEMO_VAR.mkdir(parents=True, exist_ok=True)


def kept_secret() -> str:
    """A secret made on this machine at the first start, so that sessions outlive a restart."""
    file = DEMO_VAR / "secret"
    if not file.exists():
        # Whole before it has its name, and never in place of one that is there: two may start at once.
        with tempfile.NamedTemporaryFile("w", dir=DEMO_VAR) as new, suppress(FileExistsError):
            new.write(secrets.token_urlsafe(50))
            new.flush()
            file.hardlink_to(new.name)
    return file.read_text()


SECRET_KEY = kept_secret()
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    DATABASES["default"]["NAME"] = str(DEMO_VAR / "peoplezones.sqlite3")  # noqa: F405
CACHES["default"]["LOCATION"] = str(DEMO_VAR / "cache")  # noqa: F405
CACHES["tiles"]["LOCATION"] = str(DEMO_VAR / "tiles")  # noqa: F405
DATA_STORE = DEMO_VAR / "data"
UPLOADS = DATA_STORE / "uploads"
MEDIA_ROOT = DEMO_VAR / "media"
MEDIA_ROOT.mkdir(exist_ok=True)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DEMO_VAR / "mail"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
