"""What files there are in what was given, and safe streams of their bytes; knows nothing of what the bytes mean.

Nothing is ever unpacked to disk. An archive is refused by the sizes that it states before a byte is unpacked, and again
while it is read, since an archive can lie about its sizes.
"""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, cast

from django.utils.translation import gettext as _

from ..rows import BadFile

ZIP, EMPTY_ZIP, GZIP, PARQUET, OLD_OFFICE = b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"PAR1", b"\xd0\xcf\x11\xe0"
PIECE = 1 << 20  # bytes read at a time
NEVER_A_BOMB = 1 << 20  # what unpacks to less than this may be packed as tightly as it likes
MOST_MEMBERS = 20_000  # every force of England and Wales over three years is under 5,000
NESTED = (".zip", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")
ENCRYPTED = 0x1 | 0x40 | 0x2000
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError, KeyError)


@dataclass(frozen=True)
class Limits:
    """The most that a reader takes: bytes once unpacked, rows of a table, and bytes unpacked from one byte packed."""

    bytes: int = 2_000_000_000
    rows: int = 5_000_000
    ratio: int = 200


LIMITS = Limits()


@dataclass(frozen=True)
class Member:
    """One file: its name (inside the archive or folder), its size once unpacked (0: not known), and its bytes."""

    name: str
    size: int
    _open: Callable[[], BinaryIO]

    def open(self) -> BinaryIO:
        """A stream that raises BadFile, and nothing else, where the bytes cannot be had."""
        return self._open()


def beginning(path: Path) -> bytes:
    """The first bytes, by which kinds of files are known; raises BadFile where there are none to be had."""
    try:
        with path.open("rb") as file:
            return file.read(4)
    except OSError as error:
        raise _unreadable(path.name, error) from error


def members(path: Path, ending: str = ".csv", limits: Limits = LIMITS) -> list[Member]:
    """The files with this ending in a zip or a folder, by name, or the one file that was given."""
    if path.is_dir():
        files = sorted(one for one in path.rglob("*") if one.is_file() and _ends(one.name, ending))
        found = [_plain(one, one.relative_to(path).as_posix(), limits) for one in files]
        _check_total(path.name, sum(one.size for one in found), limits)
    elif beginning(path) in (ZIP, EMPTY_ZIP) and not (ending == ".xlsx" and _ends(path.name, ending)):
        found = _zipped(path, ending, limits)
    else:
        found = [_plain(path, path.name, limits)]
    if not found:
        sentence = _("%(file)s holds no file that ends with %(ending)s. Give the publisher's own file.")
        raise BadFile(sentence % {"file": path.name, "ending": ending})
    return found


def check_archive(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The zip, opened, when what it states about itself is harmless; raises BadFile where it is not."""
    try:
        archive = zipfile.ZipFile(path)
    except BROKEN as error:
        raise _unreadable(path.name, error) from error
    try:
        _check_stated(path.name, archive.infolist(), limits)
    except BadFile:
        archive.close()
        raise
    return archive


def _check_stated(file: str, infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > MOST_MEMBERS:
        sentence = _("%(file)s holds more than %(most)s files. Give it in several parts.")
        raise BadFile(sentence % {"file": file, "most": f"{MOST_MEMBERS:,}"})
    _check_total(file, sum(info.file_size for info in infos), limits)
    for info in infos:
        names = {"file": file, "member": info.filename}
        if info.flag_bits & ENCRYPTED:
            raise BadFile(_("%(file)s is locked with a password. Give it without one.") % names)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            # Python unpacks the other methods without a bound on what one step may give.
            raise BadFile(_("%(file)s is packed in an uncommon way. Pack it again as an ordinary zip.") % names)
        if info.filename.lower().endswith(NESTED):
            raise BadFile(_("%(file)s holds another archive, %(member)s. Unpack it and give that one.") % names)
        if info.file_size > max(NEVER_A_BOMB, limits.ratio * info.compress_size):
            raise _bomb(file)


def _zipped(path: Path, ending: str, limits: Limits) -> list[Member]:
    archive = check_archive(path, limits)
    infos = sorted((info for info in archive.infolist() if _wanted(info.filename, ending)), key=lambda i: i.filename)

    def opener(info: zipfile.ZipInfo) -> Callable[[], BinaryIO]:
        def opened() -> BinaryIO:
            # More than is stated, so that an entry which holds more shows itself instead of being cut off.
            asked = copy(info)
            asked.file_size = info.file_size + 2 * PIECE
            try:
                stream = archive.open(asked)
            except BROKEN as error:
                raise _unreadable(path.name, error) from error
            return _guarded(cast(BinaryIO, stream), path.name, info.file_size, exactly=True)

        return opened

    return [Member(info.filename, info.file_size, opener(info)) for info in infos]


def _plain(path: Path, name: str, limits: Limits) -> Member:
    packed = path.suffix.lower() == ".gz" or beginning(path)[:2] == GZIP
    try:
        on_disk = path.stat().st_size
    except OSError as error:
        raise _unreadable(name, error) from error
    _check_total(path.name, on_disk, limits)
    most = min(limits.bytes, max(NEVER_A_BOMB, limits.ratio * on_disk)) if packed else limits.bytes

    def opened() -> BinaryIO:
        try:
            stream = gzip.GzipFile(path) if packed else io.FileIO(path)
        except BROKEN as error:
            raise _unreadable(path.name, error) from error
        return _guarded(cast(BinaryIO, stream), path.name, most, exactly=False)

    return Member(name.removesuffix(".gz"), 0 if packed else on_disk, opened)


def _ends(name: str, ending: str) -> bool:
    small = name.lower()
    return small.endswith((ending, f"{ending}.gz")) and not small.startswith(".")


def _wanted(name: str, ending: str) -> bool:
    """Whether a name of a zip is one to read: not one that leads out of it, and none of the rubbish of a Mac."""
    parts = PurePosixPath(name.replace("\\", "/")).parts
    harmless = ".." not in parts and not name.startswith(("/", "\\")) and ":" not in name
    return harmless and "__MACOSX" not in parts and name.lower().endswith(ending) and not parts[-1].startswith(".")


class _Guarded(io.RawIOBase):
    """Bytes of a stream, up to `most` of them; one more, or (`exactly`) one fewer, raises BadFile."""

    def __init__(self, stream: BinaryIO, file: str, most: int, *, exactly: bool) -> None:
        self._stream, self._file, self._left, self._exactly = stream, file, most, exactly

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        piece = self._piece(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)

    def readall(self) -> bytes:
        pieces = []
        while piece := self._piece(PIECE):
            pieces.append(piece)
        return b"".join(pieces)

    def _piece(self, size: int) -> bytes:
        try:
            piece = self._stream.read(min(size, PIECE))
        except BROKEN as error:
            raise _unreadable(self._file, error) from error
        self._left -= len(piece)
        if self._left < 0:
            raise _bomb(self._file)
        if not piece and size and self._exactly and self._left:
            raise _unreadable(self._file, _("it ends too early"))
        return piece

    def close(self) -> None:
        self._stream.close()
        super().close()


def _guarded(stream: BinaryIO, file: str, most: int, *, exactly: bool) -> BinaryIO:
    return cast(BinaryIO, io.BufferedReader(_Guarded(stream, file, most, exactly=exactly), PIECE))


def pieces(stream: BinaryIO) -> Iterable[bytes]:
    while piece := stream.read(PIECE):
        yield piece


def _check_total(file: str, size: int, limits: Limits) -> None:
    if size > limits.bytes:
        sentence = _("%(file)s holds %(found)s megabytes; the most is %(most)s. Give it in several parts.")
        found, most = f"{size / 1e6:,.1f}", f"{limits.bytes / 1e6:,.1f}"
        raise BadFile(sentence % {"file": file, "found": found, "most": most})


def _bomb(file: str) -> BadFile:
    sentence = _("%(file)s unpacks to far more than it should, so it was not read. Get it from its publisher again.")
    return BadFile(sentence % {"file": file})


def _unreadable(file: str, reason: object) -> BadFile:
    sentence = _("%(file)s cannot be read: %(reason)s. Get the file again, or save it again, and give that one.")
    return BadFile(sentence % {"file": file, "reason": str(reason).rstrip(".") or type(reason).__name__})
