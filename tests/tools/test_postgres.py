"""The launcher gives a PostgreSQL of version 18 that takes connections, and takes it away again."""

import os
import pwd
import subprocess
from pathlib import Path

import dj_database_url
import psycopg
import pytest

from tools import postgres
from tools.postgres import programs_for, running_postgres

COLLATION = "SELECT datlocale FROM pg_database WHERE datname = 'postgres'"


def connect(address):
    found = dj_database_url.parse(address)
    return psycopg.connect(host=found["HOST"], user=found["USER"], dbname=found["NAME"])


def folder_of(address):
    return Path(dj_database_url.parse(address)["HOST"])


def test_it_answers_queries_and_leaves_nothing_behind():
    with running_postgres() as address:
        folder = folder_of(address)
        process = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        with connect(address) as connection:
            (version,) = connection.execute("SHOW server_version").fetchone()
            (listens_on,) = connection.execute("SHOW listen_addresses").fetchone()
            (collation,) = connection.execute("SELECT datlocale FROM pg_database WHERE datname='postgres'").fetchone()
    assert version.startswith("18.")
    assert listens_on == ""
    assert collation == "C.UTF-8"
    assert not folder.exists()
    assert not Path(f"/proc/{process}").exists()


def test_a_folder_that_the_user_may_not_enter_is_copied(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(postgres, "open_to_others", lambda folder: False)
    programs = programs_for(pwd.getpwuid(os.geteuid()), tmp_path)
    assert programs.is_relative_to(tmp_path)
    answer = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, cwd=tmp_path)
    assert "18." in answer.stdout
    assert "using a copy" in capsys.readouterr().err


def test_a_failed_start_tells_what_postgresql_said(monkeypatch):
    monkeypatch.setitem(postgres.CARELESS, "max_connections", "none at all")
    with pytest.raises(postgres.PostgresFailed, match="max_connections"), running_postgres():
        pass
