"""Files and bytes: what is readable, and how each kind is read."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from cadocs.errors import ReadError
from cadocs.read.decoding import decode
from cadocs.read.html import declared_encoding, read_markup
from cadocs.schema import Note, Source

__all__ = ["read", "read_folder"]

_MEDIA_TYPES = {
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".text": "text/plain",
    ".txt": "text/plain",
    ".xhtml": "text/html",
}
_UNNAMED = "text/plain"
_MARKUP_STARTS = (b"<!doctype html", b"<html")
_SUFFIXES = ", ".join(sorted(_MEDIA_TYPES))
_KNOWN_TYPES = tuple(sorted(set(_MEDIA_TYPES.values())))


def read(path_or_bytes: str | os.PathLike[str] | bytes, *, media_type: str | None = None) -> Source:
    r"""Read a file, or the bytes of one.

    Args:
        path_or_bytes: The path of a file, or its content.
        media_type: What the content is: ``text/plain``, ``text/markdown`` or ``text/html``;
            otherwise told by the file's suffix, for bytes by how they begin.

    Returns:
        The text as it was stored, line ends included, with the file's own metadata. Notes say
        how an encoding was chosen and what was repaired.

    Raises:
        ReadError: There is no such file, it cannot be opened, or its kind is not readable.

    >>> source = read("Salom, dunyo\r\n".encode("utf-16"))
    >>> source.text, source.encoding
    ('Salom, dunyo\r\n', 'utf-16-le')
    """
    if isinstance(path_or_bytes, bytes):
        return _source(path_or_bytes, _checked(media_type) or _guess(path_or_bytes), None)
    if not isinstance(path_or_bytes, (str, os.PathLike)):
        msg = f"read() takes a path or bytes, not {type(path_or_bytes).__name__}."
        raise ReadError(msg)
    path = Path(path_or_bytes)
    data = _load(path)
    return _source(data, _checked(media_type) or _media_type(path), str(path))


def read_folder(path: str | os.PathLike[str]) -> list[Path]:
    """The readable files in a folder and the folders below it, in the order of their paths.

    Args:
        path: A folder; hidden files and folders in it are left out.

    Raises:
        ReadError: It is no folder, or holds nothing readable.
    """
    folder = Path(path)
    if not folder.is_dir():
        what = "a file" if folder.exists() else "not there"
        msg = f"read_folder() takes a folder; {str(folder)!r} is {what}."
        raise ReadError(msg)
    files = [
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in _MEDIA_TYPES and _is_visible(file, folder) and file.is_file()
    ]
    if not files:
        msg = f"The folder {str(folder)!r} holds no readable file. Readable: {_SUFFIXES}."
        raise ReadError(msg)
    return sorted(files, key=lambda file: file.parts)


def _is_visible(file: Path, folder: Path) -> bool:
    return not any(part.startswith(".") for part in file.relative_to(folder).parts)


def _load(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except IsADirectoryError as error:
        msg = f"{str(path)!r} is a folder. Give a file, or list its files with read_folder()."
        raise ReadError(msg) from error
    except FileNotFoundError as error:
        msg = (
            f"There is no file {str(path)!r}. Give the path of a file ({_SUFFIXES}); "
            "hand a text itself to process()."
        )
        raise ReadError(msg) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the path
        reason = getattr(error, "strerror", None) or error
        msg = f"Cannot open {_short(str(path))!r}: {reason}. Give the path of a readable file."
        raise ReadError(msg) from error


def _short(path: str) -> str:
    return path if len(path) <= 80 else f"{path[:79]}…"


def _media_type(path: Path) -> str:
    suffix = path.suffix.lower()
    if not suffix:
        return _UNNAMED
    if suffix not in _MEDIA_TYPES:
        msg = (
            f"Cannot read {str(path)!r}: {suffix} files are not readable. Readable: {_SUFFIXES}. "
            "Convert it, or say what it holds, as in read(path, media_type='text/plain')."
        )
        raise ReadError(msg)
    return _MEDIA_TYPES[suffix]


def _checked(media_type: str | None) -> str | None:
    if media_type is None:
        return None
    essence = media_type.partition(";")[0].strip().lower()
    if essence not in _KNOWN_TYPES:
        msg = f"No reader for media type {media_type!r}. Known: {', '.join(_KNOWN_TYPES)}."
        raise ReadError(msg)
    return essence


def _guess(data: bytes) -> str:
    return "text/html" if data.lstrip()[:20].lower().startswith(_MARKUP_STARTS) else _UNNAMED


def _source(data: bytes, media_type: str, uri: str | None) -> Source:
    is_markup = media_type == "text/html"
    decoded = decode(data, declared_encoding(data) if is_markup else None)
    page = read_markup(decoded.text) if is_markup else None
    return Source(
        text=page.text if page else decoded.text,
        uri=uri,
        media_type=media_type,
        title=page.title if page else None,
        published=page.published if page else None,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        notes=_without_spans(decoded.notes) + page.notes if page else decoded.notes,
    )


def _without_spans(notes: tuple[Note, ...]) -> tuple[Note, ...]:
    """Notes on the markup, whose places mean nothing in the page's text."""
    return tuple(note.model_copy(update={"start": None, "end": None}) for note in notes)
