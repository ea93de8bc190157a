"""Where things lie on this machine; does not make any of them."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# All state and all built things; PEOPLEZONES_VAR moves them elsewhere (the settings read the same name).
VAR = Path(os.environ.get("PEOPLEZONES_VAR") or ROOT / "var").resolve()
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = VENV / "bin" / "uv"
LOCKS = ROOT / "requirements"
NODE_MODULES = ROOT / "node_modules"
FRONTEND = VAR / "frontend"
STATIC = VAR / "static"
# Environments and npm packages belong to the checkout, wherever VAR points: so does the lock on them.
SETUP_LOCK = ROOT / "var" / "setup.lock"
ZONELAB_VENV = ROOT / "var" / "zonelab-venv"
NODE_WHEEL = ROOT / "var" / "node"


def environment(settings: str | None = None, **more: str) -> dict[str, str]:
    """The variables that our own programs run under; `settings` is the last name of a settings module."""
    found = dict(os.environ)
    found["PEOPLEZONES_VAR"] = str(VAR)
    found["PYTHONUNBUFFERED"] = "1"
    if settings:
        found["DJANGO_SETTINGS_MODULE"] = f"peoplezones.config.settings.{settings}"
    return found | more
