"""Keeps signed documents as files that are named by their content; knows which kinds are taken, and no data base."""

import hashlib
import io
import os
import tempfile
import zipfile
import zlib
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from peoplezones.foundation.refusals import NotPossibleNow

MOST = 10 * 1024 * 1024  # bytes
LONGEST_KIND = 200  # bytes: what is longer is no name of a kind, and not unpacked
KINDS = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
}


def ending_of(name: str) -> str:
    return Path(name).suffix.lower()


def looks_like(content: bytes, ending: str) -> bool:
    """Whether a file is what the end of its name says; its content is asked, not who sent it."""
    if ending == ".pdf":
        return content.startswith(b"%PDF-")
    if ending not in KINDS or not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if ending == ".docx":
                return {"[Content_Types].xml", "word/document.xml"} <= names and "word/vbaProject.bin" not in names
            is_told = "mimetype" in names and parts.getinfo("mimetype").file_size < LONGEST_KIND
            return is_told and parts.read("mimetype").strip() == KINDS[".odt"].encode()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        return False


def place_of(digest: str, ending: str) -> Path:
    return Path(settings.DATA_STORE) / "documents" / digest[:2] / f"{digest}{ending}"


def write(content: bytes, ending: str) -> str:
    """Keep a document; gives back its digest. The same again writes nothing new."""
    digest = hashlib.sha256(content).hexdigest()
    place = place_of(digest, ending)
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            part.chmod(0o444)
            part.replace(place)  # whole before it has its name
        finally:
            part.unlink(missing_ok=True)
    return digest


def path_of(digest: str, name: str) -> Path:
    """Where a document lies; raises NotPossibleNow when it is not there."""
    place = place_of(digest, ending_of(name))
    if not place.exists():
        raise NotPossibleNow(
            _("The store does not hold the document “%(name)s”. Bring it back from a backup.") % {"name": name}
        )
    return place
