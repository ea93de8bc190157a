"""The steps of docs/how-to/run-it-for-real.md, done as they stand there, end in a page."""

import os
import re
import subprocess
import time
import urllib.error
import urllib.request

import pytest

from tools.ports import free_port
from tools.whereabouts import ROOT

pytestmark = pytest.mark.slow
GUIDE = ROOT / "docs" / "how-to" / "run-it-for-real.md"
HOST = "zones.example.org"
COMMAND = re.compile(r"`((?:\./run manage|\.venv/bin/gunicorn) [^`]+)`")


def steps():
    """The commands up to the one that starts the server, and that one; what needs data of one's own comes later."""
    text = GUIDE.read_text(encoding="utf-8")
    part = text[text.index("## Set it up") : text.index("\n## ", text.index("## Set it up") + 1)]
    found = [command.replace("ADDRESS", f"lead@{HOST}").split() for command in COMMAND.findall(part)]
    (start,) = [number for number, command in enumerate(found) if command[0].endswith("gunicorn")]
    return found[:start], found[start]


@pytest.fixture
def surroundings(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEOPLEZONES_", "DJANGO_"))}
    return {
        **kept,
        "PEOPLEZONES_VAR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "peoplezones.config.settings.production",
        "PEOPLEZONES_SECRET_KEY": "".join(chr(48 + number) for number in range(60)),
        "PEOPLEZONES_HOSTS": HOST,
    }


def answer_of(port, path="/"):
    """As the proxy asks that ended TLS; None while nobody listens."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}
    try:
        with direct.open(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers), timeout=30) as got:
            return got.status, dict(got.headers)
    except urllib.error.HTTPError as refusal:
        return refusal.code, dict(refusal.headers)
    except OSError:
        return None


def test_the_steps_end_in_a_page(surroundings, tmp_path):
    # A demo beside it must stay as it is, whatever is done to the real data base.
    (tmp_path / "demo").mkdir()
    preparing, (gunicorn, *how) = steps()
    assert len(preparing) >= 5
    for command in preparing:
        done = subprocess.run(command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    assert list((tmp_path / "demo").iterdir()) == []
    port = free_port(8940)
    server = subprocess.Popen([gunicorn, "--bind", f"127.0.0.1:{port}", *how], cwd=ROOT, env=surroundings)
    try:
        deadline = time.monotonic() + 60
        while (page := answer_of(port)) is None and time.monotonic() < deadline:
            time.sleep(0.2)
        assert page is not None
        assert page[0] == 200
        assert answer_of(port, "/sign-in/")[0] == 200
    finally:
        server.terminate()
        server.wait(30)
