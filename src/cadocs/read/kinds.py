"""What kind a file is: by what the caller says, how it begins, and its suffix, in this order."""

from __future__ import annotations

from pathlib import PurePath
from typing import NamedTuple

from cadocs.errors import ReadError
from cadocs.read.guard import short_name
from cadocs.schema import Note

__all__ = ["DOCX", "HTML", "PDF", "ROWS", "SUFFIXES", "Kind", "check_type", "tell_kind"]

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HTML = "text/html"
PDF = "application/pdf"
_TEXT = "text/plain"
_MARKDOWN = "text/markdown"
SUFFIXES = {
    ".docx": DOCX,
    ".htm": HTML,
    ".html": HTML,
    ".markdown": _MARKDOWN,
    ".md": _MARKDOWN,
    ".pdf": PDF,
    ".text": _TEXT,
    ".txt": _TEXT,
    ".xhtml": HTML,
}
"""Files that hold one document, by their suffix."""
ROWS = (".csv", ".jsonl", ".ndjson", ".parquet", ".tsv")
"""Suffixes of files that hold a document in each row."""
_KNOWN_TYPES = tuple(sorted(set(SUFFIXES.values())))
_PDF_START = b"%PDF-"
_MARKUP_STARTS = (b"<!doctype html", b"<html")
_ZIP_START = b"PK\x03\x04"
_DOCX_PART = b"word/"
_FOREIGN = {
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": (
        "an old Office file (.doc, .xls) or one with a password. Save it as DOCX without one"
    ),
    b"{\\rtf": "an RTF file. Save it as DOCX",
    b"\x89PNG\r\n": "a picture. Read its text with a program for optical character recognition",
    b"\xff\xd8\xff": "a picture. Read its text with a program for optical character recognition",
    b"\x1f\x8b\x08": "a compressed file. Unpack it first",
    b"PAR1": "a Parquet file. Read its rows with read_rows()",
}


class Kind(NamedTuple):
    """A media type, and the remark that it is not the one that the name promises."""

    media_type: str
    notes: tuple[Note, ...] = ()


def check_type(media_type: str) -> str:
    """A media type without its parameters.

    Raises:
        ReadError: There is no reader for it.
    """
    essence = media_type.partition(";")[0].strip().lower()
    if essence not in _KNOWN_TYPES:
        msg = f"No reader for media type {media_type!r}. Known: {', '.join(_KNOWN_TYPES)}."
        raise ReadError(msg)
    return essence


def tell_kind(data: bytes, uri: str | None) -> Kind:
    """The kind of a file that the caller did not name.

    Args:
        data: Its content.
        uri: Its path, if it has one.

    Raises:
        ReadError: Nothing here reads such files.
    """
    promised = _promised(uri) if uri is not None else None
    found = _found(data, short_name(uri))
    if found is None:
        return Kind(promised or _TEXT)
    if promised is None or found == promised or (found == HTML and promised in (_TEXT, _MARKDOWN)):
        return Kind(promised or found)
    message = f"Read as {found}, since it begins as one; its name says {promised}."
    return Kind(found, (Note(step="read", code="media-type", message=message),))


def _promised(uri: str) -> str | None:
    """What the suffix says; None where there is none."""
    suffix = PurePath(uri).suffix.lower()
    if suffix in ROWS:
        msg = f"{short_name(uri)} holds a document in each row. Read them with read_rows()."
        raise ReadError(msg)
    if suffix and suffix not in SUFFIXES:
        msg = (
            f"Cannot read {short_name(uri)}: {suffix} files are not readable. "
            f"Readable: {', '.join(sorted(SUFFIXES))}. "
            "Convert it, or say what it holds, as in read(path, media_type='text/plain')."
        )
        raise ReadError(msg)
    return SUFFIXES.get(suffix)


def _found(data: bytes, name: str) -> str | None:
    """What the content says; None where it may be any text."""
    if data.startswith(_ZIP_START):
        return _zip_kind(data, name)
    for start, what in _FOREIGN.items():
        if data.startswith(start):
            msg = f"Cannot read {name}: it is {what}."
            raise ReadError(msg)
    if data[:1024].lstrip().startswith(_PDF_START):
        return PDF
    return HTML if data.lstrip()[:20].lower().startswith(_MARKUP_STARTS) else None


def _zip_kind(data: bytes, name: str) -> str:
    if _DOCX_PART in data:
        return DOCX
    msg = f"Cannot read {name}: it is a zip archive without a Word document. Unpack it first."
    raise ReadError(msg)
