"""No file of the project holds a secret, a folder of one machine or the address of an index."""

import re

import pytest

from tests.house.source import ROOT
from tools.tracked_files import LARGEST_TEXT, TEXT, problems_in_text, project_files

SECRETS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY"),
    "a key of a cloud": re.compile(r"\b(AKIA|ASIA)[0-9A-Z]{16}\b"),
    "a token of a code host": re.compile(r"\b(gh[pousr]_[0-9A-Za-z]{30,}|glpat-[0-9A-Za-z_-]{20,})"),
    "a token that speaks for itself": re.compile(r"\beyJ[0-9A-Za-z_-]{10,}\.eyJ[0-9A-Za-z_-]{10,}\."),
    "a key of a mail or chat service": re.compile(r"\b(sk_live_|xox[abprs]-|SG\.)[0-9A-Za-z_-]{16,}"),
    "a password in an address": re.compile(r"\w+://[^\s/:@\"'{}…]+:[^\s/@\"'{}…]{3,}@[\w.-]+"),
    "a secret with a value": re.compile(
        r"(?i)\b\w*(secret|token|password|api_?key)\w*[\"']?\s*[=:]\s*[\"'](?=[^\"']*\d)(?=[^\"']*[a-z])[0-9A-Za-z+/_-]{24,}={0,2}[\"']"
    ),
}


def secrets_in(text: str) -> list[str]:
    return [what for what, pattern in SECRETS.items() if pattern.search(text)]


def test_no_file_holds_a_secret():
    files = [path for path in project_files() if path.suffix in TEXT and path.stat().st_size < LARGEST_TEXT]
    assert len(files) > 200
    found = {
        str(path.relative_to(ROOT)): secrets
        for path in files
        if (secrets := secrets_in(path.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "-----BEGIN RSA PRIV" + "ATE KEY-----",
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "eyJ" + "hbGciOiJIUzI1NiJ9" + ".eyJ" + "zdWIiOiIxMjM0NTY3ODkwIn0" + ".abc",
        "postgres://zones" + ":hunter2" + "@db.example.org/zones",
        "SECRET_KEY = " + '"' + "a8f3k2m9" * 4 + '"',
        "api_key: '" + "a8f3k2m9" * 4 + "'",
    ],
)
def test_a_secret_would_be_found(text):
    assert secrets_in(f"some words\n{text}\n")


@pytest.mark.parametrize(
    "text",
    [
        'SECRET_KEY = "tests-only-not-a-secret"',
        'SECRET_KEY = os.environ["PEOPLEZONES_SECRET_KEY"]',
        "postgres://zones:…@localhost/zones",
        'token_id = factory.Sequence(lambda number: f"spent-{number}")',
    ],
)
def test_what_is_no_secret_is_left_alone(text):
    assert secrets_in(text) == []


def test_no_file_names_a_machine_or_an_index():
    assert problems_in_text() == []


def test_no_data_base_and_no_environment_file_is_kept():
    kept = {path.name for path in project_files()}
    assert [name for name in kept if re.search(r"\.(sqlite3?|db|pem|key|p12|env)$|^\.env", name)] == []
