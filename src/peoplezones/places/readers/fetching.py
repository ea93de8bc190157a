"""Fetches a publisher's file over https, goes on where it broke off, and checks it; knows nothing of what is inside.

What has arrived so far lies beside the file as `<name>.part`, and what is needed to go on as `<name>.part.json`.
"""

import errno
import hashlib
import http.client
import json
import re
import shutil
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

from ..rows import Step, no_steps

BLOCK = 1 << 20
MEGA = 1_000_000
MOST_BYTES = 4_000 * MEGA  # the largest open file that we read is a quarter of this
PATIENCE = 60  # seconds without a byte


class _StaysOnHttps(HTTPRedirectHandler):
    """Follows a publisher to where the file has moved, but never to an address that anybody could read or change."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        _check_https(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def fetch(
    address: str,
    to: Path,
    *,
    sha256: str = "",
    page: str = "",
    most: int = MOST_BYTES,
    step: Step = no_steps,
    opener: OpenerDirector | None = None,
) -> Path:
    """The file at `address`, kept as `to`; raises NotPossibleNow with what went wrong and what to do.

    `sha256`: what the file must be; one that is there already and is this is not fetched again. `page`: the
    publisher's page about the file, named where the file is gone. `most`: bytes, at most. Without an `opener` the
    address, and every one that it leads to, must be https; it may be one inside the own network, so take addresses
    from people who are trusted with the data alone. What has arrived stays for the next try, also when
    `step` calls the work off.
    """
    if opener is None:
        _check_https(address)
        opener = build_opener(_StaysOnHttps)
    wanted = sha256.strip().lower()
    if wanted and to.is_file() and _digest(to) == wanted:
        return to
    part = _Part(to.with_name(to.name + ".part"), address)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        _arrive(part, page or address, most, step, opener)
        _check_digest(part, wanted, page or address)
        part.path.replace(to)
        part.forget()
    except OSError as error:
        raise NotPossibleNow(_why_not_kept(error, to)) from error
    return to


@dataclass(frozen=True)
class _Part:
    """What has arrived so far of the file at `address`."""

    path: Path
    address: str

    @property
    def _notes(self) -> Path:
        return self.path.with_name(self.path.name + ".json")

    @property
    def size(self) -> int:
        return self.path.stat().st_size if self.path.exists() else 0

    def mark(self) -> str:
        """By what the publisher knows whether its file is still the one that we have a part of; "" without one."""
        try:
            notes = json.loads(self._notes.read_text(encoding="utf-8"))
            return str(notes["mark"]) if notes["address"] == self.address and self.size else ""
        except (OSError, ValueError, KeyError, TypeError):
            return ""

    def begin(self, mark: str) -> None:
        self.path.write_bytes(b"")  # first, so that old bytes never stand under a new mark
        self._notes.write_text(json.dumps({"address": self.address, "mark": mark}), encoding="utf-8")

    def forget(self) -> None:
        self.path.unlink(missing_ok=True)
        self._notes.unlink(missing_ok=True)


def _check_https(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = parts.scheme == "https" and bool(parts.hostname)
    except ValueError:
        good = False
    if not good:
        sentence = _("%(address)s is not an https address. Files are fetched by https alone: nobody can change them.")
        raise NotPossibleNow(sentence % {"address": address})


def _arrive(part: _Part, page: str, most: int, step: Step, opener: OpenerDirector) -> None:
    """Bring `part` to its full length."""
    step(0.0, _("Asking the publisher for the file"))
    answer, start = _asked(part, page, opener)
    with answer:
        total = _total(answer, start)
        _check_size(total or 0, most)
        _check_kind(answer, part, page)
        _check_room(part.path, (total or start) - start)
        if start == 0:
            part.begin(_mark(answer))
        _save(answer, part, start, total, most, step)


def _asked(part: _Part, page: str, opener: OpenerDirector) -> tuple[Any, int]:
    """The publisher's answer, and the byte that it begins with."""
    mark = part.mark()
    headers = {"User-Agent": "PeopleZones", "Accept-Encoding": "identity"}
    if mark:
        headers |= {"Range": f"bytes={part.size}-", "If-Range": mark}
    request = Request(part.address, headers=headers)
    try:
        answer = opener.open(request, timeout=PATIENCE)
    except HTTPError as error:
        error.close()
        if error.code == 416 and mark:  # nothing is left to send, or the file has become shorter
            part.forget()
            return _asked(part, page, opener)
        raise NotPossibleNow(_why_refused(error.code, part.address, page)) from error
    except (OSError, http.client.HTTPException) as error:
        raise NotPossibleNow(_why_not_reached(error, part.address)) from error
    if answer.status == 206:
        begins = re.match(r"bytes (\d+)-", answer.headers.get("Content-Range", ""))
        if mark and begins and int(begins[1]) == part.size:
            return answer, part.size
        answer.close()
        part.forget()
        if mark:
            return _asked(part, page, opener)
        raise NotPossibleNow(_why_refused(206, part.address, page))
    return answer, 0


def _mark(answer: Any) -> str:
    tag = answer.headers.get("ETag", "")
    # A weak tag says that two files mean the same, not that they are the same byte for byte.
    return str(tag) if tag and not tag.startswith("W/") else str(answer.headers.get("Last-Modified", ""))


def _total(answer: Any, start: int) -> int | None:
    length = answer.headers.get("Content-Length", "")
    return start + int(length) if length.isdecimal() else None


def _save(answer: Any, part: _Part, start: int, total: int | None, most: int, step: Step) -> None:
    done = start
    with part.path.open("ab") as file:
        while block := _block(answer, part.address):
            file.write(block)
            done += len(block)
            _check_size(done, most)
            said = _("Fetching: %(done)d MB") if total is None else _("Fetching: %(done)d of %(total)d MB")
            step(done / total if total else 0.5, said % {"done": done // MEGA, "total": (total or 0) // MEGA})
    if total is not None and done != total:
        sentence = _("The connection broke off after %(done)d of %(total)d bytes. Try again: it goes on there.")
        raise NotPossibleNow(sentence % {"done": done, "total": total})


def _block(answer: Any, address: str) -> bytes:
    try:
        return bytes(answer.read(BLOCK))
    except (OSError, http.client.HTTPException) as error:
        raise NotPossibleNow(_why_not_reached(error, address)) from error


def _check_size(size: int, most: int) -> None:
    if size > most:
        sentence = _("The file is larger than %(most)d MB, the most that is taken. Look whether it is the right one.")
        raise NotPossibleNow(sentence % {"most": most // MEGA})


def _check_kind(answer: Any, part: _Part, page: str) -> None:
    """Refuse a web page where a file was asked for: many publishers answer so when a file has gone."""
    wanted = part.path.name.removesuffix(".part").lower()
    if answer.headers.get_content_type() == "text/html" and not wanted.endswith((".html", ".htm")):
        sentence = _("The publisher answered with a web page, not with the file. Look for its new address on %(page)s.")
        raise NotPossibleNow(sentence % {"page": page})


def _check_room(path: Path, more: int) -> None:
    if more > shutil.disk_usage(path.parent).free:
        raise OSError(errno.ENOSPC, "no room for the file")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _check_digest(part: _Part, wanted: str, page: str) -> None:
    if wanted and (found := _digest(part.path)) != wanted:
        part.forget()
        sentence = _(
            "The file that arrived is not the one that was expected (sha256 %(found)s instead of %(wanted)s). "
            "The publisher may have replaced it: look on %(page)s, and give the new checksum if the change is meant."
        )
        raise NotPossibleNow(sentence % {"found": found, "wanted": wanted, "page": page})


def _why_refused(code: int, address: str, page: str) -> str:
    if code in (404, 410):
        said = _("The publisher no longer has a file at %(address)s. Look for its new address on %(page)s.")
    elif code in (401, 403):
        said = _("The publisher does not give out %(address)s to a program. Save the file by hand from %(page)s.")
    elif code == 429 or code >= 500:
        said = _("The publisher's server cannot answer now (%(code)d). Try again later.")
    else:
        said = _("The publisher's server refused %(address)s (%(code)d). Look on %(page)s.")
    return said % {"address": address, "page": page, "code": code}


def _why_not_reached(error: Exception, address: str) -> str:
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    host = urlsplit(address).hostname or address
    causes: list[tuple[type[Exception], Callable[[], str]]] = [
        (socket.gaierror, lambda: _("%(host)s is not found: this machine is off line, or the address is wrong.")),
        (ssl.SSLError, lambda: _("The connection to %(host)s cannot be trusted: %(cause)s.")),
        (TimeoutError, lambda: _("%(host)s does not answer. Try again later: it goes on where it was.")),
    ]
    broken = _("The connection to %(host)s broke off: %(cause)s. Try again: it goes on where it was.")
    said = next((say() for kind, say in causes if isinstance(cause, kind)), broken)
    return said % {"host": host, "cause": cause}


def _why_not_kept(error: OSError, to: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        said = _("The disk is full: %(file)s cannot be kept. Make room and run the same again: it goes on there.")
    else:
        said = _("%(file)s cannot be kept in %(folder)s: %(cause)s.")
    return said % {"file": to.name, "folder": to.parent, "cause": error.strerror or error}
