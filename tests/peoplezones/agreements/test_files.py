"""What is taken as a document, and what as a table."""

import io
import zipfile

import pytest

from peoplezones.agreements import readers, store
from peoplezones.foundation.refusals import NotPossibleNow


def zipped(**parts):
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


WORD = zipped(**{"[Content_Types].xml": "", "word/document.xml": ""})
MACROS = zipped(**{"[Content_Types].xml": "", "word/document.xml": "", "word/vbaProject.bin": ""})
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text")


def damaged():
    """An OpenDocument file whose packed bytes were written over."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    start = kept.getvalue().index(b"mimetype") + len(b"mimetype")
    return kept.getvalue()[:start] + b"\xff" * 20 + kept.getvalue()[start + 20 :]


@pytest.mark.parametrize(
    ("content", "ending", "is_one"),
    [
        (b"%PDF-1.7 ...", ".pdf", True),
        (b"<html>", ".pdf", False),
        (WORD, ".docx", True),
        (MACROS, ".docx", False),
        (ODT, ".odt", True),
        (WORD, ".odt", False),
        (b"PK\x03\x04 broken", ".docx", False),
        (zipped(mimetype="x" * 10_000), ".odt", False),
        (damaged(), ".odt", False),
        (b"MZ", ".exe", False),
    ],
)
def test_a_document_is_what_its_content_says(content, ending, is_one):
    assert store.looks_like(content, ending) is is_one


def test_a_document_is_kept_once_by_its_content(settings, tmp_path):
    settings.DATA_STORE = tmp_path
    digest = store.write(b"%PDF-1.7", ".pdf")
    assert store.write(b"%PDF-1.7", ".pdf") == digest
    assert store.path_of(digest, "any.pdf").read_bytes() == b"%PDF-1.7"
    with pytest.raises(NotPossibleNow, match="backup"):
        store.path_of("0" * 64, "gone.pdf")


def test_a_table_is_read_as_text_in_the_usual_encodings():
    expected = [["Street", "Calls"], ["Café corner", "12"]]
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        assert readers.table_from("Street,Calls\r\nCafé  corner,12\r\n\r\n".encode(encoding)) == expected


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "at least one row"),
        (b"A,B\n", "at least one row"),
        (b"A,\n1,2\n", "heading"),
        (b"A,B\n1\n", "Row 2"),
        (b"A\n" + b"1\n" * 5_001, "5,000 rows"),
        (b"A\n" + b"x" * 301, "Row 2"),
        (b"PK\x03\x04\x00\x00", "no CSV"),
    ],
)
def test_what_is_no_table_is_told(content, told):
    with pytest.raises(NotPossibleNow, match=told):
        readers.table_from(content)
