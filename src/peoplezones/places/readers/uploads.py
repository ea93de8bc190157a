"""Keeps files that people hand in until they are read: under names of our own, streamed to disk, with their sha256.

What a person's file is called is only ever shown. Nothing is unpacked, and what it is said to hold is not believed.
"""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers, StopUpload

TOKEN = "[0-9a-f]{32}"
# Readers know some kinds of files by how their names end; any other ending is left off.
ENDINGS = (".csv.gz", ".csv", ".tsv", ".txt", ".gz", ".xlsx", ".xlsm", ".parquet", ".zip", ".geojson", ".json", ".gpkg")
KEPT_FOR = 7 * 24 * 3600  # seconds; by then a file was read, or nobody came back to say what is in it
LONGEST_NAME = 120


@dataclass(frozen=True)
class Upload:
    """One file: `name` is the person's own, and no part of any path; `by` is whose it is (a primary key)."""

    token: str
    name: str
    ending: str
    size: int = 0
    sha256: str = ""
    by: int | None = None

    @property
    def path(self) -> Path:
        return folder() / f"{self.token}{self.ending}"

    def shown(self, text: str) -> str:
        """A text of a reader with the person's name of the file in place of ours."""
        return re.sub(rf"{self.token}[a-z.]*(?<!\.)", lambda _found: self.name, text)


def folder() -> Path:
    return Path(settings.UPLOADS)


def begun(name: str) -> Upload:
    """A place for a file that is about to come."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    ending = next((one for one in ENDINGS if plain.lower().endswith(one)), "")
    return Upload(uuid4().hex, plain[-LONGEST_NAME:] or "file", ending)


def remember(upload: Upload, *, by: int) -> None:
    """Write down what is known of a file and whose it is, so that it can be found by its token."""
    about = {"name": upload.name, "ending": upload.ending, "size": upload.size, "sha256": upload.sha256, "by": by}
    _notes(upload.token).write_text(json.dumps(about), encoding="utf-8")


def find(token: str) -> Upload | None:
    """The file of that token, if it is (still) there."""
    if not re.fullmatch(TOKEN, token):
        return None
    try:
        about = json.loads(_notes(token).read_text(encoding="utf-8"))
        found = Upload(token, about["name"], about["ending"], about["size"], about["sha256"], about["by"])
    except (OSError, ValueError, KeyError):
        return None
    return found if found.ending in ("", *ENDINGS) and found.path.is_file() else None


def forget(token: str) -> None:
    """Take a file away, if it is there."""
    if re.fullmatch(TOKEN, token):
        for path in folder().glob(f"{token}*"):
            path.unlink(missing_ok=True)


def forget_old(now: dt.datetime) -> None:
    """Take away what has lain here for longer than anybody comes back for."""
    before = now.timestamp() - KEPT_FOR
    for path in folder().glob("*"):
        if re.match(TOKEN, path.name) and path.is_file() and path.stat().st_mtime < before:
            path.unlink(missing_ok=True)


def _notes(token: str) -> Path:
    return folder() / f"{token}.about"


class HandedIn(UploadedFile):  # type: ignore[type-arg]  # takes none when it runs
    """A file of a form that has arrived already."""

    def __init__(self, upload: Upload) -> None:
        super().__init__(file=None, name=upload.name, size=upload.size)
        self.upload = upload


class ToDisk(FileUploadHandler):
    """Writes each file of a request to a place of its own as it comes; `arrived` are those that came whole.

    A request with more than `most` bytes of files is stopped: what came is taken away, and `is_too_large` says why.
    """

    chunk_size = 1 << 20

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most, self.taken = most, 0
        self.is_too_large = False
        self.arrived: list[Upload] = []
        self._upload: Upload | None = None
        self._file: IO[bytes] | None = None
        self._digest = hashlib.sha256()

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        folder().mkdir(parents=True, exist_ok=True)
        self._upload = begun(self.file_name or "")
        self._file = self._upload.path.open("wb")
        self._digest = hashlib.sha256()
        raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken > self.most:
            self.is_too_large = True
            self.discard()
            raise StopUpload(connection_reset=False)
        if self._file is not None:
            self._file.write(raw_data)
        self._digest.update(raw_data)

    def file_complete(self, file_size: int) -> HandedIn | None:
        if self._upload is None or self._file is None:
            return None
        self._file.close()
        whole = replace(self._upload, size=file_size, sha256=self._digest.hexdigest())
        self._upload = self._file = None
        self.arrived.append(whole)
        return HandedIn(whole)

    def upload_interrupted(self) -> None:
        self.discard()

    def discard(self, but: Callable[[str], bool] = lambda token: False) -> None:
        """Take away what has come, but for the files whose token is to be kept."""
        if self._file is not None:
            self._file.close()
        coming = [self._upload.token] if self._upload else []
        self._upload = self._file = None
        for token in [*coming, *(upload.token for upload in self.arrived)]:
            if not but(token):
                forget(token)
