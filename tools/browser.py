"""Finds the browser of the journeys, or installs it where the machine allows; does not drive it."""

import os
import shutil
import subprocess
from pathlib import Path

from tools.programs import run
from tools.steps import StepFailed, say
from tools.whereabouts import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# No sandbox: it does not work for root or in containers, and we open only our own pages. The rest stops
# a browser from asking the outside world for anything.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOW_TO_GET_IT = (
    "  On Debian:  apt-get install chromium     Elsewhere: install Chromium or Chrome,\n"
    "  or name one yourself:  PEOPLEZONES_CHROMIUM=/path/to/chromium ./run test"
)


def browser() -> Path | None:
    """The one that PEOPLEZONES_CHROMIUM names, or the first on the path."""
    named = os.environ.get("PEOPLEZONES_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    return Path(found) if found and Path(found).exists() else None


def browser_or_install() -> Path | None:
    """Where there is none, asks apt for one, if this person may; None when there is still none."""
    if browser() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        say("· Installing Chromium with apt, for the tests in the browser …")
        try:
            quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
            run(["apt-get", "update"], ROOT, quiet)
            run(["apt-get", "install", "--yes", "--no-install-recommends", "chromium"], ROOT, quiet)
        except (StepFailed, subprocess.SubprocessError) as failure:
            say(f"  apt could not: {str(failure).strip().splitlines()[-1]}")
    return browser()
