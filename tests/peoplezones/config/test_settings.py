"""What the settings of the demo and of a public installation make of their surroundings; each read in a process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TOLD = {"PEOPLEZONES_SECRET_KEY": "newest", "PEOPLEZONES_HOSTS": "zones.example.org"}


def run_python(var, program, **told):
    """What a program prints, as JSON, with no surroundings of ours but those told."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PEOPLEZONES_", "DJANGO_"))}
    surroundings = {**kept, "PEOPLEZONES_VAR": str(var), "PYTHONPATH": str(ROOT / "src"), **told}
    done = subprocess.run([sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def in_production(var, names, **told):
    program = f"import json\nfrom peoplezones.config.settings.production import *\nprint(json.dumps([{names}]))"
    return run_python(var, program, **{**TOLD, **told})


@pytest.mark.parametrize(
    ("told", "hosts", "origins"),
    [
        ("a.example.org", ["a.example.org"], ["https://a.example.org"]),
        (
            "a.example.org, b.example.org ,",
            ["a.example.org", "b.example.org"],
            ["https://a.example.org", "https://b.example.org"],
        ),
        (".example.org", [".example.org"], ["https://*.example.org"]),
    ],
)
def test_hosts_are_read_without_spaces_and_each_gives_an_origin(tmp_path, told, hosts, origins):
    found = in_production(tmp_path, "ALLOWED_HOSTS, CSRF_TRUSTED_ORIGINS", PEOPLEZONES_HOSTS=told)
    assert found == [hosts, origins]


def test_older_secrets_still_open_what_they_locked(tmp_path):
    assert in_production(tmp_path, "SECRET_KEY, SECRET_KEY_FALLBACKS") == ["newest", []]
    found = in_production(
        tmp_path, "SECRET_KEY, SECRET_KEY_FALLBACKS", PEOPLEZONES_OLD_SECRET_KEYS="last year's, older"
    )
    assert found == ["newest", ["last year's", "older"]]


def in_demo(var, program):
    return run_python(var, f"import json\n{program}")


def test_the_demo_keeps_its_secret_for_its_owner_alone(tmp_path):
    program = "from peoplezones.config.settings.demo import SECRET_KEY\nprint(json.dumps(SECRET_KEY))"
    first = in_demo(tmp_path, program)
    assert len(first) >= 50
    assert in_demo(tmp_path, program) == first
    assert (tmp_path / "demo" / "secret").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "demo").glob("*") if path.is_file()] == ["secret"]


OTHER_COMES_FIRST = """
import os, pathlib, secrets
secret = pathlib.Path(os.environ["PEOPLEZONES_VAR"], "demo", "secret")
def other_comes_first(length):
    assert not secret.exists(), "half a secret can be read"
    secret.write_text("of the other")
    return "of this one"
secrets.token_urlsafe = other_comes_first
from peoplezones.config.settings.demo import SECRET_KEY
print(json.dumps(SECRET_KEY))
"""


def test_two_demos_that_start_at_once_share_one_whole_secret(tmp_path):
    assert in_demo(tmp_path, OTHER_COMES_FIRST) == "of the other"


def test_the_demo_serves_compressed_files_as_a_public_installation_does(tmp_path):
    kind = "STORAGES['staticfiles']['BACKEND']"
    demo = in_demo(tmp_path, f"from peoplezones.config.settings.demo import *\nprint(json.dumps([{kind}]))")
    assert demo == in_production(tmp_path, kind)
    assert "Compressed" in demo[0]
