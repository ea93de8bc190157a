import errno
import hashlib
import http.server
import json
import shutil
import socket
import ssl
import threading
from collections.abc import Iterator
from urllib.error import URLError
from urllib.request import OpenerDirector, build_opener

import pytest

from peoplezones.foundation.refusals import NotPossibleNow
from peoplezones.places.readers import fetching
from peoplezones.places.readers.fetching import fetch
from peoplezones.places.rows import Cancelled

CONTENT = bytes(range(256)) * 40
DIGEST = hashlib.sha256(CONTENT).hexdigest()


class Publisher(http.server.BaseHTTPRequestHandler):
    """Gives out `content` as the class says, and keeps what it was asked."""

    content, tag, kind, status = CONTENT, '"one"', "text/csv", 200
    sends = len(CONTENT)  # bytes, before it breaks off
    asked: list[dict[str, str]]

    def do_GET(self) -> None:
        self.asked.append({name.title(): said for name, said in self.headers.items()})
        start, status = 0, self.status
        if (wanted := self.headers.get("Range")) and self.headers.get("If-Range") == self.tag and status == 200:
            start, status = int(wanted.removeprefix("bytes=").removesuffix("-")), 206
            if start >= len(self.content):
                status = 416
        self.send_response(status)
        self.send_header("Content-Type", self.kind)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        if status in (200, 206):
            self.send_header("ETag", self.tag)
            self.send_header("Content-Length", str(len(self.content) - start))
        if self.path == "/moved":
            self.send_header("Location", "http://example.org/a.csv")
        self.end_headers()
        if status in (200, 206):
            self.wfile.write(self.content[start : self.sends])

    def log_message(self, *_said: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def publisher() -> Iterator[type[Publisher]]:
    made = type("Made", (Publisher,), {"asked": []})
    with http.server.HTTPServer(("127.0.0.1", 0), made) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        made.address = f"http://127.0.0.1:{server.server_port}/a.csv"
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture
def opener() -> OpenerDirector:
    return build_opener()


def beside(file):
    return sorted(one.name for one in file.parent.iterdir())


def test_the_file_arrives_whole_and_nothing_is_left_beside_it(publisher, opener, tmp_path):
    told = []
    to = tmp_path / "kept" / "a.csv"
    found = fetch(publisher.address, to, sha256=DIGEST.upper(), step=lambda *one: told.append(one), opener=opener)
    assert found == to
    assert to.read_bytes() == CONTENT
    assert beside(to) == ["a.csv"]
    assert told[-1][0] == 1.0


def test_a_file_that_is_there_and_right_is_not_fetched_again(publisher, opener, tmp_path):
    (tmp_path / "a.csv").write_bytes(CONTENT)
    fetch(publisher.address, tmp_path / "a.csv", sha256=DIGEST, opener=opener)
    assert publisher.asked == []


def test_after_a_break_it_goes_on_where_it_was(publisher, opener, tmp_path):
    publisher.sends = 1000
    with pytest.raises(NotPossibleNow, match="broke off after 1000 of 10240 bytes"):
        fetch(publisher.address, tmp_path / "a.csv", opener=opener)
    assert beside(tmp_path / "a.csv") == ["a.csv.part", "a.csv.part.json"]
    publisher.sends = len(CONTENT)
    fetch(publisher.address, tmp_path / "a.csv", sha256=DIGEST, opener=opener)
    assert publisher.asked[1]["Range"] == "bytes=1000-"
    assert publisher.asked[1]["If-Range"] == '"one"'
    assert beside(tmp_path / "a.csv") == ["a.csv"]


@pytest.mark.parametrize("tag", ['"two"', 'W/"weak"'])
def test_where_the_publisher_has_replaced_the_file_it_begins_anew(publisher, opener, tmp_path, tag):
    publisher.sends = 1000
    with pytest.raises(NotPossibleNow):
        fetch(publisher.address, tmp_path / "a.csv", opener=opener)
    publisher.content, publisher.tag, publisher.sends = CONTENT[::-1], tag, len(CONTENT)
    assert fetch(publisher.address, tmp_path / "a.csv", opener=opener).read_bytes() == CONTENT[::-1]


def test_a_part_of_another_address_is_not_gone_on_with(publisher, opener, tmp_path):
    (tmp_path / "a.csv.part").write_bytes(b"something else")
    notes = {"address": "https://example.org/other.csv", "mark": '"one"'}
    (tmp_path / "a.csv.part.json").write_text(json.dumps(notes))
    assert fetch(publisher.address, tmp_path / "a.csv", opener=opener).read_bytes() == CONTENT
    assert "Range" not in publisher.asked[0]


def test_a_part_that_is_already_whole_is_fetched_anew(publisher, opener, tmp_path):
    (tmp_path / "a.csv.part").write_bytes(CONTENT)
    (tmp_path / "a.csv.part.json").write_text(json.dumps({"address": publisher.address, "mark": '"one"'}))
    assert fetch(publisher.address, tmp_path / "a.csv", sha256=DIGEST, opener=opener).read_bytes() == CONTENT


def test_a_file_that_is_not_the_expected_one_is_refused_and_not_kept(publisher, opener, tmp_path):
    with pytest.raises(NotPossibleNow, match=r"may have replaced it: look on https://example\.org/page"):
        fetch(publisher.address, tmp_path / "a.csv", sha256="0" * 64, page="https://example.org/page", opener=opener)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("status", "said"),
    [(404, "no longer has a file.*PAGE"), (410, "no longer"), (403, "by hand from PAGE"), (503, "Try again later")],
)
def test_a_refusal_of_the_publisher_says_what_to_do(publisher, opener, tmp_path, status, said):
    publisher.status = status
    with pytest.raises(NotPossibleNow, match=said):
        fetch(publisher.address, tmp_path / "a.csv", page="PAGE", opener=opener)
    assert list(tmp_path.iterdir()) == []


def test_a_web_page_instead_of_the_file_is_refused(publisher, opener, tmp_path):
    publisher.kind = "text/html; charset=utf-8"
    with pytest.raises(NotPossibleNow, match="answered with a web page"):
        fetch(publisher.address, tmp_path / "a.csv", opener=opener)


def test_a_file_that_is_too_large_is_refused_before_it_comes(publisher, opener, tmp_path):
    with pytest.raises(NotPossibleNow, match="larger than"):
        fetch(publisher.address, tmp_path / "a.csv", most=10_000, opener=opener)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_before_the_file_comes(publisher, opener, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(10**9, 10**9, 0))
    with pytest.raises(NotPossibleNow, match="disk is full"):
        fetch(publisher.address, tmp_path / "a.csv", opener=opener)


def test_a_disk_that_becomes_full_is_told(publisher, opener, tmp_path, monkeypatch):
    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(fetching, "_save", full)
    with pytest.raises(NotPossibleNow, match="disk is full"):
        fetch(publisher.address, tmp_path / "a.csv", opener=opener)


def test_what_has_arrived_stays_when_the_work_is_called_off(publisher, opener, tmp_path, monkeypatch):
    monkeypatch.setattr(fetching, "BLOCK", 1000)

    def stop(done: float, _doing: str) -> None:
        if done > 0.25:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(publisher.address, tmp_path / "a.csv", step=stop, opener=opener)
    assert (tmp_path / "a.csv.part").stat().st_size == 3000
    fetch(publisher.address, tmp_path / "a.csv", sha256=DIGEST, opener=opener)
    assert publisher.asked[1]["Range"] == "bytes=3000-"


@pytest.mark.parametrize(
    "address", ["http://example.org/a.csv", "file:///etc/hosts", "ftp://example.org/a", "a.csv", "https:///a"]
)
def test_only_https_addresses_are_fetched(tmp_path, address):
    with pytest.raises(NotPossibleNow, match="not an https address"):
        fetch(address, tmp_path / "a.csv")
    assert list(tmp_path.iterdir()) == []


def test_a_redirect_does_not_lead_away_from_https(publisher, tmp_path):
    publisher.status = 302
    held = build_opener(fetching._StaysOnHttps)
    with pytest.raises(NotPossibleNow, match=r"http://example\.org/a\.csv is not an https address"):
        fetch(publisher.address.replace("a.csv", "moved"), tmp_path / "a.csv", opener=held)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (URLError(socket.gaierror(-2, "Name or service not known")), "off line, or the address is wrong"),
        (URLError(ssl.SSLCertVerificationError("self-signed")), "cannot be trusted"),
        (URLError(TimeoutError("timed out")), "does not answer"),
        (TimeoutError("timed out"), "does not answer"),
        (ConnectionResetError("reset by peer"), "broke off"),
    ],
)
def test_a_publisher_who_cannot_be_reached_is_told_in_plain_words(tmp_path, error, said):
    class Unreachable:
        def open(self, *_given: object, **_named: object) -> None:
            raise error

    with pytest.raises(NotPossibleNow, match=rf"example\.org.*{said}"):
        fetch("https://example.org/a.csv", tmp_path / "a.csv", opener=Unreachable())
